/**
 * Transport layer security (EN 13757-7; OMS Vol. 2): from a header with its configuration to
 * readable bytes and a verdict.
 *
 * | mode | cipher                                  | proof                  | here        |
 * | ---- | --------------------------------------- | ---------------------- | ----------- |
 * | 0    | none                                    |                        | read        |
 * | 2    | DES-CBC (deprecated), IV 0              | check bytes 2F2F       | read with an 8-byte key |
 * | 3    | DES-CBC (deprecated), IV from a date    |                        | unsupported |
 * | 5    | AES-128-CBC, IV from address and access | check bytes 2F2F       | read        |
 * | 7    | AES-128-CBC, IV 0, key by KDF-A         | AFL MAC, else 2F2F     | read        |
 * | 8    | AES-128-CTR and CMAC                    |                        | unsupported |
 * | 9    | AES-128-GCM                             |                        | unsupported |
 * | 10   | AES-128-CCM, key by KDF-A               | tag                    | read        |
 * | 13   | TLS                                     |                        | unsupported |
 * | ≥ 15 | of the maker (`diehl-whitening.ts`)     |                        | unsupported |
 *
 * Loggers and forwarders often write decrypted bytes under an unchanged header: such a telegram is
 * recognised by its check bytes and gets the verdict `unproven`. A key is tried first, and a telegram
 * that neither opens nor is plain has the `wrong-key`: its bytes are never read as records.
 */
import { concatBytes, sameBytes } from "../bytes/cursor.ts";
import { type AesKey, aesKeyOf, BLOCK_LENGTH, decryptBlock, expandKey, loadBlock } from "../crypto/aes.ts";
import { decryptCbc, decryptCcm } from "../crypto/aes-modes.ts";
import { DES_KEY_LENGTH, decryptDesCbc } from "../crypto/des.ts";
import { DERIVE_ENCRYPTION, DERIVE_MAC, deriveKey, TOWARDS_METER } from "../crypto/key-derivation.ts";
import type { ConfigExtension } from "../mbus/transport-layer.ts";
import type { Proof, Verdict } from "../telegram.ts";
import { type AuthenticationLayer, computeAflMac, hasCheckableMac } from "./authentication-layer.ts";

/** A transport layer as received. Offsets count in `bytes`, a normalised frame. */
export interface SealedTransport {
  readonly bytes: Uint8Array;
  /** CI byte of the transport header. */
  readonly tplAt: number;
  /** First byte behind header and configuration extension. */
  readonly payloadAt: number;
  readonly end: number;
  readonly mode: number;
  readonly config: number;
  readonly extension: ConfigExtension;
  readonly access: number;
  /** Whether the header itself carries the meter's address; else the link's address counts. */
  readonly hasLongHeader: boolean;
  readonly key: Uint8Array | undefined;
  readonly afl: AuthenticationLayer | undefined;
  /** A command to the meter, whose keys are derived for that direction. */
  readonly isCommand?: boolean;
}

/** What came out. `bytes` is the same array unless something was decrypted. */
export interface OpenedTransport {
  readonly verdict: Verdict | "wrong-mac";
  readonly proof: Proof | undefined;
  readonly bytes: Uint8Array;
  readonly payloadAt: number;
  readonly payloadEnd: number;
}

const CHECK_BYTE = 0x2f;
const CHECK_LENGTH = 2;

/** Opens a transport layer of any mode. */
export function openTransport(sealed: SealedTransport): OpenedTransport {
  switch (sealed.mode) {
    case 0:
      return openClear(sealed);
    case 2:
      return openMode2(sealed);
    case 5:
      return openMode5(sealed);
    case 7:
      return openMode7(sealed);
    case 10:
      return openMode10(sealed);
    default:
      return openUnsupported(sealed);
  }
}

interface Opening {
  readonly verdict: OpenedTransport["verdict"];
  readonly proof?: Proof;
  readonly bytes?: Uint8Array;
  /** Check bytes in front of the application data. */
  readonly skip?: number;
  /** Tag behind the application data. */
  readonly cut?: number;
}

const opened = (
  sealed: SealedTransport,
  { verdict, proof, bytes, skip = 0, cut = 0 }: Opening,
): OpenedTransport => ({
  verdict,
  proof,
  bytes: bytes ?? sealed.bytes,
  payloadAt: sealed.payloadAt + skip,
  payloadEnd: sealed.end - cut,
});

const startsWithCheckBytes = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + CHECK_LENGTH <= end && bytes[at] === CHECK_BYTE && bytes[at + 1] === CHECK_BYTE;

