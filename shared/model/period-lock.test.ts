import { describe, expect, it } from "vitest";
import { lockedAnywhere, lockedIn, lockedInAny, NOTHING_LOCKED } from "./period-lock.ts";

describe("the period lock", () => {
  const locks = { beforeMs: 100, areas: { North: 300, South: 50 } };

  it("of an area is its own, and never less than the utility's", () => {
    expect(["North", "South", "West", "toString"].map((area) => lockedIn(locks, area))).toEqual([
      300, 100, 100, 100,
    ]);
  });

  it("of several areas is the latest of theirs", () => {
    expect(lockedInAny(locks, ["South", "West"])).toBe(100);
    expect(lockedInAny(locks, [])).toBe(100);
    expect(lockedAnywhere(locks)).toBe(300);
    expect(lockedAnywhere(NOTHING_LOCKED)).toBe(0);
  });
});
