/**
 * Whether what a meter said can be true: checks on arrival (validation, estimation and editing as
 * utilities practise it: time, monotone register, physical cap, sum check, spike, stuck). A finding is a
 * reason beside a value; it never changes the value.
 */
import type { FindingReason } from "../model/finding.ts";
import type { Reading, RegisterValue } from "../model/reading.ts";
import { isCounter, type Register } from "../model/register.ts";
import {
  addScaled,
  compareScaled,
  makeScaled,
  type Scaled,
  scaledToNumber,
  subtractScaled,
} from "../model/scaled.ts";
import { convertUnit, toCanonicalUnit } from "../model/unit.ts";
import { heatCoefficient } from "./heat-coefficient.ts";
import { isRollover } from "./line-builder.ts";
import { limitsOf, type MeterLimits } from "./meter-limits-table.ts";

export interface Finding {
  readonly reason: FindingReason;
  readonly register?: Register;
  /** What was found and what could be, for the eyes of a person: plain numbers in the register's own unit. */
  readonly found?: number;
  readonly limit?: number;
  /** The value cannot be true: it must not be a boundary of consumption. The others are to be looked at. */
  readonly isImpossible: boolean;
}

/** What is known of a meter beside its reading. */
export interface CheckContext {
  /** The reading before this one, if any. */
  readonly before?: Reading;
  readonly habit?: Habit;
  readonly nowMs: number;
  readonly mountedAtMs: number;
  /** Product name, such as `MULTICAL 403`. */
  readonly type: string;
  /** Side the flow sensor sits on, where the device type says so. */
  readonly side?: "inlet" | "outlet";
}

/** A receiver whose clock is further ahead is set wrong by years (1970 and 2099 are what empty batteries leave). */
const AHEAD_MS = 400 * 86_400_000;
const HOUR_MS = 3_600_000;

/** What is wrong with a reading; nothing for one that can be true. */
export function checkReading(reading: Reading, context: CheckContext): readonly Finding[] {
  const time = checkTime(reading, context);
  if (time) return [time];
  const { before } = context;
  const findings = [...checkTemperatures(reading)];
  if (!before || before.atMs >= reading.atMs) return findings;
  findings.push(...checkCounters(reading, before, limitsOf(context.type)));
  if (findings.some(({ isImpossible }) => isImpossible)) return findings;
  const coefficient = checkCoefficient(reading, before, context.side);
  return [
    ...findings,
    ...(coefficient ? [coefficient] : []),
    ...checkHabit(reading, before, context.habit ?? NO_HABIT),
  ];
}

function checkTime({ atMs }: Reading, { nowMs, mountedAtMs }: CheckContext): Finding | undefined {
  if (atMs > nowMs + AHEAD_MS)
    return { reason: "clock-ahead", found: atMs, limit: nowMs, isImpossible: true };
  if (atMs < mountedAtMs)
    return { reason: "before-mounting", found: atMs, limit: mountedAtMs, isImpossible: true };
  return undefined;
}

/** The amount in the quantity's canonical unit; `undefined` where the reading has no such register. */
function amountOf({ values }: Reading, register: Register): number | undefined {
  const found = values.find((value) => value.register === register);
  return found && scaledToNumber(toCanonicalUnit(found.value, found.unit).value);
}

/** Counters: they do not fall but by a rollover, and not faster than the meter can count. */
function checkCounters(reading: Reading, before: Reading, limits: MeterLimits): readonly Finding[] {
  const hours = (reading.atMs - before.atMs) / HOUR_MS;
  return reading.values.flatMap((value): Finding[] => {
    const { register } = value;
    const earlier = sameRegister(before, value);
    if (!isCounter(register) || !earlier) return [];
    const fall = fallOf(earlier, value);
    if (fall !== undefined)
      return [{ reason: "falling", register, found: fall, limit: 0, isImpossible: true }];
    const limit = limits[register];
    const gained = (amountOf(reading, register) ?? 0) - (amountOf(before, register) ?? 0);
    // One count more: the register may have been just short of it.
    const count = 10 ** Math.max(value.value.exponent, earlier.value.exponent);
    if (limit === undefined || gained <= limit * Math.max(hours, 1 / 60) + count) return [];
    return [{ reason: "too-fast", register, found: gained / hours, limit, isImpossible: true }];
  });
}