/** Nothing is encrypted; an authentication layer may still vouch for the bytes. */
function openClear(sealed: SealedTransport): OpenedTransport {
  const mac = checkMac(sealed);
  if (mac === "wrong") return opened(sealed, { verdict: "wrong-mac" });
  return mac === "right"
    ? opened(sealed, { verdict: "clear", proof: "mac" })
    : opened(sealed, { verdict: "clear" });
}

/** The telegram could not be opened: plain already, or without the right key. */
function openFailed(sealed: SealedTransport): OpenedTransport {
  if (startsWithCheckBytes(sealed.bytes, sealed.payloadAt, sealed.end)) {
    return opened(sealed, { verdict: "unproven", skip: CHECK_LENGTH });
  }
  return opened(sealed, { verdict: sealed.key ? "wrong-key" : "no-key" });
}

/** Neither a mode nor a key for it is known. */
const openUnsupported = (sealed: SealedTransport): OpenedTransport =>
  startsWithCheckBytes(sealed.bytes, sealed.payloadAt, sealed.end)
    ? opened(sealed, { verdict: "unproven", skip: CHECK_LENGTH })
    : opened(sealed, { verdict: "unsupported" });

/** Mode 2: the low byte of the configuration counts encrypted bytes. */
function openMode2(sealed: SealedTransport): OpenedTransport {
  const { key, bytes, payloadAt, end } = sealed;
  if (key?.length !== DES_KEY_LENGTH) return openUnsupported(sealed);
  const length = Math.min(sealed.config & 0xff, end - payloadAt);
  const plain = bytes.slice();
  decryptDesCbc(key, { bytes: plain, at: payloadAt, length });
  if (!startsWithCheckBytes(plain, payloadAt, end)) return openFailed(sealed);
  return opened(sealed, { verdict: "decrypted", proof: "check-bytes", bytes: plain, skip: CHECK_LENGTH });
}

const BLOCK_COUNT_MASK = 0x0f;

/** Bytes of the whole cipher blocks bits 7–4 of the configuration announce, as far as they are there. */
function encryptedLength({ config, payloadAt, end }: SealedTransport): number {
  const announced = ((config >> 4) & BLOCK_COUNT_MASK) * BLOCK_LENGTH;
  return Math.min(announced, Math.max(0, end - payloadAt) & ~(BLOCK_LENGTH - 1));
}

/** Whether the header promises more cipher blocks than the telegram has. */
export const hasTooFewBlocks = (sealed: SealedTransport): boolean =>
  (sealed.mode === 5 || sealed.mode === 7) &&
  ((sealed.config >> 4) & BLOCK_COUNT_MASK) * BLOCK_LENGTH > sealed.end - sealed.payloadAt;

const startBlock = new Uint8Array(BLOCK_LENGTH);
const firstBlock = new Uint32Array(4);
const CHECK_WORD = 0x2f_2f;

/** Mode 5: IV = M(2) ID(4) VER TYPE of the meter, then the access number eight times. */
function openMode5(sealed: SealedTransport): OpenedTransport {
  const { key, access } = sealed;
  const length = encryptedLength(sealed);
  if (((sealed.config >> 4) & BLOCK_COUNT_MASK) === 0) return openClear(sealed);
  if (!key || length === 0) return openFailed(sealed);
  fillAddress(startBlock, sealed);
  startBlock.fill(access, 8);
  const plain = openCbc(sealed, { key: aesKeyOf(key), length });
  if (!plain) return openFailed(sealed);
  return opened(sealed, { verdict: "decrypted", proof: "check-bytes", bytes: plain, skip: CHECK_LENGTH });
}

/** Mode 7: zero IV, message key by KDF-A, MAC in the authentication layer. */
function openMode7(sealed: SealedTransport): OpenedTransport {
  const counter = counterOf(sealed);
  const length = encryptedLength(sealed);
  if (((sealed.config >> 4) & BLOCK_COUNT_MASK) === 0) return openClear(sealed);
  if (!sealed.key || counter === undefined || length === 0) return openFailed(sealed);
  startBlock.fill(0);
  const derived = expandKey(derive(sealed, sealed.key, { purpose: DERIVE_ENCRYPTION, counter }));
  const plain = openCbc(sealed, { key: derived, length });
  if (!plain) return openFailed(sealed);
  const mac = checkMac(sealed);
  if (mac === "wrong") return opened(sealed, { verdict: "wrong-mac" });
  const proof = mac === "right" ? "mac" : "check-bytes";
  return opened(sealed, { verdict: "decrypted", proof, bytes: plain, skip: CHECK_LENGTH });
}

