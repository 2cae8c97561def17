import { describe, expect, it } from "vitest";
import type { WireReading } from "../../../shared/model/wire.ts";
import { mergeReadings } from "./merge-readings.ts";

const readingOf = (atMs: number, more: Partial<WireReading> = {}): WireReading => ({
  atMs,
  meterKey: "m",
  values: [],
  status: [],
  marks: [],
  source: "radio",
  receiver: "r",
  ...more,
});
const times = (readings: readonly WireReading[]): readonly number[] => readings.map(({ atMs }) => atMs);

describe("mergeReadings", () => {
  it("keeps the newest first, each once, from whichever page it came", () => {
    const known = [readingOf(5), readingOf(3)];
    expect(times(mergeReadings(known, [readingOf(6), readingOf(5)]))).toEqual([6, 5, 3]);
    expect(times(mergeReadings(known, [readingOf(3), readingOf(1)]))).toEqual([5, 3, 1]);
  });

  it("takes the corrected one of two, and keeps two sources of one moment apart", () => {
    const corrected = readingOf(5, { marks: ["edited"] });
    expect(mergeReadings([readingOf(5)], [corrected])).toEqual([corrected]);
    expect(mergeReadings([readingOf(5)], [readingOf(5, { source: "manual" })])).toHaveLength(2);
  });
});