/** The register in the reading before, in the same unit if it has it so. */
const sameRegister = ({ values }: Reading, { register, unit }: RegisterValue): RegisterValue | undefined =>
  values.find((one) => one.register === register && one.unit === unit) ??
  values.find((one) => one.register === register);

/**
 * By how much a counter fell, in the unit of the later one; `undefined` where it did not, or ran past its last digit. What
 * was typed may have other digits than what was told, cut or rounded: less than one of the coarser count is no fall.
 */
function fallOf(earlier: RegisterValue, later: RegisterValue): number | undefined {
  if (earlier.unit === later.unit && compareScaled(later.value, earlier.value) >= 0) return undefined;
  const [was, count] = [earlier.value, makeScaled(1, earlier.value.exponent)].map((one) =>
    convertUnit(one, earlier.unit, later.unit),
  );
  if (!was || !count) return undefined;
  const own = makeScaled(1, later.value.exponent);
  const coarser = compareScaled(count, own) > 0 ? count : own;
  if (compareScaled(addScaled(later.value, coarser), was) > 0) return undefined;
  const inCounts = (of: Scaled): number => scaledToNumber(of) / scaledToNumber(own);
  const isOver = isRollover(inCounts(was), inCounts(later.value), [inCounts(count), 1]);
  return isOver ? undefined : scaledToNumber(subtractScaled(later.value, was));
}

/** A counter gained too little for a verdict: one count would move it by more than a hundredth. */
const FEWEST_COUNTS = 200;
/** How far the heat coefficient may lie off the water's own: cut-off and resolution take their share. */
const COEFFICIENT_BAND = 0.05;
/** With so many counts a coefficient is known to a thousandth, and tells the two sides of a meter apart. */
const COUNTS_FOR_SIDE = 2000;
/** Real meters lie within 0.4 % of the water's coefficient at their own side; the other side is 1 to 4 % away. */
const SIDE_BAND = 0.005;

/**
 * Energy over temperature sums is the heat coefficient of the water, whatever the resolution: off by more
 * than 5 % a sensor is swapped, the unit or the resolution is wrong; where it is exactly the other side's, the
 * meter is set to the wrong side (A-code). A meter that counts heating and cooling has it in E1 − E3.
 */
function checkCoefficient(
  reading: Reading,
  before: Reading,
  side: CheckContext["side"],
): Finding | undefined {
  const gain = (register: Register): number | undefined => {
    const [from, to] = [amountOf(before, register), amountOf(reading, register)];
    return from === undefined || to === undefined ? undefined : to - from;
  };
  const [heat, inlet, outlet, volume] = [gain("E1"), gain("E8"), gain("E9"), gain("V1")];
  if (heat === undefined || inlet === undefined || outlet === undefined || !volume) return undefined;
  const energy = heat - (gain("E3") ?? 0);
  const sum = inlet - outlet;
  if (!isFine(reading, before)) return undefined;
  const [t1, t2] = [inlet / volume, outlet / volume];
  const k = energy / sum;
  const theoryAt = (one: "inlet" | "outlet"): number =>
    heatCoefficient(one === "inlet" ? t1 : t2, (t1 + t2) / 2);
  const offAt = (one: "inlet" | "outlet"): number => Math.abs(k / theoryAt(one) - 1);
  const sides = side ? [side] : (["inlet", "outlet"] as const);
  const isOtherSide =
    side !== undefined &&
    isFine(reading, before, COUNTS_FOR_SIDE) &&
    offAt(side) > 2 * SIDE_BAND &&
    offAt(side === "inlet" ? "outlet" : "inlet") <= SIDE_BAND;
  if (Math.min(...sides.map(offAt)) <= COEFFICIENT_BAND && !isOtherSide) return undefined;
  const limit = theoryAt(side ?? "inlet");
  return { reason: "coefficient", register: "E1", found: k, limit, isImpossible: false };
}

