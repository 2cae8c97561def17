import { describe, expect, it } from "vitest";
import { spanInSight } from "./row-window.ts";

/** Rows of 50 px in a window of 200 px: four are in sight, six more are drawn beyond each edge. */
const at = (topPx: number, count: number) => spanInSight({ topPx, heightPx: 200, rowPx: 50 }, count);

describe("the window on a list of equal rows", () => {
  it("holds what is in sight and some beyond both edges", () => {
    expect(at(0, 1000)).toEqual({ from: 0, to: 10 });
    // 25 px into row 20: rows 20 to 24 are in sight.
    expect(at(1025, 1000)).toEqual({ from: 14, to: 31 });
  });

  it("ends with the list, also with one that has become shorter than where it was scrolled to", () => {
    expect(at(0, 3)).toEqual({ from: 0, to: 3 });
    expect(at(49_800, 1000)).toEqual({ from: 990, to: 1000 });
    expect(at(1025, 4)).toEqual({ from: 4, to: 4 });
    expect(at(0, 0)).toEqual({ from: 0, to: 0 });
  });
});
