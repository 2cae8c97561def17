/**
 * Techem radio 3 and radio 4 water meters (TCH 74, 70 and 95; types 62 warm, 72 cold; CI A0–A2, not
 * encrypted). Facts from public captures whose dates and totals agree.
 *
 * | offset | type | field |
 * |---|---|---|
 * | 1 | packed date | end of the previous period |
 * | 3 | u16 | volume at that date, 0.1 m³ |
 * | 5 | day-month | current date |
 * | 7 | u16 | volume since then, 0.1 m³ |
 *
 * Not covered: half-monthly consumptions from offset 11, whose assignment to dates is not certain.
 */
import { readU16 } from "../bytes/cursor.ts";
import { readDayMonth, readPackedDate } from "./maker-dates.ts";
import type { PayloadCodec } from "./payload-codec.ts";
import { dateValue, volumeValue } from "./payload-values.ts";

const LENGTH = 9;
const TENTH = -1;

export const techemRadio3: PayloadCodec = {
  name: "techem-radio3",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const previous = readU16(plain, first + 3);
    const since = readU16(plain, first + 7);
    return {
      values: [
        volumeValue("total", { digits: previous + since, exponent: TENTH }, [first + 3, 6]),
        volumeValue("target", { digits: previous, exponent: TENTH }, [first + 3, 2]),
        dateValue("prev_date", readPackedDate(plain, first + 1), [first + 1, 2]),
        dateValue("current_date", readDayMonth(plain, first + 5, { previousAt: first + 1 }), [first + 5, 2]),
      ],
      status: [],
      warnings: [],
    };
  },
};
