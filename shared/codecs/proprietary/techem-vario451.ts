/**
 * Techem vario 4 heat meter (TCH 27, types 04 and C3, CI A0–A2, not encrypted).
 *
 * | offset | type | field |
 * |---|---|---|
 * | 1 | packed date | end of the previous period |
 * | 3 | u16 | energy at that date, MJ |
 * | 7 | u16 | energy since then, MJ |
 */
import { readU16 } from "../bytes/cursor.ts";
import { readPackedDate } from "./maker-dates.ts";
import type { PayloadCodec } from "./payload-codec.ts";
import { dateValue, energyInMegajoule } from "./payload-values.ts";

const LENGTH = 9;

export const techemVario451: PayloadCodec = {
  name: "techem-vario451",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const previous = readU16(plain, first + 3);
    const current = readU16(plain, first + 7);
    const total = { digits: previous + current, exponent: 0 };
    return {
      values: [
        energyInMegajoule("total_energy_consumption", total, [first + 3, 6]),
        energyInMegajoule("current", { digits: current, exponent: 0 }, [first + 7, 2]),
        energyInMegajoule("previous", { digits: previous, exponent: 0 }, [first + 3, 2]),
        dateValue("prev_date", readPackedDate(plain, first + 1), [first + 1, 2]),
      ],
      status: [],
      warnings: [],
    };
  },
};
