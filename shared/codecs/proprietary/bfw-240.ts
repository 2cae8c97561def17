/**
 * BFW 240 radio heat cost allocator (BFW 02/08, CI 7A, not encrypted; the bytes 2F 2F belong to it).
 *
 * | offset | type | field |
 * |---|---|---|
 * | 4 | u16, most significant first | units at the end of the previous period |
 * | 6 | u16, most significant first | units of the current period |
 * | 10 + 3k | x y z | two monthly values of 12 bits, oldest pair first (k = 0…8) |
 * | 37 | BCD day, month, year | date of the meter |
 *
 * The pair of three bytes: the older month is ((y & F0) << 4) + x, the younger ((y & 0F) << 8) + z.
 */
import { readU16Be } from "../bytes/cursor.ts";
import { readBcdDayFirst } from "./maker-dates.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { dateValue, unitsValue } from "./payload-values.ts";

const LENGTH = 40;
const PAIRS_AT = 10;
const PAIRS = 9;

export const bfw240: PayloadCodec = {
  name: "bfw-240",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    return {
      values: [
        unitsValue("current", { digits: readU16Be(plain, first + 6), exponent: 0 }, [first + 6, 2]),
        unitsValue("prev", { digits: readU16Be(plain, first + 4), exponent: 0 }, [first + 4, 2]),
        ...monthValues(plain, first + PAIRS_AT),
        dateValue("device_date", readBcdDayFirst(plain, first + 37), [first + 37, 3]),
      ],
      status: [],
      warnings: [],
    };
  },
};

/** `prev_01` is the month before, `prev_18` a year and a half ago. */
function monthValues(bytes: Uint8Array, at: number): readonly PayloadValue[] {
  const values: PayloadValue[] = [];
  for (let pair = PAIRS - 1; pair >= 0; pair--) {
    const place = [at + 3 * pair, 3] as const;
    const [x = 0, y = 0, z = 0] = bytes.subarray(place[0], place[0] + 3);
    const ago = 2 * (PAIRS - pair) - 1;
    values.push(unitsValue(nameOf(ago), { digits: ((y & 0x0f) << 8) + z, exponent: 0 }, place));
    values.push(unitsValue(nameOf(ago + 1), { digits: ((y & 0xf0) << 4) + x, exponent: 0 }, place));
  }
  return values;
}

const nameOf = (monthsAgo: number): string => `prev_${String(monthsAgo).padStart(2, "0")}`;
