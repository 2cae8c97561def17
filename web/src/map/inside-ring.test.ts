import { describe, expect, it } from "vitest";
import { isInsideRing } from "./inside-ring.ts";

describe("a ring drawn by hand", () => {
  const square = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ] as const;
  // A horseshoe open at the top: its hollow is outside.
  const horseshoe = [
    [0, 0],
    [6, 0],
    [6, 6],
    [4, 6],
    [4, 2],
    [2, 2],
    [2, 6],
    [0, 6],
  ] as const;

  it("holds what lies in it, whichever way it was drawn", () => {
    expect(isInsideRing(square, 2, 2)).toBe(true);
    expect(isInsideRing([...square].reverse(), 2, 2)).toBe(true);
    expect([isInsideRing(square, 5, 2), isInsideRing(square, -1, 2), isInsideRing(square, 2, 5)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("leaves out the hollow of a bent one", () => {
    expect(isInsideRing(horseshoe, 1, 5)).toBe(true);
    expect(isInsideRing(horseshoe, 5, 5)).toBe(true);
    expect(isInsideRing(horseshoe, 3, 5)).toBe(false);
    expect(isInsideRing(horseshoe, 3, 1)).toBe(true);
  });

  it("of two places or none holds nothing", () => {
    expect(isInsideRing([], 0, 0)).toBe(false);
    expect(
      isInsideRing(
        [
          [0, 0],
          [4, 4],
        ],
        2,
        2,
      ),
    ).toBe(false);
  });
});