/** Whether energy, volume and the difference of the sums were counted finely enough. */
function isFine(reading: Reading, before: Reading, fewest = FEWEST_COUNTS): boolean {
  const counts = (register: Register): number => {
    const of = ({ values }: Reading) =>
      Number(values.find((one) => one.register === register)?.value.digits ?? 0);
    return of(reading) - of(before);
  };
  const energy = Math.abs(counts("E1") - counts("E3"));
  return Math.min(energy, counts("V1"), Math.abs(counts("E8") - counts("E9"))) >= fewest;
}

/** Sensors within what they can measure. */
function checkTemperatures(reading: Reading): readonly Finding[] {
  return (["t1", "t2"] as const).flatMap((register): Finding[] => {
    const celsius = amountOf(reading, register);
    if (celsius === undefined || (celsius >= -40 && celsius <= 200)) return [];
    return [
      {
        reason: "temperatures",
        register,
        found: celsius,
        limit: celsius < 0 ? -40 : 200,
        isImpossible: false,
      },
    ];
  });
}

/** So many readings in a row without a change, while water flows, are no calm. */
const STUCK_READINGS = 24;
const SPIKE_FACTOR = 20;
const SPIKE_READINGS = 12;
const HABITS = ["E1", "V1", "A+"] as const;

/** How a meter usually runs, as far as it was watched: per register its largest step an hour, and how long it stands. */
export interface Habit {
  readonly readings: number;
  readonly largest: Partial<Record<Register, number>>;
  /** Readings in a row without a change while flow was shown. */
  readonly standing: Partial<Record<Register, number>>;
}

export const NO_HABIT: Habit = { readings: 0, largest: {}, standing: {} };

/** The habit with one more reading in it; `before` is the one it follows. */
export function watch(habit: Habit, reading: Reading, before: Reading): Habit {
  const hours = Math.max((reading.atMs - before.atMs) / HOUR_MS, 1 / 60);
  const largest: Partial<Record<Register, number>> = { ...habit.largest };
  const standing: Partial<Record<Register, number>> = {};
  const isFlowing = (amountOf(reading, "flow1") ?? amountOf(reading, "P+") ?? 0) > 0;
  for (const register of HABITS) {
    const [from, to] = [amountOf(before, register), amountOf(reading, register)];
    if (from === undefined || to === undefined) continue;
    largest[register] = Math.max(largest[register] ?? 0, (to - from) / hours);
    standing[register] = to === from && isFlowing ? (habit.standing[register] ?? 0) + 1 : 0;
  }
  return { readings: habit.readings + 1, largest, standing };
}

/** Against the meter's own habit: a counter that stands while flow is shown, a step out of all proportion. */
function checkHabit(reading: Reading, before: Reading, habit: Habit): readonly Finding[] {
  const hours = Math.max((reading.atMs - before.atMs) / HOUR_MS, 1 / 60);
  const standing = watch(habit, reading, before).standing;
  return HABITS.flatMap((register): Finding[] => {
    const [from, to] = [amountOf(before, register), amountOf(reading, register)];
    if (from === undefined || to === undefined) return [];
    if (standing[register] === STUCK_READINGS)
      return [{ reason: "stuck", register, found: STUCK_READINGS, isImpossible: false }];
    const limit = habit.largest[register] ?? 0;
    const found = (to - from) / hours;
    const isSpike = habit.readings >= SPIKE_READINGS && limit > 0 && found > limit * SPIKE_FACTOR;
    return isSpike ? [{ reason: "spike", register, found, limit, isImpossible: false }] : [];
  });
}
