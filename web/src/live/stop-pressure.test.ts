import { describe, expect, it } from "vitest";
import { EMPTY_CHANNEL, readChannel, writeChannel } from "../../../shared/model/channel.ts";
import type { WireProfileStop } from "../../../shared/model/pressure-path.ts";
import { stopPressure } from "./stop-pressure.ts";

const stop = (unit?: string): WireProfileStop => {
  const channel = readChannel("P1", {
    ...EMPTY_CHANNEL,
    scale: "100",
    unit: unit ?? "",
    low: "250",
    high: "700",
  });
  if (typeof channel === "string") throw new Error(channel);
  return {
    ...{ pointId: "p", name: "Street 1", medium: "heat", lat: 55, lon: 10, heightM: 4 },
    channels: unit === undefined ? {} : { "channel:P1": writeChannel(channel) },
    series: { timesMs: [1, 2], columns: [{ register: "P1", unit: "bar", values: [6, null] }] },
  };
};
const place = { lat: 55, lon: 10, heightM: 4 };

describe("a stop's pressure", () => {
  it("is what its meter says, in bar, and nothing where it has no such register", () => {
    expect(stopPressure(stop(), "P1")).toEqual({ ...place, timesMs: [1, 2], bar: [6, null] });
    expect(stopPressure(stop(), "P2")).toEqual({ ...place, timesMs: [], bar: [] });
  });

  it("is turned into bar from the unit its channel shows it in, with its limits", () => {
    // 6 × 100 = 600 kPa = 6 bar, between 2.5 and 7 bar.
    expect(stopPressure(stop("kPa"), "P1")).toEqual({
      ...{ ...place, timesMs: [1, 2], bar: [6, null], low: 2.5, high: 7 },
    });
  });

  it("is none where its channel shows something else, and says so", () => {
    expect(stopPressure(stop("%"), "P1")).toEqual({ ...place, timesMs: [], bar: [], strangeUnit: "%" });
  });
});
