import { describe, expect, it } from "vitest";
import { groupSeries } from "./group-series.ts";

describe("groupSeries", () => {
  it("puts registers of one unit on one chart, temperatures first, and leaves out what has no values", () => {
    const groups = groupSeries({
      timesMs: [0, 1],
      columns: [
        { register: "flow1", unit: "l/h", values: [300, null] },
        { register: "t1", unit: "°C", values: [70, 71] },
        { register: "t2", unit: "°C", values: [40, 41] },
        { register: "dt", unit: "K", values: [30, 30] },
        { register: "t3", unit: "°C", values: [null, null] },
      ],
    });
    expect(
      groups.map(({ name, unit, lines }) => [name, unit, ...lines.map(({ register }) => register)]),
    ).toEqual([
      ["temperature", "°C", "t1", "t2"],
      ["temperature", "K", "dt"],
      ["flow", "l/h", "flow1"],
    ]);
  });
});