/** CBC under `startBlock`; `undefined` when the first two plain bytes are not 2F2F (one block is spent). */
function openCbc(
  { bytes, payloadAt }: SealedTransport,
  { key, length }: { readonly key: AesKey; readonly length: number },
): Uint8Array | undefined {
  loadBlock(firstBlock, bytes, payloadAt);
  decryptBlock(key, firstBlock);
  const firstTwo = ((firstBlock[0] ?? 0) >>> 16) ^ (((startBlock[0] ?? 0) << 8) | (startBlock[1] ?? 0));
  if (firstTwo !== CHECK_WORD) return undefined;
  const plain = bytes.slice();
  decryptCbc(key, { bytes: plain, at: payloadAt, length, start: startBlock });
  return plain;
}

/** M(2) ID(4) VER TYPE into the first eight bytes, from the long header or the link. */
function fillAddress(target: Uint8Array, { bytes, tplAt, hasLongHeader }: SealedTransport): void {
  if (!hasLongHeader) {
    for (let i = 0; i < 8; i++) target[i] = bytes[2 + i] ?? 0;
    return;
  }
  const at = tplAt + 1;
  target[0] = bytes[at + 4] ?? 0;
  target[1] = bytes[at + 5] ?? 0;
  for (let i = 0; i < 4; i++) target[2 + i] = bytes[at + i] ?? 0;
  target[6] = bytes[at + 6] ?? 0;
  target[7] = bytes[at + 7] ?? 0;
}

const counterOf = ({ extension, afl }: SealedTransport): number | undefined =>
  extension.counter ?? afl?.counter;

const derive = (
  { bytes, tplAt, hasLongHeader, isCommand }: SealedTransport,
  master: Uint8Array,
  { purpose, counter }: { readonly purpose: number; readonly counter: number },
): Uint8Array =>
  deriveKey(master, {
    purpose: isCommand ? purpose | TOWARDS_METER : purpose,
    counter,
    bytes,
    identificationAt: hasLongHeader ? tplAt + 1 : 4,
  });

/** Checks the MAC of the authentication layer, where there is one and all it needs is known. */
function checkMac(sealed: SealedTransport): "right" | "wrong" | "none" {
  const { afl, key, bytes, end } = sealed;
  const counter = counterOf(sealed);
  if (!afl || !key || counter === undefined || !hasCheckableMac(afl)) return "none";
  const macKey = derive(sealed, key, { purpose: DERIVE_MAC, counter });
  const expected = computeAflMac(bytes, afl, { macKey, end });
  return sameBytes(expected, bytes.subarray(afl.macAt, afl.macAt + afl.macLength)) ? "right" : "wrong";
}

const TAG_LENGTHS: readonly number[] = [4, 8, 12, 16];
const ALL_BYTES = 0xff;
const MESSAGE_COUNTER_LENGTH = 4;

/**
 * Mode 10: nonce = M(2) ID(4) VER TYPE 00 counter(4, most significant byte first); the transport header
 * up to the message counter is authenticated with the data; the tag stands at the end.
 */
function openMode10(sealed: SealedTransport): OpenedTransport {
  const { bytes, key, payloadAt, end, extension, config, tplAt } = sealed;
  const tagLength = TAG_LENGTHS[(extension.flags >> 8) & 0x03] ?? 4;
  const available = end - payloadAt - tagLength;
  const counter = extension.counter;
  if (available < 0 || counter === undefined) return openFailed(sealed);
  if (!key) return opened(sealed, { verdict: "no-key" });
  const announced = config & 0xff;
  const length = announced === ALL_BYTES ? available : Math.min(announced, available);
  const plain = bytes.slice();
  const tag = decryptCcm(expandKey(derive(sealed, key, { purpose: DERIVE_ENCRYPTION, counter })), {
    bytes: plain,
    at: payloadAt,
    length,
    nonce: mode10Nonce(sealed, counter),
    associated: bytes.subarray(tplAt, payloadAt - MESSAGE_COUNTER_LENGTH),
    tagLength,
  });
  if (!sameBytes(tag, bytes.subarray(end - tagLength, end))) return opened(sealed, { verdict: "wrong-key" });
  return opened(sealed, { verdict: "decrypted", proof: "tag", bytes: plain, cut: tagLength });
}

function mode10Nonce(sealed: SealedTransport, counter: number): Uint8Array {
  const address = new Uint8Array(8);
  fillAddress(address, sealed);
  return concatBytes(address, [
    0,
    counter >>> 24,
    (counter >>> 16) & 0xff,
    (counter >>> 8) & 0xff,
    counter & 0xff,
  ]);
}
