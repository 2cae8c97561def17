import type { HeatTrouble } from "./heat-step.ts";
import { type Alarm, DURATION_SHIFTS, INFO_BITS } from "./info-bits-table.ts";
import { type InfoTable, LAYOUTS } from "./layout-table.ts";
import type { Random } from "./random.ts";
import type { FaultKind, PointUse, TownMeter } from "./town-point.ts";
import type { WaterTrouble } from "./water-step.ts";

/** Full hours of the town's history. */
export interface Span {
  readonly fromHour: number;
  readonly toHour: number;
}

export interface TroubledPoint {
  readonly use: PointUse;
  readonly meter: TownMeter;
}

type Hours = Pick<HeatTrouble, "fromHour" | "toHour">;

/** Days before the end of history when a trouble begins, and days it lasts; it stays where nothing is said. */
interface Timing {
  readonly beganDays: readonly [number, number];
  readonly lastsDays?: readonly [number, number];
  /** Share of cases that last for good although `lastsDays` is given. */
  readonly staysShare?: number;
}

const TIMINGS = {
  leak: { beganDays: [3, 45], lastsDays: [3, 20], staysShare: 0.6 },
  burst: { beganDays: [12, 200], lastsDays: [0.3, 1.6] },
  dry: { beganDays: [4, 60] },
  "reversed-water": { beganDays: [4, 60] },
  "empty-dwelling": { beganDays: [60, 300], lastsDays: [40, 200], staysShare: 0.5 },
  "dirty-exchanger": { beganDays: [90, 300] },
  bypass: { beganDays: [30, 250], lastsDays: [20, 150], staysShare: 0.6 },
  "t1-sensor": { beganDays: [2, 40] },
  "t2-sensor": { beganDays: [2, 40] },
  air: { beganDays: [3, 90], lastsDays: [1, 12], staysShare: 0.4 },
  "reversed-heat": { beganDays: [5, 120], lastsDays: [1, 6], staysShare: 0.3 },
} as const satisfies Partial<Record<FaultKind, Timing>>;

/** Kinds of fault that change the physics of a point. */
export type TroubleKind = keyof typeof TIMINGS;

export function timeOf(kind: TroubleKind, span: Span, random: Random): Hours {
  const timing: Timing = TIMINGS[kind];
  const earliest = span.fromHour + Math.ceil((span.toHour - span.fromHour) * 0.1);
  const fromHour = Math.max(earliest, span.toHour - Math.round(24 * random.between(...timing.beganDays)));
  const stays = random.chance(timing.staysShare ?? 0);
  const lasts = Math.ceil(24 * random.between(...(timing.lastsDays ?? [1, 1])));
  return {
    fromHour,
    toHour: timing.lastsDays === undefined || stays ? Number.POSITIVE_INFINITY : fromHour + lasts,
  };
}

export function troubleOf(
  kind: TroubleKind,
  { use, meter }: TroubledPoint,
  when: Hours & { random: Random },
) {
  const infoTable = LAYOUTS[meter.layout].infoTable;
  return use.kind === "heat"
    ? heatTrouble({ kind, infoTable, designKw: use.designKw, ...when })
    : waterTrouble({ kind, infoTable, ...when });
}

interface Case extends Hours {
  readonly kind: TroubleKind;
  readonly infoTable: InfoTable;
  readonly random: Random;
}

const infoOf = (table: InfoTable, alarm: Alarm): number => INFO_BITS[table][alarm] ?? 0;

function heatTrouble({
  kind,
  infoTable,
  random,
  fromHour,
  toHour,
  designKw,
}: Case & { designKw: number }): HeatTrouble {
  const sound: HeatTrouble = {
    fromHour,
    toHour,
    growsOverHours: 1,
    returnRiseK: 0,
    bypassM3h: 0,
    isEmpty: false,
    believedT1: Number.NaN,
    believedT2: Number.NaN,
    countedShare: 1,
    info: 0,
  };
  // Open sensors read far above the range, shorted ones below it.
  const isOpen = random.chance(0.6);
  const believed = isOpen ? 185 : 0;
  switch (kind) {
    case "empty-dwelling":
      return { ...sound, isEmpty: true };
    case "dirty-exchanger":
      return { ...sound, growsOverHours: 24 * 50, returnRiseK: random.between(10, 20) };
    case "bypass":
      return { ...sound, bypassM3h: designKw * random.between(0.006, 0.016) };
    case "t1-sensor":
      return { ...sound, believedT1: believed, info: infoOf(infoTable, isOpen ? "t1-above" : "t1-below") };
    case "t2-sensor":
      return { ...sound, believedT2: believed, info: infoOf(infoTable, isOpen ? "t2-above" : "t2-below") };
    case "air":
      return { ...sound, countedShare: random.between(0.1, 0.5), info: infoOf(infoTable, "air") };
    case "reversed-heat":
      return { ...sound, countedShare: 0, info: infoOf(infoTable, "reversed") };
    default:
      return sound;
  }
}

function waterTrouble({ kind, infoTable, random, fromHour, toHour }: Case): WaterTrouble {
  const alarmed = (alarm: Alarm) => ({
    info: infoOf(infoTable, alarm),
    durationShift: infoTable === "water-21" ? (DURATION_SHIFTS[alarm] ?? 0) : 0,
  });
  const sound: WaterTrouble = {
    fromHour,
    toHour,
    growsOverHours: 1,
    leakM3h: 0,
    isEmpty: false,
    countedShare: 1,
    noticedAfterHours: 0,
    info: 0,
    durationShift: 0,
  };
  switch (kind) {
    case "leak":
      return {
        ...sound,
        ...alarmed("leak"),
        growsOverHours: 48,
        leakM3h: random.between(0.006, 0.05),
        noticedAfterHours: 24,
      };
    case "burst":
      return { ...sound, ...alarmed("burst"), leakM3h: random.between(0.7, 2), noticedAfterHours: 1 };
    case "dry":
      return { ...sound, ...alarmed("dry"), countedShare: 0 };
    case "reversed-water":
      return { ...sound, ...alarmed("reversed"), countedShare: 0 };
    case "empty-dwelling":
      return { ...sound, isEmpty: true, noticedAfterHours: 72, info: infoOf(infoTable, "idle") };
    default:
      return sound;
  }
}
