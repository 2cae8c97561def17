/**
 * Apator APT-WMBUS-NA-1 water meter (APA 14/07, CI A0 or A1). A header of its own:
 *
 * | offset | field |
 * |---|---|
 * | 0 | access number |
 * | 1 | frame status bits, in clear |
 * | 2 | one block of AES-128-CBC, IV = address of the link, then the access number eight times |
 *
 * | plain | type | field |
 * |---|---|---|
 * | 0 | u8 | 2F, the check of the key |
 * | 1 | u32 v | scale e = bits 4–5; count = (v >> 8) × 16 + (v & 0F), in 10^e l |
 * | 5 | u32 | clock, seconds since 2000 |
 * | 9 | u8 | age of the stored values, low byte, hours |
 * | 10 | u8 y | age high bits (y >> 2); y & 3 low bits of the difference |
 * | 11 | u24 d | total minus stored volume: (d × 4 + (y & 3)) in 10^e l |
 * | 14 | u8 | status now |
 * | 15 | u8 | status stored |
 *
 * Meters leave the factory with a key of zeros. Now and then a total is rounded down to a multiple of
 * 256 counts and right again in the next telegram.
 */

import type { StatusId } from "../../model/status.ts";
import { readU32 } from "../bytes/cursor.ts";
import { aesKeyOf } from "../crypto/aes.ts";
import { decryptCbc } from "../crypto/aes-modes.ts";
import { dateTimeSince2000 } from "./maker-dates.ts";
import type { PayloadCodec, PayloadReading } from "./payload-codec.ts";
import { dateValue, flagsValue, hoursValue, readU24, volumeValue } from "./payload-values.ts";

const LENGTH = 18;
const BLOCK_AT = 2;
const BLOCK_LENGTH = 16;
const ADDRESS_AT = 2;
const CHECK = 0x2f;
const LITRE = -3;
const FACTORY_KEY = new Uint8Array(16);

const CURRENT_BITS: readonly StatusId[] = [
  "low-battery",
  "magnetic-field",
  "module-removed",
  "leak",
  "flow-unchanged",
  "reverse-flow",
  "maximum-flow",
  "minimum-flow",
];
/** Bits of the frame status that mean a state of the meter: 3 access error … 7 service event. */
const FRAME_BITS: readonly (StatusId | undefined)[] = [
  undefined,
  undefined,
  "maximum-flow",
  "access-error",
  "two-way-blocked",
  "install-frame",
  "wrong-temperature",
  "service-event",
];

export const apatorNa1: PayloadCodec = {
  name: "apator-na1",
  scope: "payload",
  read({ transport, first, length, findKey }) {
    if (length < LENGTH) return undefined;
    const key = findKey();
    const plain = openBlock(transport.plain, first, key ?? FACTORY_KEY);
    if (plain) return readBlock(plain, first, key === undefined);
    const verdict = key ? "wrong-key" : "no-key";
    return { values: [], status: [], warnings: [], security: { mode: 5, layer: "manufacturer", verdict } };
  },
};

/** The telegram with its block in clear; `undefined` when the key is not the meter's. */
function openBlock(bytes: Uint8Array, first: number, key: Uint8Array): Uint8Array | undefined {
  const plain = bytes.slice();
  const start = new Uint8Array(BLOCK_LENGTH).fill(bytes[first] ?? 0);
  for (let i = 0; i < 8; i++) start[i] = bytes[ADDRESS_AT + i] ?? 0;
  decryptCbc(aesKeyOf(key), { bytes: plain, at: first + BLOCK_AT, length: BLOCK_LENGTH, start });
  return plain[first + BLOCK_AT] === CHECK ? plain : undefined;
}

function readBlock(bytes: Uint8Array, first: number, isFactoryKey: boolean): PayloadReading {
  const at = first + BLOCK_AT;
  const word = readU32(bytes, at + 1);
  const exponent = LITRE + ((word >>> 4) & 3);
  const total = (word >>> 8) * 16 + (word & 0x0f);
  const seconds = readU32(bytes, at + 5);
  const low = bytes[at + 10] ?? 0;
  const ageHours = (low >> 2) * 256 + (bytes[at + 9] ?? 0);
  const stored = total - (readU24(bytes, at + 11) * 4 + (low & 3));
  return {
    values: [
      volumeValue("total", { digits: total, exponent }, [at + 1, 4]),
      dateValue("meter_datetime", dateTimeSince2000(seconds), [at + 5, 4]),
      volumeValue("historic", { digits: stored, exponent }, [at + 10, 4]),
      dateValue("historic_datetime", dateTimeSince2000(seconds - ageHours * 3600), [at + 9, 2]),
      hoursValue("historic_age", { digits: ageHours, exponent: 0 }, [at + 9, 2]),
      flagsValue("current_status", { digits: bytes[at + 14] ?? 0, exponent: 0 }, [at + 14, 1]),
      flagsValue("historic_status", { digits: bytes[at + 15] ?? 0, exponent: 0 }, [at + 15, 1]),
      flagsValue("frame_status", { digits: bytes[first + 1] ?? 0, exponent: 0 }, [first + 1, 1]),
    ],
    status: [...idsOf(CURRENT_BITS, bytes[at + 14] ?? 0), ...idsOf(FRAME_BITS, bytes[first + 1] ?? 0)],
    warnings: isFactoryKey ? ["maker-default-key"] : [],
    security: { mode: 5, layer: "manufacturer", verdict: "decrypted", proof: "check-bytes" },
    plain: bytes,
  };
}

const idsOf = (table: readonly (StatusId | undefined)[], bits: number): readonly StatusId[] =>
  table.filter((id, bit): id is StatusId => id !== undefined && ((bits >> bit) & 1) === 1);
