/**
 * E8 and E9 of Kamstrup heat meters are sums of m³ × °C whose count follows the resolution r of the
 * volume register: one count is 100 × r m³·°C (technical descriptions of MULTICAL 403 and 803,
 * "E8 and E9"). r is the power of ten of V1 in the same telegram:
 *
 * | volume VIF | r in m³ | one count of E8 in m³·°C |
 * |---|---|---|
 * | 13 | 0.001 | 0.1 |
 * | 14 | 0.01 | 1 |
 * | 15 | 0.1 | 10 |
 * | 16 | 1 | 100 |
 */
import type { DriverShape } from "./drivers/shape-book.ts";
import type { RecordWalk } from "./mbus/data-record.ts";
import type { NamedRecord } from "./telegram.ts";

/** 100 as a power of ten. */
const HUNDRED = 2;

/**
 * Gives the records that follow the volume their scale. Without a volume in the telegram they stay
 * plain counts, and a warning says so.
 */
export function scaleVolumeTemperatures(walk: RecordWalk<DriverShape>, warnings: string[]): void {
  const { shapes, records } = walk;
  if (!shapes.some(({ followsVolume }) => followsVolume)) return;
  const volume = shapes.find(({ register }) => register === "V1");
  if (!volume) warnings.push("volume-resolution-unknown");
  for (let i = 0; i < shapes.length; i++) {
    const record = records[i];
    if (shapes[i]?.followsVolume && record) records[i] = scaled(record, volume?.exponent);
  }
}

function scaled(record: NamedRecord, volumeExponent: number | undefined): NamedRecord {
  if (volumeExponent === undefined) return { ...record, quantity: "count", unit: "" };
  if (record.value.kind !== "number") return record;
  const { digits } = record.value.number;
  return { ...record, value: { kind: "number", number: { digits, exponent: volumeExponent + HUNDRED } } };
}
