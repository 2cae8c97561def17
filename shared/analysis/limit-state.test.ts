import { describe, expect, it } from "vitest";
import { type LimitState, nextLimitState } from "./limit-state.ts";

const follow = (
  values: readonly number[],
  limits: { low?: number; high?: number },
): readonly LimitState[] => {
  let state: LimitState = "inside";
  return values.map((value) => {
    state = nextLimitState(state, value, limits);
    return state;
  });
};

describe("a value and its limits", () => {
  it("is outside beyond a limit, not on it", () => {
    expect(follow([6, 6.01, 2, 1.99], { low: 2, high: 6 })).toEqual(["inside", "high", "inside", "low"]);
  });

  it("is inside again only 2 % of the span within: trembling around a limit is one event", () => {
    // Span 4 bar, 2 % of it 0.08: back at 5.92.
    const trembling = [6.1, 5.99, 6.02, 5.93, 5.92, 6.01];
    expect(follow(trembling, { low: 2, high: 6 })).toEqual([
      ...["high", "high", "high", "high", "inside", "high"],
    ]);
    expect(follow([1.9, 2.07, 2.08], { low: 2, high: 6 })).toEqual(["low", "low", "inside"]);
  });

  it("with one limit comes back by 2 % of that one, and from one side to the other at once", () => {
    expect(follow([51, 49.5, 49], { high: 50 })).toEqual(["high", "high", "inside"]);
    expect(follow([7, 1], { low: 2, high: 6 })).toEqual(["high", "low"]);
  });
});
