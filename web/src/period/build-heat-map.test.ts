import { describe, expect, it } from "vitest";
import type { Step, WireConsumption } from "../../../shared/model/wire.ts";
import { boundariesBetween } from "../../../shared/model/zoned-time.ts";
import { buildHeatMap } from "./build-heat-map.ts";

const timeZone = "Europe/Copenhagen";
const of = (fromMs: number, toMs: number, step: Step): WireConsumption => {
  const at = boundariesBetween({ fromMs, toMs }, step, { timeZone, limit: 10_000 });
  return {
    register: "E1",
    unit: "kWh",
    step,
    timeZone,
    events: [],
    total: "0",
    intervals: at
      .slice(1)
      .map((end, i) => ({ fromMs: at[i] ?? 0, toMs: end, value: String(i), mark: "measured" })),
  };
};
const NOW_MS = Date.UTC(2030, 0, 1);

describe("a heat map", () => {
  it("has a column for each day and a row for each local hour", () => {
    // 9 and 10 June 2026 in summer time.
    const map = buildHeatMap(of(Date.UTC(2026, 5, 8, 22), Date.UTC(2026, 5, 10, 22), "hour"), NOW_MS);
    expect(map.columnsMs).toEqual([Date.UTC(2026, 5, 8, 22), Date.UTC(2026, 5, 9, 22)]);
    expect(map.rows).toBe(24);
    expect(map.cells).toHaveLength(48);
    expect(map.cells[25]).toMatchObject({ column: 1, row: 1, height: 25 });
    expect(map.highest).toBe(47);
  });

  it("leaves out the hour that is skipped in spring and halves the one that comes twice in autumn", () => {
    const spring = buildHeatMap(of(Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 29, 22), "hour"), NOW_MS);
    expect(spring.cells.map(({ row }) => row)).toEqual([
      0,
      1,
      ...Array.from({ length: 21 }, (_, i) => i + 3),
    ]);
    const autumn = buildHeatMap(of(Date.UTC(2026, 9, 24, 22), Date.UTC(2026, 9, 25, 23), "hour"), NOW_MS);
    expect(autumn.cells).toHaveLength(25);
    expect(autumn.cells.slice(1, 5).map(({ row, half }) => [row, half])).toEqual([
      [1, undefined],
      [2, "first"],
      [2, "second"],
      [3, undefined],
    ]);
  });

  it("has months of days and years of months where there are no hours", () => {
    const days = buildHeatMap(of(Date.UTC(2026, 0, 31, 23), Date.UTC(2026, 2, 31, 22), "day"), NOW_MS);
    expect(days.columnsMs).toHaveLength(2);
    expect(days.cells[28]).toMatchObject({ column: 1, row: 0 });
    const months = buildHeatMap(of(Date.UTC(2025, 11, 31, 23), Date.UTC(2026, 11, 31, 23), "month"), NOW_MS);
    expect(months.cells[11]).toMatchObject({ column: 0, row: 11 });
  });

  it("tells of which part of its time a cell counts, and an end of the readings from a hole in them", () => {
    const days = of(Date.UTC(2026, 5, 8, 22), Date.UTC(2026, 5, 13, 22), "day");
    const [came, whole, went, after, hole] = days.intervals;
    if (!(came && whole && went && after && hole)) throw new Error("no days");
    const HOUR_MS = 3_600_000;
    const intervals = [
      // Mounted at noon; the last reading at six in the morning; nothing came any more; a hole.
      { ...came, sinceMs: came.fromMs + 12 * HOUR_MS },
      whole,
      { ...went, mark: "silent" as const, untilMs: went.fromMs + 6 * HOUR_MS },
      { ...after, mark: "missing" as const, value: null, untilMs: went.fromMs + 6 * HOUR_MS },
      { ...hole, mark: "missing" as const, value: null },
    ];
    const { cells } = buildHeatMap({ ...days, intervals }, NOW_MS);
    expect(cells.map(({ covered }) => covered)).toEqual([
      [0.5, 1],
      undefined,
      [0, 0.25],
      undefined,
      undefined,
    ]);
    expect(cells.map(({ isSilent }) => isSilent)).toEqual([undefined, undefined, undefined, true, undefined]);
  });
});
