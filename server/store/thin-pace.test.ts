import { describe, expect, it } from "vitest";
import { ThinPace } from "./thin-pace.ts";

const STEP = { months: 256, workMs: 20 };

/** Thins 100,000 months in steps that take `stepMs`, of which others had `servedMs`; gives the seconds. */
function thinAll(stepMs: number, servedMs: number, workMs = STEP.workMs): number {
  const pace = new ThinPace(0);
  let [nowMs, served] = [0, 0];
  for (let months = 0; months < 100_000; months += STEP.months) {
    nowMs += stepMs;
    served += servedMs;
    nowMs += pace.restMs(nowMs, { ...STEP, workMs, servedMs: served });
  }
  return nowMs / 1000;
}

describe("the pace of thinning", () => {
  it("is as fast as it can be while nothing is committed, or next to nothing", () => {
    // 391 steps of 92 ms.
    expect(thinAll(92, 0)).toBeCloseTo(36, 0);
    expect(thinAll(92, 4)).toBeCloseTo(36, 0);
  });

  it("is a walk while readings come in, within a minute for 100,000 meters", () => {
    const seconds = thinAll(92, 60);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThan(58.5);
  });

  it("leaves two thirds of the store's thread to others, however long that takes", () => {
    // 391 steps: 150 ms until the months are back, 100 of them the store's own, and twice that to rest.
    expect(thinAll(150, 60, 100)).toBeCloseTo(391 * 0.35, 0);
  });

  it("makes up for a slow start, but for no more than a second", () => {
    const pace = new ThinPace(0);
    expect(pace.restMs(500, { ...STEP, servedMs: 400 })).toBe(40);
    expect(pace.restMs(60_000, { ...STEP, servedMs: 50_000 })).toBe(40);
    const rests = Array.from({ length: 10 }, (_, at) =>
      pace.restMs(60_040 + at, { ...STEP, workMs: 0, servedMs: 50_100 + at * 10 }),
    );
    // A second, and the 40 ms since: seven steps of 256 months at 0.575 ms, 147.2 ms each.
    expect(rests.filter((rest) => rest <= 0)).toHaveLength(7);
  });

  it("goes on at a walk when readings begin to come in, without a pause for what was fast", () => {
    const pace = new ThinPace(0);
    for (let at = 1; at <= 100; at++) expect(pace.restMs(at * 50, { ...STEP, servedMs: 0 })).toBe(0);
    expect(pace.restMs(5_050, { ...STEP, servedMs: 30 })).toBeLessThanOrEqual(STEP.months * 0.575);
  });
});
