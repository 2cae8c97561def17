/**
 * BMeters HydroClima heat cost allocators (BMP 53 and 85, type 08): a block behind DIF 0F, in two
 * layouts told by its first byte. Temperatures are s16 in 0.01 °C, 8000 is none.
 *
 * | 10 | 11 | type | field |
 * |---|---|---|---|
 * | 1 | 1 | u16 | status word, bits not known |
 * | 3 | 3 | DOS time | clock |
 * | 5 | 5 | packed date | date |
 * | – | 7 | packed date | housing opened |
 * | – | 9 | s16 | average heater temperature, current period |
 * | 7 | 11 | s16 | average ambient temperature, current period |
 * | 9 | 13 | s16 | maximum ambient temperature |
 * | 11 | 15 | packed date | day of that maximum |
 * | – | 17 | s16 | average heater temperature, previous period |
 * | 15 | 19 | s16 | average ambient temperature, previous period |
 * | 17 | – | s16 | average heater temperature, previous period |
 * | – | 21 | 4 × u16 | units at the last four due dates, newest first |
 * | – | 29 | 3 × s16 | ambient temperature at the last three |
 * | 21 | 44 | u24 | total units |
 *
 * Not covered: the older form of version 33 (RKN9), whose sample values are not plausible.
 */
import { readU16 } from "../bytes/cursor.ts";
import { readDosTime, readPackedDate } from "./maker-dates.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import {
  absentValue,
  dateValue,
  flagsValue,
  readS16,
  readU24,
  temperatureValue,
  unitsValue,
} from "./payload-values.ts";

const HUNDREDTH = -2;
const NO_TEMPERATURE = -0x80_00;

interface Field {
  readonly offset: number;
  readonly length: number;
  read(bytes: Uint8Array, at: number): PayloadValue;
}

const temperature = (offset: number, name: string): Field => ({
  offset,
  length: 2,
  read: (bytes, at) => {
    const digits = readS16(bytes, at);
    const value = temperatureValue(name, { digits, exponent: HUNDREDTH }, [at, 2]);
    return digits === NO_TEMPERATURE ? absentValue(value) : value;
  },
});
const date = (offset: number, name: string): Field => ({
  offset,
  length: 2,
  read: (bytes, at) => dateValue(name, readPackedDate(bytes, at), [at, 2]),
});
const clock: Field = {
  offset: 3,
  length: 4,
  read: (bytes, at) => {
    const day = readPackedDate(bytes, at + 2);
    const time = readDosTime(bytes, at);
    const text = day === undefined || time === undefined ? undefined : `${day}T${time}`;
    return dateValue("meter_datetime", text, [at, 4]);
  },
};
const units = (offset: number, length: 2 | 3, name: string): Field => ({
  offset,
  length,
  read: (bytes, at) => {
    const digits = length === 2 ? readU16(bytes, at) : readU24(bytes, at);
    return unitsValue(name, { digits, exponent: 0 }, [at, length]);
  },
});

const LAYOUTS: ReadonlyMap<number, readonly Field[]> = new Map([
  [
    0x10,
    [
      clock,
      temperature(7, "average_ambient_temperature"),
      temperature(9, "max_ambient_temperature"),
      date(11, "max_ambient_temperature_date"),
      temperature(15, "average_ambient_temperature_last_month"),
      temperature(17, "average_heater_temperature_last_month"),
      units(21, 3, "total_consumption"),
    ],
  ],
  [
    0x11,
    [
      clock,
      date(7, "opened_date"),
      temperature(9, "average_heater_temperature"),
      temperature(11, "average_ambient_temperature"),
      temperature(13, "max_ambient_temperature"),
      date(15, "max_ambient_temperature_date"),
      temperature(17, "average_heater_temperature_last_month"),
      temperature(19, "average_ambient_temperature_last_month"),
      ...[0, 1, 2, 3].map((n) => units(21 + 2 * n, 2, `consumption_at_set_date_${n + 1}`)),
      ...[0, 1, 2].map((n) => temperature(29 + 2 * n, `ambient_temperature_at_set_date_${n + 1}`)),
      units(44, 3, "total_consumption"),
    ],
  ],
]);

export const hydroclima: PayloadCodec = {
  name: "hydroclima",
  scope: "block",
  read({ transport: { plain }, first, length }) {
    const fields = LAYOUTS.get(plain[first] ?? 0);
    if (!fields || length < 3) return undefined;
    const bits = readU16(plain, first + 1);
    return {
      values: [
        ...fields
          .filter(({ offset, length: fieldLength }) => offset + fieldLength <= length)
          .map((field) => field.read(plain, first + field.offset)),
        flagsValue("error_flags", { digits: bits, exponent: 0 }, [first + 1, 2]),
      ],
      status: bits === 0 ? [] : ["unknown-info-bits"],
      warnings: [],
    };
  },
};
