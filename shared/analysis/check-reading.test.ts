import { describe, expect, it } from "vitest";
import type { MeterKey } from "../model/meter-id.ts";
import type { Reading, RegisterValue } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";
import { type CheckContext, checkReading, type Habit, NO_HABIT, watch } from "./check-reading.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 5, 1);

const value = (register: Register, digits: number, exponent: number, unit: Unit): RegisterValue => ({
  register,
  value: { digits, exponent },
  unit,
});

const reading = (hour: number, values: readonly RegisterValue[]): Reading => ({
  meter: "KAM-00000001-34-0C" as MeterKey,
  atMs: NOW - 1000 * HOUR + hour * HOUR,
  values,
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
});

const context = (more: Partial<CheckContext> = {}): CheckContext => ({
  nowMs: NOW,
  mountedAtMs: NOW - 5000 * HOUR,
  type: "MULTICAL 403",
  ...more,
});

const volume = (hour: number, litres: number): Reading => reading(hour, [value("V1", litres, -3, "m³")]);
const reasons = (one: Reading, more: Partial<CheckContext> = {}): readonly string[] =>
  checkReading(one, context(more)).map(({ reason }) => reason);

describe("time", () => {
  it("a clock in 2099 and a reading from before the meter was mounted have no place", () => {
    const ahead = { ...volume(0, 1), atMs: Date.UTC(2099, 0, 1) };
    expect(checkReading(ahead, context())).toMatchObject([{ reason: "clock-ahead", isImpossible: true }]);
    const early = { ...volume(0, 1), atMs: NOW - 5001 * HOUR };
    expect(checkReading(early, context())).toMatchObject([{ reason: "before-mounting", isImpossible: true }]);
    expect(reasons(volume(0, 1))).toEqual([]);
  });
});

describe("counters", () => {
  it("a counter that falls is impossible, but not one that rolled over at eight digits (pitfall 8)", () => {
    expect(reasons(volume(1, 4_999), { before: volume(0, 5_000) })).toEqual(["falling"]);
    expect(reasons(volume(1, 120), { before: volume(0, 99_999_900) })).toEqual([]);
  });

  it("is held against the one before in whatever digits and unit either was told or typed", () => {
    const typed = (digits: number, exponent: number, unit: Unit) =>
      reading(1, [value("V1", digits, exponent, unit)]);
    const before = volume(0, 51_291);
    // 4.9 m³ and 4,900 l after 51.291 m³: 46.391 m³ less.
    for (const less of [typed(49, -1, "m³"), typed(4_900, 0, "l")])
      expect(checkReading(less, context({ before }))).toMatchObject([
        { reason: "falling", found: less.values[0]?.unit === "l" ? -46_391 : -46.391, isImpossible: true },
      ]);
    // A display shows less digits than the telegram has, cut or rounded: 51.29, 51.2, 51.3 and 51 m³ are no less.
    for (const same of [
      typed(5_129, -2, "m³"),
      typed(512, -1, "m³"),
      typed(51, 0, "m³"),
      typed(51_291, 0, "l"),
    ])
      expect(reasons(same, { before })).toEqual([]);
    // 512.91 m³ an hour after 51.291 m³: a sign in the wrong place, 461.6 m³ through 30 m³/h.
    expect(reasons(typed(51_291, -2, "m³"), { before })).toEqual(["too-fast"]);
    // 999,999.90 m³ by radio, then 0.201 m³ typed: past the last digit.
    const full = reading(0, [value("V1", 99_999_990, -2, "m³")]);
    expect(reasons(typed(201, -3, "m³"), { before: full })).toEqual([]);
  });

  it("more than the meter can count in the time is impossible: 31 m³ in an hour through 30 m³/h", () => {
    const before = volume(0, 1_000);
    expect(reasons(volume(1, 1_000 + 30_000), { before })).toEqual([]);
    expect(reasons(volume(1, 1_000 + 31_000), { before })).toEqual(["too-fast"]);
    expect(reasons(volume(2, 1_000 + 31_000), { before })).toEqual([]);
    expect(reasons(volume(1, 1_000 + 31_000), { before, type: "MULTICAL 603" })).toEqual([]);
  });

  it("energy is judged in its own unit: kWh, MWh and GJ alike (pitfalls 11 and 20)", () => {
    // 30 m³/h × 150 K × 1.17 = 5,265 kWh an hour, which is 18.954 GJ.
    const gigajoules = (hour: number, hundredths: number) =>
      reading(hour, [value("E1", hundredths, -2, "GJ")]);
    expect(reasons(gigajoules(1, 1_000 + 1_894), { before: gigajoules(0, 1_000) })).toEqual([]);
    expect(reasons(gigajoules(1, 1_000 + 1_900), { before: gigajoules(0, 1_000) })).toEqual(["too-fast"]);
  });
});

