import { describe, expect, it } from "vitest";
import { findPasted } from "./find-pasted.ts";

const points = [
  { id: "p-1", number: "1001", meter: { serial: "90000001" } },
  { id: "p-2", number: "1002", meter: { serial: "90000002" } },
  { id: "p-3", number: "1003" },
];

describe("a pasted list of numbers", () => {
  it("finds points by meter, number or id, each once, and says what it did not find", () => {
    const { points: found, unknown } = findPasted("90000001\n1001, 1003;\tP-2\r\n7777 7777", points);
    expect(found.map(({ id }) => id)).toEqual(["p-1", "p-3", "p-2"]);
    expect(unknown).toEqual(["7777"]);
  });

  it("finds nothing in an empty one", () => {
    expect(findPasted(" \n", points)).toEqual({ points: [], unknown: [] });
  });
});
