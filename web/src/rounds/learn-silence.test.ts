import { describe, expect, it } from "vitest";
import { SilenceLearner } from "./learn-silence.ts";

function learnt(gapMs: number, count: number, learner = new SilenceLearner()): number {
  for (let n = 0; n <= count; n++) learner.hear(n * gapMs);
  return learner.silentAfterMs();
}

describe("how long a silence has to be", () => {
  it("is half a minute while nothing is learnt, then twelve times the usual gap", () => {
    expect(learnt(3000, 5)).toBe(30_000);
    // One telegram in three seconds: 12 × 3 s.
    expect(learnt(3000, 20)).toBeCloseTo(36_000);
  });

  it("is never so short that a truck in front raises it, nor so long that a street is driven in vain", () => {
    // Twenty telegrams a second: 12 × 50 ms would be 0.6 s.
    expect(learnt(50, 500)).toBe(15_000);
    // One in half a minute: 12 × 30 s would be six minutes.
    expect(learnt(30_000, 20)).toBe(180_000);
  });

  it("follows when the town gets thinner, and a long drive without meters counts as one minute", () => {
    const learner = new SilenceLearner();
    learnt(1000, 100, learner);
    expect(learner.silentAfterMs()).toBe(15_000);
    learner.hear(100_000 + 3_600_000);
    // The mean of 1 s takes in one gap of 60 s with a weight of 1/60: 1 + 59/60 s, times twelve.
    expect(learner.silentAfterMs()).toBeCloseTo(12 * (1000 + 59_000 / 60));
  });
});
