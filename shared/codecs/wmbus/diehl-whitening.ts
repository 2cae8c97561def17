/**
 * Link rules of the Diehl Metering family (DME, EWT, HYD, SAP, SPL), which stand outside EN 13757.
 * Facts from real telegrams and open decoders; nothing here is published by the maker.
 *
 * | CI     | condition      | scheme    | address on the air       |
 * | ------ | -------------- | --------- | ------------------------ |
 * | 71     |                | plain     | VER TYPE ID(4)           |
 * | 7A     | CFG bit 12 set | real-data | VER TYPE ID(4)           |
 * | A0–A7  | maker SAP      | prios     | six bytes of serial      |
 * | A0–A7  | other maker    | prios     | VER TYPE ID(4)           |
 * | B1–B3  |                | plain     | VER TYPE ID(4)           |
 *
 * Whitened bytes start at offset 15 of the normalised frame and are xored with a 32-bit shift register
 * seeded by the key and bytes 2–13. It hides values, it protects nothing. Real data carry a checksum in
 * the upper configuration byte, PRIOS starts with 4B in plain.
 */
import type { MeterId } from "../../model/meter-id.ts";
import { readU32Be } from "../bytes/cursor.ts";
import { readIdentification } from "../mbus/meter-address.ts";
import { areRecords } from "./compact-format.ts";

const MAKERS: ReadonlySet<string> = new Set(["DME", "EWT", "HYD", "SAP", "SPL"]);

export interface DiehlScheme {
  readonly whitening: "none" | "real-data" | "prios";
  readonly address: "swapped" | "serial" | "standard";
}

const WHITENED_AT = 15;
const PRIOS_CHECK = 0x4b;
/** The marker bit of the configuration byte is no part of the checksum in it. */
const CHECKSUM_MASK = 0xef;

/** Maker keys, tried in order when the keyring has none. */
const MAKER_KEYS: readonly (readonly number[])[] = [
  [0x39, 0xbc, 0x8a, 0x10, 0xe6, 0x6d, 0x83, 0xf8],
  [0x51, 0x72, 0x89, 0x10, 0xe6, 0x6d, 0x83, 0xf8],
];

/** Scheme of a normalised frame; `undefined` for every telegram that follows EN 13757. */
export function findDiehlScheme(bytes: Uint8Array, manufacturer: string): DiehlScheme | undefined {
  if (!MAKERS.has(manufacturer)) return undefined;
  const control = bytes[1] ?? 0;
  if (control !== 0x44 && control !== 0x46) return undefined;
  const ci = bytes[10] ?? 0;
  if (ci === 0x71 || (ci >= 0xb1 && ci <= 0xb3)) return { whitening: "none", address: "swapped" };
  if (ci === 0x7a && ((bytes[14] ?? 0) & 0x10) !== 0) return { whitening: "real-data", address: "swapped" };
  if (ci >= 0xa0 && ci <= 0xa7) {
    return { whitening: "prios", address: manufacturer === "SAP" ? "serial" : "swapped" };
  }
  return undefined;
}

/** The meter behind the address bytes of a Diehl frame. */
export function readDiehlAddress(bytes: Uint8Array, scheme: DiehlScheme, linkMeter: MeterId): MeterId {
  if (scheme.address === "swapped") {
    return {
      manufacturer: linkMeter.manufacturer,
      id: readIdentification(bytes, 6),
      version: bytes[4] ?? 0,
      deviceType: bytes[5] ?? 0,
    };
  }
  // All six bytes are the printed serial number; version and type of these meters are fixed.
  return { manufacturer: linkMeter.manufacturer, id: linkMeter.id, version: 0, deviceType: 0x07 };
}

export interface Unwhitened {
  readonly verdict: "decrypted" | "unproven" | "wrong-key";
  readonly bytes: Uint8Array;
  readonly usedMakerKey: boolean;
}

/**
 * Plain bytes of a whitened frame. `key` replaces the maker's keys; only its first eight bytes count.
 */
export function removeWhitening(
  bytes: Uint8Array,
  scheme: DiehlScheme,
  { end, key }: { readonly end: number; readonly key: Uint8Array | undefined },
): Unwhitened {
  const isPlain = scheme.whitening === "prios" ? isPriosPlain : isRealDataPlain;
  const keys = key ? [key] : MAKER_KEYS;
  for (const candidate of keys) {
    const plain = applyStream(bytes, candidate, end);
    if (isPlain(plain, end)) return { verdict: "decrypted", bytes: plain, usedMakerKey: !key };
  }
  return { verdict: isPlain(bytes, end) ? "unproven" : "wrong-key", bytes, usedMakerKey: false };
}

const isPriosPlain = (bytes: Uint8Array, end: number): boolean =>
  end > WHITENED_AT && bytes[WHITENED_AT] === PRIOS_CHECK;

function isRealDataPlain(bytes: Uint8Array, end: number): boolean {
  let sum = 0;
  for (let i = WHITENED_AT; i < end; i++) sum += bytes[i] ?? 0;
  const isSumRight = (sum & CHECKSUM_MASK) === ((bytes[WHITENED_AT - 1] ?? 0) & CHECKSUM_MASK);
  // Seven bits of sum pass by chance once in 128: the bytes must read as records as well.
  return isSumRight && areRecords(bytes, { from: WHITENED_AT, to: end });
}

/** Whitens or clears (the same operation) from offset 15 to `end`, in a copy. */
export function applyStream(bytes: Uint8Array, key: ArrayLike<number>, end: number): Uint8Array {
  const keyBytes = Uint8Array.from(key);
  let register =
    readU32Be(keyBytes, 0) ^
    readU32Be(keyBytes, 4) ^
    readU32Be(bytes, 2) ^
    readU32Be(bytes, 6) ^
    readU32Be(bytes, 10);
  const plain = bytes.slice();
  for (let i = WHITENED_AT; i < end; i++) {
    for (let step = 0; step < 8; step++) {
      const bit = (register >>> 1) ^ (register >>> 2) ^ (register >>> 11) ^ (register >>> 31);
      register = (register << 1) | (bit & 1);
    }
    plain[i] = (plain[i] ?? 0) ^ (register & 0xff);
  }
  return plain;
}
