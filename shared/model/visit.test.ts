import { describe, expect, it } from "vitest";
import { parseScaled, type Scaled } from "./scaled.ts";
import { doubtEntry, expectedNow } from "./visit.ts";

const DAY_MS = 86_400_000;
const kWh = (text: string): Scaled => parseScaled(text) ?? { digits: 0, exponent: 0 };
/** 12345 kWh ten days ago; 20 kWh a day of late, 30 in the same month a year before. */
const PAST = { last: { value: kWh("12345"), atMs: 0 }, use: { perDay: 20, mostPerDay: 30 } };
const doubt = (text: string, past = PAST) =>
  doubtEntry({ register: "E1", value: kWh(text) }, past, 10 * DAY_MS);

describe("a typed value", () => {
  it("is proposed as what the meter said last and what it used since", () => {
    // 12345 + 10 × 20
    expect(expectedNow(PAST, 10 * DAY_MS)).toBe(12_545);
    expect(expectedNow({ last: PAST.last }, 10 * DAY_MS)).toBeUndefined();
  });

  it("below the last one is doubted, and one that stands still is not", () => {
    expect(doubt("12344")).toBe("below-last");
    expect(doubt("12345")).toBeUndefined();
    expect(doubt("12545")).toBeUndefined();
  });

  it("is doubted beyond three times the most the meter ever used, with twenty of its steps for idle meters", () => {
    // 12345 + 3 × 10 × 30 + 20 = 13265
    expect(doubt("13265")).toBeUndefined();
    expect(doubt("13266")).toBe("far-above");
    // One digit too many.
    expect(doubt("125450")).toBe("far-above");
    // Steps of 0.01 m³: 7.00 + 20 × 0.01 = 7.20
    const idle = { last: { value: kWh("7.00"), atMs: 0 }, use: { perDay: 0, mostPerDay: 0 } };
    expect(doubt("7.20", idle)).toBeUndefined();
    expect(doubt("7.21", idle)).toBe("far-above");
  });

  it("is not doubted where nothing is known, nor where the register may fall", () => {
    expect(doubtEntry({ register: "E1", value: kWh("1") }, {}, DAY_MS)).toBeUndefined();
    expect(doubtEntry({ register: "t1", value: kWh("1") }, PAST, DAY_MS)).toBeUndefined();
  });
});
