/**
 * BMeters HydroDigit water meters (BMT 13, 15 and 17): a block behind DIF 0F. Its first byte says which
 * parts follow, in this order:
 *
 * | bit | bytes | part |
 * |---|---|---|
 * | 0 | 1 | battery voltage: code in the low half |
 * | 1 | 4 | fraud: kind (80 magnet, 40 sensor, 20 module removed), BCD year, month, day |
 * | 7 | 3 | leak since: BCD year, month, day |
 * | 2 | 4 | backflow, u32 litres |
 * | 4 | 36 | readings at month ends, twelve u24 of 10 l, January first; FFFFFF not recorded yet |
 *
 * Bits 3, 5 and 6 carry no part; what follows is padding.
 */
import type { StatusId } from "../../model/status.ts";
import { readU32 } from "../bytes/cursor.ts";
import { readBcdYearFirst } from "./maker-dates.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { absentValue, dateValue, flagsValue, readU24, voltageValue, volumeValue } from "./payload-values.ts";

const LITRE = -3;
const TEN_LITRES = -2;
const NOT_RECORDED = 10_000_000;
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Battery voltage by code, in 10 mV. */
const VOLTAGES = [370, 190, 210, 220, 230, 240, 250, 265, 280, 290, 305, 320, 335, 350, 370, 370];

const FRAUDS: readonly (readonly [mask: number, id: StatusId])[] = [
  [0x80, "magnetic-fraud"],
  [0x40, "sensor-fraud"],
  [0x20, "module-removed"],
];

interface Part {
  readonly bit: number;
  readonly length: number;
  read(bytes: Uint8Array, at: number): readonly PayloadValue[];
}

const PARTS: readonly Part[] = [
  {
    bit: 0,
    length: 1,
    read: (bytes, at) => {
      const digits = VOLTAGES[(bytes[at] ?? 0) & 0x0f] ?? 0;
      return [voltageValue("voltage", { digits, exponent: -2 }, [at, 1])];
    },
  },
  {
    bit: 1,
    length: 4,
    read: (bytes, at) => [
      flagsValue("fraud_type", { digits: (bytes[at] ?? 0) & 0xe0, exponent: 0 }, [at, 1]),
      dateValue("fraud_date", readBcdYearFirst(bytes, at + 1), [at + 1, 3]),
    ],
  },
  { bit: 7, length: 3, read: (bytes, at) => [dateValue("leak_date", readBcdYearFirst(bytes, at), [at, 3])] },
  {
    bit: 2,
    length: 4,
    read: (bytes, at) => [volumeValue("backflow", { digits: readU32(bytes, at), exponent: LITRE }, [at, 4])],
  },
  { bit: 4, length: 36, read: (bytes, at) => MONTHS.map((month, n) => monthValue(bytes, at + 3 * n, month)) },
];

function monthValue(bytes: Uint8Array, at: number, month: string): PayloadValue {
  const count = readU24(bytes, at);
  const value = volumeValue(`${month}_total`, { digits: count, exponent: TEN_LITRES }, [at, 3]);
  return count >= NOT_RECORDED ? absentValue(value) : value;
}

export const hydrodigit: PayloadCodec = {
  name: "hydrodigit",
  scope: "block",
  read({ transport: { plain }, first, length }) {
    if (length < 1) return undefined;
    const contents = plain[first] ?? 0;
    const end = first + length;
    const values: PayloadValue[] = [];
    let at = first + 1;
    let frauds = 0;
    for (const part of PARTS) {
      if (((contents >> part.bit) & 1) === 0) continue;
      if (at + part.length > end) break;
      if (part.bit === 1) frauds = plain[at] ?? 0;
      values.push(...part.read(plain, at));
      at += part.length;
    }
    const hasLeak = values.some(({ name, value }) => name === "leak_date" && value.kind === "date");
    const status = FRAUDS.filter(([mask]) => (frauds & mask) !== 0).map(([, id]) => id);
    return { values, status: hasLeak ? [...status, "leak-previously"] : status, warnings: [] };
  },
};
