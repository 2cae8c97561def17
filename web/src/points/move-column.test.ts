import { describe, expect, it } from "vitest";
import { moveItem } from "./move-column.ts";

describe("moving a column", () => {
  it("changes places with its neighbour and leaves the others alone", () => {
    expect(moveItem(["address", "age", "serial"], "age", -1)).toEqual(["age", "address", "serial"]);
    expect(moveItem(["address", "age", "serial"], "age", 1)).toEqual(["address", "serial", "age"]);
  });

  it("stops at the ends, and knows nothing of a column that is not shown", () => {
    expect(moveItem(["address", "age"], "address", -1)).toEqual(["address", "age"]);
    expect(moveItem(["address", "age"], "age", 1)).toEqual(["address", "age"]);
    expect(moveItem(["address"], "age", 1)).toEqual(["address"]);
  });
});
