import { describe, expect, it } from "vitest";
import { follow, sparkLine } from "./trend.ts";

const MINUTE = 60_000;
const box = { width: 100, height: 24, fromMs: 0, toMs: 60 * MINUTE };

describe("the last hours of a register", () => {
  it("go on with what arrives, and forget what is older than the window", () => {
    const trend = { timesMs: [0, 5 * MINUTE], values: [1, null] };
    const next = follow(trend, { atMs: 10 * MINUTE, value: 3 }, 5 * MINUTE);
    expect(next).toEqual({ timesMs: [5 * MINUTE, 10 * MINUTE], values: [null, 3] });
    expect(follow(next, { atMs: 7 * MINUTE, value: 9 }, 0)).toBe(next);
    expect(follow(next, { atMs: 90 * MINUTE, value: 9 }, 80 * MINUTE)).toEqual({
      timesMs: [90 * MINUTE],
      values: [9],
    });
  });

  it("are drawn from the least at the foot to the most at the top, with a gap where nothing was said", () => {
    const timesMs = [0, 10, 20, 50, 60].map((m) => m * MINUTE);
    // 24 high with 2 to spare: 1 lies at 22, 2 at 12, 3 at 2. Thirty minutes are more than 2.5 times the usual ten.
    expect(sparkLine({ timesMs, values: [1, 3, 2, 2, 1] }, box)).toEqual({
      ...{ d: "M0 22L16.7 2L33.3 12M83.3 12L100 22", low: 1, high: 3, end: [100, 22] },
    });
    // Hourly readings are a line too.
    const day = { ...box, toMs: 120 * MINUTE };
    expect(sparkLine({ timesMs: [0, 60 * MINUTE, 120 * MINUTE], values: [4, 4, null] }, day)?.d).toBe(
      "M0 12L50 12",
    );
    expect(sparkLine({ timesMs, values: [null, null, null, null, null] }, box)).toBeUndefined();
  });
});
