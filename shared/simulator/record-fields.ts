import { parseHex } from "../codecs/bytes/hex.ts";
import { DATA_FIELDS } from "../codecs/mbus/dif-table.ts";
import { PRIMARY_VIFS } from "../codecs/mbus/vif-table.ts";
import type { Unit } from "../model/unit.ts";
import { type Content, LAYOUTS, type LayoutId } from "./layout-table.ts";

/** One record of a layout, ready to be counted and written. */
export interface RecordField {
  readonly content: Content;
  /** DIF, DIFE, VIF, VIFE. */
  readonly header: Uint8Array;
  /** Bytes of the value. */
  readonly size: number;
  readonly unit: Unit;
  /** Resolution: value = count × 10^exponent `unit`. */
  readonly exponent: number;
  /** Counts per kWh, m³, m³·°C, °C, m³/h, kW or hour: what the simulated physics reckons in. */
  readonly perUnit: number;
}

const MORE_FOLLOW = 0x80;
const fieldsByLayout = new Map<LayoutId, readonly RecordField[]>();

/** The layout's records, in the order of the full frame. */
export function fieldsOf(layout: LayoutId): readonly RecordField[] {
  const known = fieldsByLayout.get(layout);
  if (known) return known;
  const records = LAYOUTS[layout].records;
  const volume = records.find(([, content]) => content === "V1");
  const volumeExponent = volume ? (vifFact(headerBytes(volume[0]))?.exponent ?? 0) : 0;
  const fields = records.map(([header, content]) => toField(headerBytes(header), content, volumeExponent));
  fieldsByLayout.set(layout, fields);
  return fields;
}

function headerBytes(hex: string): Uint8Array {
  const parsed = parseHex(hex);
  if (!parsed.ok) throw new Error(`layout-table.ts: ${hex} is not hexadecimal`);
  return parsed.value;
}

/** The fact behind the first VIF byte; manufacturer codes (FF) have none. */
function vifFact(header: Uint8Array) {
  let place = 0;
  while ((header[place] ?? 0) & MORE_FOLLOW) place += 1;
  return PRIMARY_VIFS[(header[place + 1] ?? 0) & 0x7f];
}

function toField(header: Uint8Array, content: Content, volumeExponent: number): RecordField {
  const size = DATA_FIELDS[(header[0] ?? 0) & 0x0f]?.byteLength ?? 0;
  if (content === "E8" || content === "E9") {
    // The sums' resolution follows the volume's: 0.01 m³ counts in m³·°C (heat meters' technical descriptions).
    const exponent = volumeExponent + 2;
    return { content, header, size, unit: "m³·°C", exponent, perUnit: 10 ** -exponent };
  }
  const fact = vifFact(header);
  const exponent = fact?.exponent ?? 0;
  const unit = fact?.unit ?? "";
  return { content, header, size, unit, exponent, perUnit: 10 ** -exponent * (unit === "MJ" ? 3.6 : 1) };
}
