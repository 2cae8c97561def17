import { describe, expect, it } from "vitest";
import { readChannel } from "../../../shared/model/channel.ts";
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

  it("draws a channel as it is shown: scaled, in its own unit and so on its own chart, between its limits", () => {
    const inlet = readChannel("P1", {
      name: "Inlet",
      scale: "10",
      offset: "1",
      unit: "mVS",
      low: "20",
      high: "70",
    });
    if (typeof inlet === "string") throw new Error(inlet);
    const columns = [
      { register: "P1", unit: "bar", values: [5, null] },
      { register: "P2", unit: "bar", values: [2, 2.5] },
    ] as const;
    // 5 bar × 10 + 1 = 51.
    expect(groupSeries({ timesMs: [0, 1], columns }, new Map([["P1", inlet]]))).toEqual([
      {
        name: "pressure",
        unit: "mVS",
        lines: [{ register: "P1", name: "Inlet", values: [51, null], limits: [20, 70] }],
      },
      { name: "pressure", unit: "bar", lines: [{ register: "P2", name: "", values: [2, 2.5], limits: [] }] },
    ]);
  });
});
