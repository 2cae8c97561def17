/**
 * Techem heat cost allocators data III (TCH 69 and 94, type 80, CI A0–A2, not encrypted). The first
 * byte selects the layout: 01 and 11 → A, 0F → B with one more byte before the temperatures.
 *
 * | A | B | type | field |
 * |---|---|---|---|
 * | 1 | 1 | packed date | end of the previous period |
 * | 3 | 3 | u16 | units of the previous period |
 * | 5 | 5 | day-month | current date |
 * | 7 | 7 | u16 | units since then |
 * | 9 | 10 | s16 | room temperature, 0.01 °C |
 * | 11 | 12 | s16 | radiator temperature, 0.01 °C |
 *
 * The units of the two periods stand side by side; they are no sum.
 */
import { readU16 } from "../bytes/cursor.ts";
import { readDayMonth, readPackedDate } from "./maker-dates.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { dateValue, readS16, temperatureValue, unitsValue } from "./payload-values.ts";

const LENGTH = 9;
const LAYOUT_A_TEMPERATURES = 9;
const LAYOUT_B_TEMPERATURES = 10;
const LAYOUT_B = 0x0f;
const HUNDREDTH = -2;

export const techemHca: PayloadCodec = {
  name: "techem-hca",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const current = readDayMonth(plain, first + 5, { previousAt: first + 1, atLeastFirst: true });
    return {
      values: [
        unitsValue("current", { digits: readU16(plain, first + 7), exponent: 0 }, [first + 7, 2]),
        unitsValue("previous", { digits: readU16(plain, first + 3), exponent: 0 }, [first + 3, 2]),
        dateValue("current_date", current, [first + 5, 2]),
        dateValue("previous_date", readPackedDate(plain, first + 1), [first + 1, 2]),
        ...temperatures(plain, first, length),
      ],
      status: [],
      warnings: [],
    };
  },
};

function temperatures(bytes: Uint8Array, first: number, length: number): readonly PayloadValue[] {
  const offset = (bytes[first] ?? 0) === LAYOUT_B ? LAYOUT_B_TEMPERATURES : LAYOUT_A_TEMPERATURES;
  if (offset + 4 > length) return [];
  const at = first + offset;
  return [
    temperatureValue("temp_room", { digits: readS16(bytes, at), exponent: HUNDREDTH }, [at, 2]),
    temperatureValue("temp_radiator", { digits: readS16(bytes, at + 2), exponent: HUNDREDTH }, [at + 2, 2]),
  ];
}
