/**
 * Extended link layer (EN 13757-4), right behind the link header or another ELL.
 *
 * | CI | name    | bytes after CI                           | length |
 * | -- | ------- | ---------------------------------------- | ------ |
 * | 8C | ELL I   | CC ACC                                   | 2      |
 * | 8D | ELL II  | CC ACC SN(4) CRC(2)                      | 8      |
 * | 8E | ELL III | CC ACC M(2) A(6)                         | 10     |
 * | 8F | ELL IV  | CC ACC M(2) A(6) SN(4) CRC(2)            | 16     |
 * | 86 | ELL V   | variable; recognised, not read           |        |
 *
 * SN, least significant byte first: bits 0–3 session, 4–28 time, 29–31 encryption (0 none, 1 AES-128-CTR).
 * The CRC covers everything behind it, in plain, least significant byte first, and is encrypted with it:
 * after decryption it proves the key. Counter block 0 is `M(2) A(6) CC SN(4) 00 00 00`, with the hop bits of
 * CC cleared, which repeaters set on the way.
 */

import { crcEn13757, type Stretch } from "../bytes/crc.ts";
import { readU16, readU32 } from "../bytes/cursor.ts";
import { aesKeyOf } from "../crypto/aes.ts";
import { applyCtr } from "../crypto/aes-modes.ts";
import { ADDRESS_LENGTH } from "../mbus/meter-address.ts";
import type { Verdict } from "../telegram.ts";

export const ELL_I = 0x8c;
export const ELL_II = 0x8d;
const ELL_III = 0x8e;
const ELL_IV = 0x8f;
export const ELL_V = 0x86;

const CRC_LENGTH = 2;
/** Address of the link header in a normalised frame. */
const LINK_ADDRESS_AT = 2;

export interface ExtendedLink {
  /** CI and all fields, the payload CRC included. */
  readonly length: number;
  /** Offset of M(2) A(6), −1 without. */
  readonly addressAt: number;
  /** Offset of SN, −1 without; the payload CRC follows four bytes later. */
  readonly sessionAt: number;
}

const FORMS: Readonly<Record<number, ExtendedLink>> = {
  [ELL_I]: { length: 3, addressAt: -1, sessionAt: -1 },
  [ELL_II]: { length: 9, addressAt: -1, sessionAt: 3 },
  [ELL_III]: { length: 11, addressAt: 3, sessionAt: -1 },
  [ELL_IV]: { length: 17, addressAt: 3, sessionAt: 11 },
};

const SPARSE: readonly (ExtendedLink | undefined)[] = Array.from({ length: 256 }, (_, ci) => FORMS[ci]);

/** Fields of the ELL a CI byte announces, offsets counted from the CI byte. */
export const findExtendedLink = (ci: number): ExtendedLink | undefined => SPARSE[ci];

type EllEncryption = "none" | "aes-ctr" | "reserved";

/** Encryption of the session number at `at`. */
function encryptionOfSession(bytes: Uint8Array, at: number): EllEncryption {
  const field = readU32(bytes, at) >>> 29;
  if (field === 0) return "none";
  return field === 1 ? "aes-ctr" : "reserved";
}

/** Whether the payload CRC at `from` fits the plain bytes behind it up to `to`. */
const isPayloadCrcRight = (bytes: Uint8Array, { from, to }: Stretch): boolean =>
  from + CRC_LENGTH < to && crcEn13757(bytes, { from: from + CRC_LENGTH, to }) === readU16(bytes, from);

/** CC bits 10 (hop count) and 02 (repeated access), which a repeater changes. */
const HOP_BITS = 0x12;

const counterBlock = new Uint8Array(16);

export interface EllCipher {
  readonly key: Uint8Array;
  /** Offset of the CI byte of the ELL. */
  readonly ellAt: number;
  readonly form: ExtendedLink;
  /** Offset of the eight address bytes for the counter block. */
  readonly addressAt: number;
  readonly end: number;
}

/**
 * Encrypts or decrypts (the same operation) the payload CRC and all behind it, in place.
 * `bytes` is a normalised frame with an ELL II or IV.
 */
export function applyEllCipher(bytes: Uint8Array, cipher: EllCipher): void {
  const { key, ellAt, form, addressAt, end } = cipher;
  counterBlock.fill(0);
  for (let i = 0; i < ADDRESS_LENGTH; i++) counterBlock[i] = bytes[addressAt + i] ?? 0;
  counterBlock[8] = (bytes[ellAt + 1] ?? 0) & ~HOP_BITS;
  for (let i = 0; i < 4; i++) counterBlock[9 + i] = bytes[ellAt + form.sessionAt + i] ?? 0;
  const at = ellAt + form.length - CRC_LENGTH;
  applyCtr(aesKeyOf(key), { bytes, at, length: end - at, start: counterBlock });
}

export interface SealedLink {
  /** Offset of the CI byte of the ELL. */
  readonly ellAt: number;
  readonly form: ExtendedLink;
  readonly end: number;
  /** Called only when the layer is encrypted. */
  readonly findKey: () => Uint8Array | undefined;
}

export interface OpenedLink {
  /** `wrong-crc`: the layer says it is not encrypted, and its CRC does not fit. */
  readonly verdict: Verdict | "wrong-crc";
  /** The same array unless something was decrypted. */
  readonly bytes: Uint8Array;
}

/** Offset of the payload CRC: the last field of ELL II and IV. */
export const payloadCrcAt = ({ ellAt, form }: Pick<SealedLink, "ellAt" | "form">): number =>
  ellAt + form.length - CRC_LENGTH;

/** Checks and decrypts what an extended link layer with a session number covers. */
export function openExtendedLink(bytes: Uint8Array, link: SealedLink): OpenedLink {
  const { ellAt, form, end } = link;
  const isPlain = isPayloadCrcRight(bytes, { from: payloadCrcAt(link), to: end });
  const encryption = encryptionOfSession(bytes, ellAt + form.sessionAt);
  if (encryption === "none") return { verdict: isPlain ? "clear" : "wrong-crc", bytes };
  if (isPlain) return { verdict: "unproven", bytes };
  if (encryption === "reserved") return { verdict: "unsupported", bytes };
  const key = link.findKey();
  if (!key) return { verdict: "no-key", bytes };
  const plain = decryptLink(bytes, link, key);
  return plain ? { verdict: "decrypted", bytes: plain } : { verdict: "wrong-key", bytes };
}

/** The decrypted frame when the payload CRC proves the key. ELL IV may use either of its two addresses. */
function decryptLink(bytes: Uint8Array, link: SealedLink, key: Uint8Array): Uint8Array | undefined {
  const { ellAt, form, end } = link;
  const addresses = form.addressAt < 0 ? [LINK_ADDRESS_AT] : [ellAt + form.addressAt, LINK_ADDRESS_AT];
  for (const addressAt of addresses) {
    const candidate = bytes.slice();
    applyEllCipher(candidate, { key, ellAt, form, addressAt, end });
    if (isPayloadCrcRight(candidate, { from: payloadCrcAt(link), to: end })) return candidate;
  }
  return undefined;
}
