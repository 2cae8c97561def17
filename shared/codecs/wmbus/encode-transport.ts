/**
 * Encoder of the transport layer, with its security and the authentication layer in front of it
 * (EN 13757-7; OMS Vol. 2). The mirror of `security-mode.ts`.
 */
import type { MeterId } from "../../model/meter-id.ts";
import { bytesOfU16, bytesOfU32, concatBytes } from "../bytes/cursor.ts";
import { aesKeyOf, BLOCK_LENGTH, expandKey } from "../crypto/aes.ts";
import { computeCmac, encryptCbc, encryptCcm } from "../crypto/aes-modes.ts";
import { DERIVE_ENCRYPTION, DERIVE_MAC, deriveKey, TOWARDS_METER } from "../crypto/key-derivation.ts";
import { encodeLinkAddress, encodeTransportAddress } from "../mbus/meter-address.ts";
import { AFL_CI } from "./authentication-layer.ts";

export type SecurityParts =
  | { readonly mode: 0 }
  | { readonly mode: 5; readonly key: Uint8Array }
  /** With an authentication layer that carries counter and an 8-byte MAC. */
  | { readonly mode: 7; readonly key: Uint8Array; readonly counter: number }
  | {
      readonly mode: 10;
      readonly key: Uint8Array;
      readonly counter: number;
      readonly tagLength?: 4 | 8 | 12 | 16;
    };

export interface TransportParts {
  readonly header: "none" | "short" | "long";
  /** Meter in a long header, when it is not the sender. */
  readonly meter?: MeterId;
  readonly access?: number;
  readonly status?: number;
  /** What `data` is; `compact` takes the result of `encodeCompactData`, `command` goes to a meter. */
  readonly content?: "records" | "compact" | "command";
  /** A header `none` cannot carry a security of its own. */
  readonly security?: SecurityParts;
  /** Application data: record bytes without check bytes or padding. */
  readonly data: Uint8Array;
}

const CI_FIELDS = {
  none: { records: 0x78, compact: 0x79, command: 0x51 },
  short: { records: 0x7a, compact: 0x7b, command: 0x5a },
  long: { records: 0x72, compact: 0x73, command: 0x5b },
} as const;

const FILLER = 0x2f;
const SYNCHRONOUS = 0x20_00;
const KDF_A = 0x10;

/** Bytes from the CI of the AFL or transport header to the end. */
export function encodeTransport(parts: TransportParts, sender: MeterId): Uint8Array {
  const meter = parts.header === "long" ? (parts.meter ?? sender) : sender;
  const security = parts.header === "none" ? { mode: 0 as const } : (parts.security ?? { mode: 0 as const });
  const sealing: Sealing = { parts, meter };
  switch (security.mode) {
    case 0:
      return concatBytes(headerOf(sealing, 0), parts.data);
    case 5:
      return encodeMode5(sealing, security.key);
    case 7:
      return encodeMode7(sealing, security);
    case 10:
      return encodeMode10(sealing, security);
  }
}

interface Sealing {
  readonly parts: TransportParts;
  /** Whose address enters keys, vectors and a long header. */
  readonly meter: MeterId;
}

/** CI and header fields, the configuration word last. */
function headerOf({ parts, meter }: Sealing, config: number): Uint8Array {
  const ci = CI_FIELDS[parts.header][parts.content ?? "records"];
  if (parts.header === "none") return Uint8Array.of(ci);
  const address = parts.header === "long" ? encodeTransportAddress(meter) : [];
  return concatBytes([ci], address, [parts.access ?? 0, parts.status ?? 0], bytesOfU16(config));
}

/** Data behind two check bytes, filled up to whole blocks. */
function padBlocks(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((data.length + 2) / BLOCK_LENGTH) * BLOCK_LENGTH).fill(FILLER);
  padded.set(data, 2);
  if (padded.length > 15 * BLOCK_LENGTH)
    throw new RangeError(`${data.length} bytes are more than 15 cipher blocks`);
  return padded;
}

function encodeMode5(sealing: Sealing, key: Uint8Array): Uint8Array {
  const bytes = padBlocks(sealing.parts.data);
  const start = new Uint8Array(BLOCK_LENGTH).fill(sealing.parts.access ?? 0);
  start.set(encodeLinkAddress(sealing.meter), 0);
  encryptCbc(aesKeyOf(key), { bytes, at: 0, length: bytes.length, start });
  return concatBytes(headerOf(sealing, SYNCHRONOUS | 0x05_00 | bytes.length), bytes);
}

const keyOf = (
  { meter, parts }: Sealing,
  key: Uint8Array,
  { purpose, counter }: { readonly purpose: number; readonly counter: number },
): Uint8Array =>
  deriveKey(key, {
    purpose: parts.content === "command" ? purpose | TOWARDS_METER : purpose,
    counter,
    bytes: encodeLinkAddress(meter),
    identificationAt: 2,
  });

interface Counted {
  readonly key: Uint8Array;
  readonly counter: number;
}

/** AFL control: MCL, MCR and MAC present. */
const AFL_FLAGS = 0x2c_00;
/** MCR in the message, CMAC of 8 bytes. */
const AFL_MESSAGE_CONTROL = 0x25;
const MAC_LENGTH = 8;

function encodeMode7(sealing: Sealing, { key, counter }: Counted): Uint8Array {
  const bytes = padBlocks(sealing.parts.data);
  const cipherKey = expandKey(keyOf(sealing, key, { purpose: DERIVE_ENCRYPTION, counter }));
  encryptCbc(cipherKey, { bytes, at: 0, length: bytes.length, start: new Uint8Array(BLOCK_LENGTH) });
  const transport = concatBytes(headerOf(sealing, 0x07_00 | bytes.length), [KDF_A], bytes);
  const authenticated = concatBytes([AFL_MESSAGE_CONTROL], bytesOfU32(counter), transport);
  const macKey = expandKey(keyOf(sealing, key, { purpose: DERIVE_MAC, counter }));
  const mac = computeCmac(macKey, authenticated).subarray(0, MAC_LENGTH);
  const afl = concatBytes(bytesOfU16(AFL_FLAGS), [AFL_MESSAGE_CONTROL], bytesOfU32(counter), mac);
  return concatBytes([AFL_CI, afl.length], afl, transport);
}

const TAG_SIZES = { 4: 0, 8: 1, 12: 2, 16: 3 } as const;
const ALL_BYTES = 0xff;

function encodeMode10(
  sealing: Sealing,
  { key, counter, tagLength = 8 }: Counted & { readonly tagLength?: 4 | 8 | 12 | 16 },
): Uint8Array {
  const header = headerOf(sealing, SYNCHRONOUS | 0x0a_00 | ALL_BYTES);
  const extension = bytesOfU16((TAG_SIZES[tagLength] << 8) | KDF_A);
  const associated = concatBytes(header, extension);
  const bytes = sealing.parts.data.slice();
  const [low, second, third, high] = bytesOfU32(counter);
  const tag = encryptCcm(expandKey(keyOf(sealing, key, { purpose: DERIVE_ENCRYPTION, counter })), {
    bytes,
    at: 0,
    length: bytes.length,
    nonce: concatBytes(encodeLinkAddress(sealing.meter), [0, high, third, second, low]),
    associated,
    tagLength,
  });
  return concatBytes(associated, bytesOfU32(counter), bytes, tag);
}
