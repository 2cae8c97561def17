/**
 * Diehl PRIOS payload of IZAR radio water meters (CI A0–A7), already cleared of its whitening. Offsets
 * count in the payload behind the CI byte:
 *
 * | offset | field |
 * |---|---|
 * | 0 | bits 0–3 t: sends every 2^(t+2) s; bit 7 general alarm |
 * | 1 | bits 0–4 remaining battery in half years; 5 blocked, 6 leaked before, 7 leaks now |
 * | 2 | bits 7–0: backflow, underflow, overflow, submerged, sensor fraud now, before, mechanical fraud now, before |
 * | 3 | VIF of both volumes (13, litres, in all telegrams seen) |
 * | 4 | 4B, the check of the key |
 * | 5 | u32 total |
 * | 9 | u32 volume at the last month end, where present |
 * | 13 | date of it, type G |
 *
 * Serial addresses (SAP) carry the printed label: supplier, year, kind, diameter, serial number.
 */
import type { StatusId } from "../../model/status.ts";
import { readU32 } from "../bytes/cursor.ts";
import { readDate } from "../mbus/data-types.ts";
import { PRIMARY_VIFS } from "../mbus/vif-table.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { countValue, dateValue, secondsValue, textValue, volumeValue, yearsValue } from "./payload-values.ts";

const LENGTH = 9;
const MONTH_END_AT = 9;
const DATE_AT = 13;
const ADDRESS_AT = 4;

const BITS: readonly (readonly [offset: number, mask: number, id: StatusId])[] = [
  [1, 0x20, "meter-blocked"],
  [1, 0x40, "leak-previously"],
  [1, 0x80, "leak"],
  [2, 0x80, "reverse-flow"],
  [2, 0x40, "underflow"],
  [2, 0x20, "overflow"],
  [2, 0x10, "submerged"],
  [2, 0x08, "sensor-fraud"],
  [2, 0x04, "sensor-fraud-previously"],
  [2, 0x02, "mechanical-fraud"],
  [2, 0x01, "mechanical-fraud-previously"],
];

export const diehlPrios: PayloadCodec = {
  name: "diehl-prios",
  scope: "payload",
  read({ transport, first, length }) {
    const { plain, meter } = transport;
    if (length < LENGTH) return undefined;
    const battery = (plain[first + 1] ?? 0) & 0x1f;
    const period = 2 ** (((plain[first] ?? 0) & 0x0f) + 2);
    return {
      values: [
        ...volumes(plain, first, length),
        yearsValue("battery", { digits: battery * 5, exponent: -1 }, [first + 1, 1]),
        secondsValue("transmit_period", { digits: period, exponent: 0 }, [first, 1]),
        ...(meter.manufacturer === "SAP" ? labelValues(plain) : []),
      ],
      status: BITS.filter(([offset, mask]) => ((plain[first + offset] ?? 0) & mask) !== 0).map(
        ([, , id]) => id,
      ),
      warnings: [],
    };
  },
};

function volumes(bytes: Uint8Array, first: number, length: number): readonly PayloadValue[] {
  const fact = PRIMARY_VIFS[(bytes[first + 3] ?? 0) & 0x7f];
  const exponent = fact?.quantity === "volume" ? fact.exponent : undefined;
  if (exponent === undefined) return [];
  const volume = (name: string, at: number): PayloadValue =>
    volumeValue(name, { digits: readU32(bytes, at), exponent }, [at, 4]);
  const values = [volume("total", first + 5)];
  if (length >= DATE_AT + 2) {
    values.push(volume("target", first + MONTH_END_AT));
    values.push(dateValue("target_date", readDate(bytes, first + DATE_AT, 2)?.text, [first + DATE_AT, 2]));
  }
  return values;
}

const letter = (code: number): string => String.fromCharCode(0x40 + code);

/** The label printed on the meter, from the six address bytes as transmitted. */
function labelValues(bytes: Uint8Array): readonly PayloadValue[] {
  const [a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0] = bytes.subarray(ADDRESS_AT, ADDRESS_AT + 6);
  const number = (a0 | (a1 << 8) | (a2 << 16) | ((a3 & 3) << 24)) >>> 0;
  const digits = String(number).padStart(8, "0");
  const shortYear = Number(digits.slice(0, 2));
  const year = shortYear > 70 ? 1900 + shortYear : 2000 + shortYear;
  const supplier = letter(((a5 & 0x0f) << 1) | (a4 >> 7));
  const kind = letter((a4 & 0x7c) >> 2);
  const diameter = letter(((a4 & 3) << 3) | (a3 >> 5));
  const place = [ADDRESS_AT, 6] as const;
  return [
    textValue("prefix", `${supplier}${digits.slice(0, 2)}${kind}${diameter}`, place),
    textValue("serial_number", digits.slice(2), place),
    countValue("manufacture_year", { digits: year, exponent: 0 }, place),
  ];
}
