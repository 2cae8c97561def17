import { describe, expect, it } from "vitest";
import { redrawRange, rowRange } from "./row-range.ts";

// The list is sorted: row 7 stands first, row 0 last.
const rows = new Uint32Array([7, 3, 9, 1, 0]);

describe("a range of the list", () => {
  it("runs from one row to another as they stand, in either direction", () => {
    expect([...rowRange(rows, 3, 1)]).toEqual([3, 9, 1]);
    expect([...rowRange(rows, 1, 3)]).toEqual([3, 9, 1]);
    expect([...rowRange(rows, 9, 9)]).toEqual([9]);
  });

  it("is one row where it began at a row the filter has taken away, and none where it ends at one", () => {
    expect([...rowRange(rows, 5, 9)]).toEqual([9]);
    expect([...rowRange(rows, undefined, 9)]).toEqual([9]);
    expect([...rowRange(rows, 3, 5)]).toEqual([]);
  });

  it("gives back what it no longer covers when it is drawn shorter or the other way", () => {
    expect(redrawRange(rowRange(rows, 3, 0), rowRange(rows, 3, 9))).toEqual({ gone: [1, 0], come: [] });
    expect(redrawRange(rowRange(rows, 9, 1), rowRange(rows, 9, 7))).toEqual({ gone: [1], come: [7, 3] });
  });
});
