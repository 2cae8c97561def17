import { describe, expect, it } from "vitest";
import type { WireConsumption } from "../../../shared/model/wire.ts";
import { buildBars, countMarks, weightiestKind } from "./build-bars.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = 9 * HOUR_MS;
const consumption: WireConsumption = {
  register: "E1",
  unit: "kWh",
  step: "hour",
  timeZone: "UTC",
  total: "5",
  intervals: [
    { fromMs: 0, toMs: HOUR_MS, value: "2", mark: "measured" },
    { fromMs: HOUR_MS, toMs: 2 * HOUR_MS, value: null, mark: "missing" },
    { fromMs: 2 * HOUR_MS, toMs: 3 * HOUR_MS, value: "3", mark: "estimated", bounds: ["2", "4"] },
  ],
  events: [
    { kind: "status", atMs: 2.25 * HOUR_MS, began: ["leak"], ended: [] },
    { kind: "exchange", atMs: 2.5 * HOUR_MS, from: "1", to: "2" },
    { kind: "rollover", atMs: 9 * HOUR_MS, register: "E1" },
  ],
};

describe("buildBars", () => {
  it("keeps a missing interval missing: it is no zero", () => {
    expect(buildBars(consumption, NOW_MS).heights).toEqual([2, null, 3]);
    expect(buildBars(consumption, NOW_MS).bounds).toEqual([undefined, undefined, [2, 4]]);
  });

  it("places events where they happened within their interval, together where they share one", () => {
    const { events } = buildBars(consumption, NOW_MS);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ interval: 2, at: 1.75 });
    expect(events[0]?.events.map(({ kind }) => kind)).toEqual(["status", "exchange"]);
  });

  it("shows the weightiest of several events", () => {
    expect(weightiestKind(consumption.events)).toBe("exchange");
  });

  it("counts what is estimated and what is missing", () => {
    const counts = { measured: 1, edited: 0, estimated: 1, running: 0, silent: 0 };
    expect(countMarks(consumption.intervals, NOW_MS)).toEqual({ ...counts, missing: 1, ahead: 0 });
  });

  it("does not call missing what is not over", () => {
    expect(countMarks(consumption.intervals, HOUR_MS)).toMatchObject({ missing: 0, ahead: 1 });
    expect(countMarks(consumption.intervals, 1.5 * HOUR_MS)).toMatchObject({ missing: 0, ahead: 1 });
    expect(countMarks(consumption.intervals, 2 * HOUR_MS)).toMatchObject({ missing: 1, ahead: 0 });
  });
});
