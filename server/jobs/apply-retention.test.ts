import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { startOfStep } from "../../shared/model/zoned-time.ts";
import { DEFAULT_RETENTION } from "../retention-ports.ts";
import { openStoreCore } from "../store/open-store-core.ts";
import type { StoreCore } from "../store/store-rpc.ts";
import { applyRetention, type RetentionReport } from "./apply-retention.ts";

const [ADA, BEN] = ["KAM-90000001-34-04", "KAM-90000002-34-04"] as [MeterKey, MeterKey];
const HOUR_MS = 3_600_000;
const ZONE = "Europe/Copenhagen";
const START = Date.UTC(2020, 0, 1);
const NOW = Date.UTC(2026, 5, 15);

let dataFolder = "";
let core: StoreCore;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-retention-"));
  const opened = openStoreCore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  core = opened.value;
});
afterEach(() => {
  core.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const hourly = (meter: MeterKey, fromMs: number, toMs: number): Reading[] =>
  Array.from({ length: (toMs - fromMs) / HOUR_MS }, (_, hour) => ({
    meter,
    atMs: fromMs + hour * HOUR_MS,
    values: [{ register: "E1", unit: "kWh", value: { digits: hour * 2, exponent: 0 } }],
    status: [],
    marks: [],
    source: "import",
    receiver: "history",
  }));

const retain = (held: () => readonly MeterKey[] = () => []): Promise<RetentionReport> =>
  applyRetention(
    { months: async () => core.upkeep.months(), retain: async (step) => core.upkeep.retain(step) },
    { policy: DEFAULT_RETENTION, timeZone: ZONE, nowMs: NOW, held: async () => held() },
  );

const all = (meter: MeterKey, fromMs = START, toMs = NOW) =>
  core.readings.columns(meter, fromMs, toMs).flatMap((month) => readingsOf(month));

describe("retention", () => {
  it("keeps every reading for 13 months, then the first of each day, and deletes after 5 years", async () => {
    core.readings.importMonths(toMonthColumns(hourly(ADA, Date.UTC(2021, 3, 1), Date.UTC(2021, 6, 1))));
    core.readings.importMonths(toMonthColumns(hourly(ADA, Date.UTC(2025, 2, 1), Date.UTC(2025, 6, 1))));
    const report = await retain();

    // May 2021 ends two hours later in UTC than in Denmark: it goes with the month after.
    expect(all(ADA, START, Date.UTC(2021, 4, 1))).toEqual([]);
    const june = all(ADA, Date.UTC(2021, 5, 1), Date.UTC(2021, 6, 1));
    const days = june.filter((one) => startOfStep(one.atMs, "day", ZONE) === one.atMs);
    expect(days.length).toBe(30);
    // Midnight of 1 July is the last but one in UTC's June; beside the days stay the first two and the last.
    expect(june.length).toBe(33);
    expect(all(ADA, Date.UTC(2025, 3, 1), NOW).length).toBe(91 * 24);

    const thinned = [31, 30, 31].map((monthDays) => monthDays * 24 - (monthDays + 3));
    expect(report).toEqual({ deleted: 30 * 24, thinned: thinned.reduce((sum, one) => sum + one, 0) });
    expect(core.readings.count()).toBe(all(ADA).length);
    expect(await retain()).toEqual({ thinned: 0, deleted: 0 });
  });

  it("leaves what tells of an event: status changes, edits, estimates, exchanges, readings by hand", async () => {
    const month = hourly(ADA, Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1));
    const change = (row: number, more: Partial<Reading>) => {
      const one = month[row];
      if (one) month[row] = { ...one, ...more };
    };
    for (let row = 100; row < 110; row += 1) change(row, { status: ["leak"] });
    change(200, { marks: ["edited"] });
    change(300, { marks: ["estimated"] });
    change(400, { source: "manual", receiver: "Ada" });
    // Beside what a person read stays what the meter said at that moment.
    const measured = month[500];
    if (measured) month.splice(501, 0, { ...measured, source: "manual", receiver: "Ada" });
    month.sort((a, b) => a.atMs - b.atMs || (a.source === "manual" ? -1 : 1));
    core.readings.importMonths(toMonthColumns(month));
    await retain();
    const rows = all(ADA).map((one) => (one.atMs - Date.UTC(2024, 0, 1)) / HOUR_MS);
    for (const row of [100, 110, 200, 300, 400, 743]) expect(rows).toContain(row);
    for (const row of [105, 411]) expect(rows).not.toContain(row);
    expect(rows.filter((row) => row === 500)).toHaveLength(2);
  });

  it("touches nothing of a meter under a legal hold, and nothing recent", async () => {
    core.readings.importMonths(toMonthColumns(hourly(ADA, Date.UTC(2020, 3, 1), Date.UTC(2020, 4, 1))));
    core.readings.importMonths(toMonthColumns(hourly(BEN, Date.UTC(2020, 3, 1), Date.UTC(2020, 4, 1))));
    expect(await retain(() => [ADA])).toEqual({ thinned: 0, deleted: 720 });
    expect(all(ADA).length).toBe(720);
    expect(all(BEN)).toEqual([]);
    expect(core.readings.latestOf(BEN)).toBeUndefined();
    expect(core.readings.latest().map((one) => one.meter)).toEqual([ADA]);
  });

  it("touches nothing more of a meter that is held while it runs", async () => {
    core.readings.importMonths(toMonthColumns(hourly(ADA, Date.UTC(2020, 3, 1), Date.UTC(2020, 5, 1))));
    let asked = 0;
    // Somebody places the hold once April is gone: the 31 days of May stay.
    expect(await retain(() => (asked++ === 0 ? [] : [ADA]))).toEqual({ thinned: 0, deleted: 720 });
    expect(all(ADA).length).toBe(31 * 24);
  });
});
