/**
 * Techem compact V heat meter (TCH 45, 22 and 39; types 04, 43, 45 and C3; CI A0–A2, not encrypted).
 *
 * | offset | type | field |
 * |---|---|---|
 * | 1 | packed date | end of the previous period |
 * | 3 | u24 | energy at that date, kWh |
 * | 7 | u24 | energy since then, kWh |
 *
 * Not covered: the current date, whose packing is not known.
 */
import { readPackedDate } from "./maker-dates.ts";
import type { PayloadCodec } from "./payload-codec.ts";
import { dateValue, energyValue, readU24 } from "./payload-values.ts";

const LENGTH = 10;

export const techemCompact5: PayloadCodec = {
  name: "techem-compact5",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const previous = readU24(plain, first + 3);
    const current = readU24(plain, first + 7);
    return {
      values: [
        energyValue("total_energy_consumption", { digits: previous + current, exponent: 0 }, [first + 3, 7]),
        energyValue("current", { digits: current, exponent: 0 }, [first + 7, 3]),
        energyValue("previous", { digits: previous, exponent: 0 }, [first + 3, 3]),
        dateValue("prev_date", readPackedDate(plain, first + 1), [first + 1, 2]),
      ],
      status: [],
      warnings: [],
    };
  },
};