/**
 * MULTICAL 603 80966656 (published telegram): V 264.40 m³, E8 15449, E9 9250 m³·°C, E1 7078 kWh over its life.
 * k = 7078 / (15449 − 9250) = 1.1418; the water's own at 58.43 °C in the inlet is 1.1422.
 */
const lifetime = (kWh: number, cooled = 0): Reading =>
  reading(900, [
    value("E1", kWh, 0, "kWh"),
    value("E3", cooled, 0, "kWh"),
    value("E8", 15_449, 0, "m³·°C"),
    value("E9", 9_250, 0, "m³·°C"),
    value("V1", 26_440, -2, "m³"),
  ]);
const newborn = reading(0, [
  value("E1", 0, 0, "kWh"),
  value("E3", 0, 0, "kWh"),
  value("E8", 0, 0, "m³·°C"),
  value("E9", 0, 0, "m³·°C"),
  value("V1", 0, 0, "m³"),
]);
const fresh = {
  ...newborn,
  values: newborn.values.map((one) => (one.register === "V1" ? value("V1", 0, -2, "m³") : one)),
};

describe("the heat coefficient", () => {
  it("of a real meter agrees with the water's; half the energy does not (pitfall 13)", () => {
    expect(reasons(lifetime(7_078), { before: fresh, side: "inlet" })).toEqual([]);
    expect(checkReading(lifetime(3_539), context({ before: fresh, side: "inlet" }))).toMatchObject([
      {
        reason: "coefficient",
        found: expect.closeTo(0.5709, 3),
        limit: expect.closeTo(1.1422, 3),
        isImpossible: false,
      },
    ]);
  });

  it("is the other side's where a meter is set to the wrong one: one in a hundred off is enough (pitfall 13)", () => {
    // MC603 of #550: 1.1418 measured, 1.1422 the water's at its inlet, some 1 % more at its outlet.
    expect(reasons(lifetime(7_078), { before: fresh, side: "outlet" })).toEqual(["coefficient"]);
    expect(reasons(lifetime(7_078), { before: fresh, side: "inlet" })).toEqual([]);
    // 1.2 % off the inlet's and further from the outlet's is drift, not a side.
    expect(reasons(lifetime(6_993), { before: fresh, side: "inlet" })).toEqual([]);
  });

  it("of a meter that heats and cools is that of E1 − E3 (pitfall 6)", () => {
    expect(reasons(lifetime(7_578, 500), { before: fresh, side: "inlet" })).toEqual([]);
    expect(reasons(lifetime(7_578), { before: fresh, side: "inlet" })).toEqual(["coefficient"]);
  });

  it("is taken between two readings, never from one over its whole life (pitfall 4)", () => {
    expect(reasons(lifetime(3_539), { side: "inlet" })).toEqual([]);
  });

  it("is no verdict for too little energy, which truncation alone would move (pitfall 12)", () => {
    const little = reading(900, [
      value("E1", 7, 0, "kWh"),
      value("E8", 15, 0, "m³·°C"),
      value("E9", 4, 0, "m³·°C"),
      value("V1", 26, -2, "m³"),
    ]);
    expect(reasons(little, { before: fresh, side: "inlet" })).toEqual([]);
  });
});

describe("against the meter's own habit", () => {
  const flowing = (hour: number, litres: number): Reading =>
    reading(hour, [value("V1", litres, -3, "m³"), value("flow1", 100, -3, "m³/h")]);

  function habitOf(readings: readonly Reading[]): Habit {
    return readings.slice(1).reduce((habit, one, at) => watch(habit, one, readings[at] ?? one), NO_HABIT);
  }

  it("twenty times its largest hour is a spike, once it was watched for half a day", () => {
    const usual = Array.from({ length: 14 }, (_, hour) => flowing(hour, hour * 100));
    const before = usual.at(-1) as Reading;
    const next = flowing(14, 1_300 + 2_100);
    expect(reasons(next, { before, habit: habitOf(usual) })).toEqual(["spike"]);
    expect(reasons(flowing(14, 1_300 + 1_900), { before, habit: habitOf(usual) })).toEqual([]);
    expect(reasons(next, { before, habit: habitOf(usual.slice(0, 5)) })).toEqual([]);
  });

  it("a counter that stands for a day while water flows is stuck, and is told once", () => {
    const still = Array.from({ length: 24 }, (_, hour) => flowing(hour, 500));
    const before = still.at(-1) as Reading;
    expect(reasons(flowing(24, 500), { before, habit: habitOf(still) })).toEqual(["stuck"]);
    const longer = [...still, flowing(24, 500)];
    expect(reasons(flowing(25, 500), { before: longer.at(-1) as Reading, habit: habitOf(longer) })).toEqual(
      [],
    );
    const closed = still.map((one) => ({ ...one, values: one.values.slice(0, 1) }));
    expect(reasons(volume(24, 500), { before: closed.at(-1) as Reading, habit: habitOf(closed) })).toEqual(
      [],
    );
  });
});
