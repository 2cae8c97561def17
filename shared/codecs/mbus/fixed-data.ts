/**
 * Fixed data structure of old wired meters (EN 13757-3:2018, Annex F; CI 73 on the wire): two counters
 * of four bytes with a unit code each, no DIF and no VIF.
 *
 * | offset | field |
 * |---|---|
 * | 0 | unit of counter 1 in bits 5–0, low half of the medium in bits 7–6 |
 * | 1 | unit of counter 2 in bits 5–0, high half of the medium in bits 7–6 |
 * | 2 | counter 1, four bytes |
 * | 6 | counter 2, four bytes |
 *
 * Status byte of the header: bit 7 set = binary, clear = BCD; bit 6 set = values of a fixed date.
 */
import type { NamedRecord, Place } from "../telegram.ts";
import { recordOf, type ShapeBook } from "./data-record.ts";
import type { RecordHeader } from "./record-header.ts";
import { readRecordValue } from "./record-value.ts";
import { unfoldVifRows, type VifFact, type VifRow } from "./vif-fact.ts";

/** Unit codes (Annex F, table of physical units). Codes of time and date (00, 01) are kept as numbers. */
const ROWS: readonly VifRow[] = [
  [0x00, 0x01, "clock", "dimensionless", "", 0],
  [0x02, 0x0a, "energy", "energy", "kWh", -3],
  [0x0b, 0x13, "energy", "energy", "MJ", -3],
  [0x14, 0x1c, "power", "power", "kW", -3],
  [0x1d, 0x25, "power", "power", "J/h", 3],
  [0x26, 0x2e, "volume", "volume", "m³", -6],
  [0x2f, 0x37, "volume-flow", "volumeFlow", "m³/h", -6],
  [0x38, 0x38, "flow-temperature", "temperature", "°C", -3],
  [0x39, 0x39, "heat-cost-units", "heatCostUnits", "HCA", 0],
  [0x3f, 0x3f, "dimensionless", "dimensionless", "", 0],
];
const UNITS_BY_CODE = unfoldVifRows(ROWS);
const UNKNOWN: VifFact = {
  meaning: "reserved",
  quantity: "dimensionless",
  unit: "",
  exponent: 0,
  type: "number",
};

const HISTORIC = 0x3e;
const BINARY_STATUS = 0x80;
const STORED_STATUS = 0x40;
const COUNTER_LENGTH = 4;
/** Unit bytes and two counters. */
export const FIXED_DATA_LENGTH = 2 + 2 * COUNTER_LENGTH;

/** Records of the two counters at `place`; the caller has checked that all ten bytes are there. */
export function readFixedData(
  bytes: Uint8Array,
  place: Place,
  { statusByte, book }: { readonly statusByte: number; readonly book: ShapeBook },
): readonly NamedRecord[] {
  const [first] = place;
  const codes = [(bytes[first] ?? 0) & 0x3f, (bytes[first + 1] ?? 0) & 0x3f];
  const records: NamedRecord[] = [];
  for (const [n, code] of codes.entries()) {
    const isHistoric = code === HISTORIC;
    const fact = UNITS_BY_CODE[(isHistoric ? codes[0] : code) ?? 0] ?? UNKNOWN;
    const isStored = isHistoric || (statusByte & STORED_STATUS) !== 0;
    const shape = book.shapeOf(headerOf(fact, { isBinary: (statusByte & BINARY_STATUS) !== 0, isStored }));
    const at = first + 2 + n * COUNTER_LENGTH;
    const value = readRecordValue(shape, { bytes, at, length: COUNTER_LENGTH });
    records.push(recordOf(shape, value, [at, COUNTER_LENGTH]));
  }
  return records;
}

/** A counter has no header bytes; this is what they would say. */
const headerOf = (
  fact: VifFact,
  { isBinary, isStored }: { readonly isBinary: boolean; readonly isStored: boolean },
): RecordHeader => ({
  index: -1,
  bytes: new Uint8Array(0),
  hex: "",
  vib: "",
  coding: isBinary ? "integer" : "bcd",
  valueLength: COUNTER_LENGTH,
  function: "instant",
  storage: isStored ? 1 : 0,
  tariff: 0,
  subunit: 0,
  meaning: fact.meaning,
  modifiers: [],
  quantity: fact.quantity,
  unit: fact.unit,
  exponent: fact.exponent,
  type: fact.type,
  factor: 1,
  addExponent: undefined,
  noValue: undefined,
  profile: undefined,
  fault: undefined,
});
