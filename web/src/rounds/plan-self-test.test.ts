import { describe, expect, it } from "vitest";
import { planSelfTest } from "./plan-self-test.ts";

describe("the half minute in which a receiver is tried", () => {
  it("gives C, T and both ten seconds each where the receiver can all three", () => {
    expect(planSelfTest(["c-t", "c1", "t1", "s1"])).toEqual([
      { mode: "c1", lastsMs: 10_000 },
      { mode: "t1", lastsMs: 10_000 },
      { mode: "c-t", lastsMs: 10_000 },
    ]);
  });

  it("shares it between what there is", () => {
    expect(planSelfTest(["c1", "t1", "s1"]).map(({ mode, lastsMs }) => [mode, lastsMs])).toEqual([
      ["c1", 15_000],
      ["t1", 15_000],
    ]);
    expect(planSelfTest(["t1", "s1"])).toEqual([{ mode: "t1", lastsMs: 30_000 }]);
    expect(planSelfTest([])).toEqual([{ mode: "c-t", lastsMs: 30_000 }]);
  });
});
