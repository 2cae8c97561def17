import { describe, expect, it } from "vitest";
import { durationClass } from "./water-step.ts";

describe("how long an alarm has lasted", () => {
  // Info code of MULTICAL 21: 0 none, 1 1–8 h, 2 9–24 h, 3 2–3 d, 4 4–7 d, 5 8–14 d, 6 15–21 d, 7 22–31 d.
  it.each([
    [0, 0],
    [1, 1],
    [8, 1],
    [9, 2],
    [24, 2],
    [2 * 24, 3],
    [3 * 24, 3],
    [4 * 24, 4],
    [7 * 24, 4],
    [8 * 24, 5],
    [14 * 24, 5],
    [15 * 24, 6],
    [21 * 24, 6],
    [22 * 24, 7],
    [31 * 24, 7],
  ])("%s hours are class %s", (hours, expected) => {
    expect(durationClass(hours)).toBe(expected);
  });
});
