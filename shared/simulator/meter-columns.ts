import type { Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";
import type { Content } from "./layout-table.ts";
import { SUM } from "./meter-sums.ts";
import { fieldsOf } from "./record-fields.ts";
import { STEP } from "./step.ts";
import type { PointUse, TownMeter } from "./town-point.ts";

/** A register of a meter's readings and where its number stands in the simulation. */
export interface MeterColumn {
  readonly register: Register;
  readonly unit: Unit;
  readonly exponent: number;
  readonly perUnit: number;
  /**
   * Counters come from the sums, momentary values from the hour's step; cooling is its t1 − t2, and
   * `mounted` the hours since the meter was mounted.
   */
  readonly from: "sums" | "step" | "cooling" | "mounted";
  readonly place: number;
}

/** Counters show eight digits and then start again. */
const COUNTER_MODULUS = 100_000_000;

const COUNTERS: Partial<Record<Content, number>> = {
  E1: SUM.energy,
  V1: SUM.volume,
  E8: SUM.e8,
  E9: SUM.e9,
};
const INSTANTS: Partial<Record<Content, number>> = {
  t1: STEP.t1,
  t2: STEP.t2,
  flow1: STEP.flow,
  power1: STEP.power,
  P1: STEP.p1,
  P2: STEP.p2,
};

/** What a content is called as a register, by what is metered. */
const REGISTERS_BY_USE: Record<PointUse["kind"], Partial<Record<Content, Register>>> = {
  heat: {
    ...{ E1: "E1", V1: "V1", E8: "E8", E9: "E9" },
    ...{ t1: "t1", t2: "t2", flow1: "flow1", power1: "power1", P1: "P1", P2: "P2" },
  },
  cooling: { E1: "E3", V1: "V1", E8: "E8", E9: "E9", t1: "t1", t2: "t2", flow1: "flow1" },
  water: { V1: "V1", flow1: "flow1" },
  electricity: { E1: "A+", power1: "P+" },
};

/** The registers a meter's telegrams carry, in the order of its records. */
export function columnsOf(meter: TownMeter, kind: PointUse["kind"]): readonly MeterColumn[] {
  const registers = REGISTERS_BY_USE[kind];
  return fieldsOf(meter.layout).flatMap(({ content, unit, exponent, perUnit }): MeterColumn[] => {
    const register = registers[content];
    const sum = COUNTERS[content];
    const instant = INSTANTS[content];
    if (register === undefined) return [];
    if (sum !== undefined) return [{ register, unit, exponent, perUnit, from: "sums", place: sum }];
    return instant === undefined ? [] : [{ register, unit, exponent, perUnit, from: "step", place: instant }];
  });
}

/** How momentary values stand in the log of a meter that does not send them. */
const LOG_FORMS: Partial<Record<Content, Pick<MeterColumn, "unit" | "exponent" | "perUnit">>> = {
  t1: { unit: "°C", exponent: -2, perUnit: 100 },
  t2: { unit: "°C", exponent: -2, perUnit: 100 },
  flow1: { unit: "m³/h", exponent: -3, perUnit: 1000 },
  power1: { unit: "kW", exponent: -1, perUnit: 10 },
};

/** What a meter's log knows beyond its telegrams: an optical head reads it. */
const LOGGED: Record<PointUse["kind"], readonly MeterColumn[]> = {
  heat: [
    { register: "dt", unit: "K", exponent: -2, perUnit: 100, from: "cooling", place: 0 },
    { register: "hours", unit: "h", exponent: 0, perUnit: 1, from: "mounted", place: 0 },
  ],
  cooling: [{ register: "hours", unit: "h", exponent: 0, perUnit: 1, from: "mounted", place: 0 }],
  water: [
    { register: "tWater", unit: "°C", exponent: -1, perUnit: 10, from: "step", place: STEP.t1 },
    { register: "tAmbient", unit: "°C", exponent: -1, perUnit: 10, from: "step", place: STEP.t2 },
    { register: "hours", unit: "h", exponent: 0, perUnit: 1, from: "mounted", place: 0 },
  ],
  electricity: [{ register: "hours", unit: "h", exponent: 0, perUnit: 1, from: "mounted", place: 0 }],
};

/** The first `count` registers a meter has: those of its telegrams, then those of its log. */
export function loggedColumnsOf(
  meter: TownMeter,
  kind: PointUse["kind"],
  count: number,
): readonly MeterColumn[] {
  const sent = columnsOf(meter, kind);
  const missing = (Object.keys(REGISTERS_BY_USE[kind]) as Content[]).flatMap((content): MeterColumn[] => {
    const register = REGISTERS_BY_USE[kind][content];
    const place = INSTANTS[content];
    const form = LOG_FORMS[content];
    if (!register || place === undefined || !form || sent.some((one) => one.register === register)) return [];
    return [{ ...form, register, from: "step", place }];
  });
  const logged = LOGGED[kind].filter(({ register }) => !sent.some((one) => one.register === register));
  return [...sent, ...missing, ...logged].slice(0, count);
}

/** A counter as the meter shows it: whole counts, eight digits. */
export function countOf(sum: number, perUnit: number): number {
  const count = Math.floor(sum * perUnit);
  return count < COUNTER_MODULUS ? count : count % COUNTER_MODULUS;
}
