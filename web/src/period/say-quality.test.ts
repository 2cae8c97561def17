import { describe, expect, it } from "vitest";
import type { WireInterval } from "../../../shared/model/wire.ts";
import { enCharts } from "../locales/charts-en.ts";
import type { Words } from "../locales/words.ts";
import { isPlain, sayQuality } from "./say-quality.ts";

const NOON_MS = Date.UTC(2026, 5, 9, 12);
const day: WireInterval = {
  fromMs: Date.UTC(2026, 5, 9),
  toMs: Date.UTC(2026, 5, 10),
  value: "7",
  mark: "measured",
};

/** Sentences as they are, marks as their key, times as ISO 8601. */
const words = {
  t: (key: string, values?: { readonly time?: string }) =>
    key === "charts.silentSince"
      ? enCharts.silentSince.replace("{{ time }}", values?.time ?? "")
      : key === "charts.countedFrom"
        ? enCharts.countedFrom.replace("{{ time }}", values?.time ?? "")
        : key,
  formats: () => ({ dateTime: (atMs: number) => new Date(atMs).toISOString() }),
} as unknown as Pick<Words, "t" | "formats">;
const say = (more: Partial<WireInterval>) => sayQuality({ ...day, ...more }, words, Date.UTC(2026, 6, 1));

describe("how good an amount is, in words", () => {
  it("is since when nothing came, also where nothing of the interval was read at all", () => {
    const said = "No reading since 2026-06-09T12:00:00.000Z";
    expect(say({ mark: "silent", untilMs: NOON_MS })).toBe(said);
    expect(say({ mark: "missing", value: null, untilMs: NOON_MS })).toBe(said);
    // A hole between readings has no such moment.
    expect(say({ mark: "missing", value: null })).toBe("mark.missing");
  });

  it("is from when on a meter that came within the interval counted", () => {
    const said = "Counted from 2026-06-09T12:00:00.000Z on, when the meter was mounted";
    expect(say({ sinceMs: NOON_MS })).toBe(said);
    expect(say({ sinceMs: NOON_MS, mark: "running" })).toBe(`mark.running, ${said}`);
    expect([isPlain(day), isPlain({ ...day, sinceMs: NOON_MS })]).toEqual([true, false]);
  });
});
