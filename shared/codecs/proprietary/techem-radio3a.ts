/**
 * Techem water meter of version 50 (TCH 50/72, CI A0–A2, not encrypted).
 *
 * | offset | type | field |
 * |---|---|---|
 * | 2 | packed date | current date |
 * | 4 | u24 | total, 0.1 m³ |
 * | 8 + 3i | u8 | consumption of a half month, 0.1 m³ (i = 0…11) |
 * | 9 + 3i | u8 | consumption of the half month before it |
 *
 * The pair's halves belong to one month or to two, by the day of the current date:
 * day ≤ 15: month −i = a(i) + b(i−1), and a(0) alone for the running one; day > 15: month −i = a(i) + b(i).
 * They are consumptions, not meter readings.
 */
import { readU16 } from "../bytes/cursor.ts";
import { readPackedDate } from "./maker-dates.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { dateValue, readU24, volumeValue } from "./payload-values.ts";

const LENGTH = 8;
const PAIRS_AT = 8;
const PAIRS = 12;
const TENTH = -1;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

export const techemRadio3a: PayloadCodec = {
  name: "techem-radio3a",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    return {
      values: [
        volumeValue("total", { digits: readU24(plain, first + 4), exponent: TENTH }, [first + 4, 3]),
        dateValue("target_date", readPackedDate(plain, first + 2), [first + 2, 2]),
        ...monthValues(plain, first, length),
      ],
      status: [],
      warnings: [],
    };
  },
};

function monthValues(bytes: Uint8Array, first: number, length: number): readonly PayloadValue[] {
  const word = readU16(bytes, first + 2);
  const isFirstHalf = (word & 0x1f) <= 15;
  const month = (word >> 5) & 0x0f;
  const half = (offset: number): number => bytes[first + offset] ?? 0;
  const values: PayloadValue[] = [];
  for (let i = 0; i < PAIRS; i++) {
    const at = PAIRS_AT + 3 * i;
    if (at + 2 > length) break;
    const other = isFirstHalf ? (i === 0 ? 0 : half(at - 2)) : half(at + 1);
    const count = { digits: half(at) + other, exponent: TENTH };
    const place = [first + at, 2] as const;
    if (i === 0) values.push(volumeValue("target", count, place));
    values.push(volumeValue(`last_${MONTHS[(month + 11 - i) % 12]}`, count, place));
  }
  return values;
}
