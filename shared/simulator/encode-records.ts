/**
 * Application data of a simulated meter: its layout's records with the values of one moment
 * (EN 13757-3:2018, 6).
 *
 * | bytes | field |
 * |---|---|
 * | header | DIF, DIFE, VIF, VIFE as in layout-table.ts |
 * | value | whole number, least significant byte first, two's complement (type B); dates below |
 *
 * Types: G (two bytes, date) and F (four bytes, date and time) of annex A. The meter's clock runs on
 * Danish standard time all year. Not covered: BCD, reals, variable lengths – no layout here has them.
 */
import { HOUR_MS } from "./climate.ts";
import type { Content } from "./layout-table.ts";
import { countOf } from "./meter-columns.ts";
import type { MeterMoment } from "./meter-life.ts";
import { SUM } from "./meter-sums.ts";
import { fieldsOf, type RecordField } from "./record-fields.ts";
import { at, STEP } from "./step.ts";
import type { TownMeter } from "./town-point.ts";

/** Record bytes of a full frame: headers and values, without CI, check bytes or filler. */
export function encodeRecords(meter: TownMeter, moment: MeterMoment): Uint8Array {
  const fields = fieldsOf(meter.layout);
  const bytes = new Uint8Array(fields.reduce((sum, { header, size }) => sum + header.length + size, 0));
  let place = 0;
  for (const field of fields) {
    bytes.set(field.header, place);
    place += field.header.length;
    writeWhole(bytes, { place, size: field.size, value: countFor(field, meter, moment) });
    place += field.size;
  }
  return bytes;
}

/** Little endian; numbers up to 2^53 either way. */
function writeWhole(
  bytes: Uint8Array,
  { place, size, value }: { place: number; size: number; value: number },
): void {
  let rest = value;
  for (let n = 0; n < size; n++) {
    const low = rest % 256;
    bytes[place + n] = low;
    rest = Math.floor(rest / 256);
  }
}

const COUNTED: Partial<Record<Content, number>> = {
  E1: SUM.energy,
  V1: SUM.volume,
  E8: SUM.e8,
  E9: SUM.e9,
  targetEnergy: SUM.targetEnergy,
  targetVolume: SUM.targetVolume,
};
const SHOWN: Partial<Record<Content, number>> = {
  t1: STEP.t1,
  t2: STEP.t2,
  flow1: STEP.flow,
  power1: STEP.power,
  P1: STEP.p1,
  P2: STEP.p2,
};
const KEPT: Partial<Record<Content, number>> = {
  maxFlow: SUM.maxFlow,
  maxPower: SUM.maxPower,
  minWater: SUM.lastMinWater,
  minAmbient: SUM.lastMinAmbient,
};

function countFor(
  { content, perUnit }: RecordField,
  meter: TownMeter,
  { atMs, sums, step }: MeterMoment,
): number {
  const counted = COUNTED[content];
  if (counted !== undefined) return countOf(at(sums, counted), perUnit);
  const shown = SHOWN[content];
  if (shown !== undefined) return Math.round(at(step, shown) * perUnit);
  const kept = KEPT[content];
  if (kept !== undefined) return Math.round(at(sums, kept) * perUnit);
  return otherValue(content, {
    meter,
    atMs,
    targetHour: at(sums, SUM.targetHour),
    info: at(step, STEP.info),
  });
}

interface Others {
  readonly meter: TownMeter;
  readonly atMs: number;
  readonly targetHour: number;
  readonly info: number;
}

function otherValue(content: Content, { meter, atMs, targetHour, info }: Others): number {
  switch (content) {
    case "info":
      return info;
    case "date":
      return encodeDate(clockOf(meter, atMs));
    case "clock":
      return encodeDateTime(clockOf(meter, atMs));
    case "targetDate":
      return encodeDate(new Date((targetHour + 1) * HOUR_MS));
    case "hours":
      return Math.floor((atMs - meter.mountedAtMs) / HOUR_MS);
    default:
      return 0;
  }
}

/** The meter's clock as if it ran on UTC. */
const clockOf = (meter: TownMeter, atMs: number): Date => new Date(atMs + HOUR_MS + meter.clockErrorMs);

/** Type G: day 5 bits, year 3 low bits, month 4 bits, year 4 high bits. */
function encodeDate(date: Date): number {
  const year = date.getUTCFullYear() - 2000;
  return date.getUTCDate() | ((year & 0x07) << 5) | ((date.getUTCMonth() + 1) << 8) | ((year >> 3) << 12);
}

/** Type F: minute, hour with the century bits (1 = 20xx), then type G. */
function encodeDateTime(date: Date): number {
  const time = date.getUTCMinutes() | ((date.getUTCHours() | 0x20) << 8);
  return time + encodeDate(date) * 0x1_0000;
}
