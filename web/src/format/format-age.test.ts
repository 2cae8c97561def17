import { describe, expect, it } from "vitest";
import { formatAge } from "./format-age.ts";

const units = { second: "s", minute: "min", hour: "h", day: "d" };
const age = (ms: number): string => formatAge(ms, units);

describe("formatAge", () => {
  it("says an age in the largest unit that says it", () => {
    expect([12_000, 60_000, 119 * 60_000, 2 * 3_600_000, 47 * 3_600_000, 50 * 3_600_000].map(age)).toEqual([
      "12 s",
      "1 min",
      "119 min",
      "2 h",
      "47 h",
      "2 d",
    ]);
  });

  it("is never negative when clocks disagree", () => {
    expect(age(-5000)).toBe("0 s");
  });
});
