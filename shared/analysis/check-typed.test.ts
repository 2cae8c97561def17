import { describe, expect, it } from "vitest";
import { meterKeyOf } from "../model/meter-id.ts";
import type { Reading } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import { parseScaled, type Scaled } from "../model/scaled.ts";
import type { Unit } from "../model/unit.ts";
import { doubtTyped } from "./check-typed.ts";

const METER = meterKeyOf({ manufacturer: "KAM", id: "80000001", version: 0x34, deviceType: 4 });
const HOUR_MS = 3_600_000;

const scaled = (text: string): Scaled => {
  const value = parseScaled(text);
  if (!value) throw new Error(text);
  return value;
};
const counted = (register: Register, text: string, unit: Unit) => ({ register, value: scaled(text), unit });
const readingAt = (hour: number, text: string, unit: Unit = "kWh"): Reading => ({
  meter: METER,
  atMs: hour * HOUR_MS,
  values: [counted("E1", text, unit)],
  status: [],
  marks: [],
  source: "manual",
  receiver: "",
});

describe("a typed reading", () => {
  // MULTICAL 403: 30 m³/h at 150 K and 1.17 kWh are 5,265 kWh an hour at the most.
  const type = "MULTICAL 403";
  const around = { before: readingAt(0, "5000"), after: readingAt(10, "5010"), type };

  it("is below what was said before it or above what was said after it", () => {
    expect(doubtTyped(readingAt(5, "4999"), around)).toMatchObject({ doubt: "below-before", register: "E1" });
    expect(doubtTyped(readingAt(5, "5011"), around)).toMatchObject({ doubt: "above-after", register: "E1" });
    expect(doubtTyped(readingAt(5, "5005"), around)).toBeUndefined();
  });

  it("gains no more than the meter can count in the time, to the count", () => {
    const before = readingAt(0, "5000");
    // 5 h × 5,265 kWh = 26,325 kWh, and one count.
    expect(doubtTyped(readingAt(5, "31326"), { before, type })).toBeUndefined();
    expect(doubtTyped(readingAt(5, "31327"), { before, type })).toMatchObject({
      doubt: "too-fast",
      register: "E1",
    });
  });

  it("is held against the meter's own counts, however finely and in what unit it was typed", () => {
    // The meter counts whole kWh and shows 5010 until 5011 is full.
    expect(doubtTyped(readingAt(9, "5010.9"), around)).toBeUndefined();
    expect(doubtTyped(readingAt(9, "5011.0"), around)?.doubt).toBe("above-after");
    expect(doubtTyped(readingAt(5, "5.005", "MWh"), around)).toBeUndefined();
    expect(doubtTyped(readingAt(5, "5005", "MWh"), around)?.doubt).toBe("too-fast");
  });

  it("may have been read off with less digits than the meter tells, cut or rounded", () => {
    const water = (hour: number, text: string): Reading => ({
      ...readingAt(hour, "0"),
      values: [counted("V1", text, "m³")],
    });
    const near = { before: water(0, "51.291"), after: water(10, "51.294"), type };
    // 51, 51.2 and 51.29 are the beginning of 51.291; 51.3 is 51.291 rounded.
    for (const text of ["51", "51.2", "51.29", "51.3"])
      expect([text, doubtTyped(water(5, text), near)]).toEqual([text, undefined]);
    // No digits behind 50 or 51.1 make 51.291 of it, and 51.4 is more than a tenth above 51.294.
    expect(doubtTyped(water(5, "50"), near)?.doubt).toBe("below-before");
    expect(doubtTyped(water(5, "51.1"), near)?.doubt).toBe("below-before");
    expect(doubtTyped(water(5, "51.4"), near)?.doubt).toBe("above-after");
    // 5 MWh after 5,291 kWh are whole megawatt hours; 4 MWh are less.
    expect(doubtTyped(readingAt(5, "5", "MWh"), { before: readingAt(0, "5291"), type })).toBeUndefined();
    expect(doubtTyped(readingAt(5, "4", "MWh"), { before: readingAt(0, "5291"), type })?.doubt).toBe(
      "below-before",
    );
  });

  it("may have run past its last digit", () => {
    // Eight digits: 99,999,990 and 15 more are 00,000,005.
    expect(doubtTyped(readingAt(5, "5"), { before: readingAt(0, "99999990"), type })).toBeUndefined();
  });
});
