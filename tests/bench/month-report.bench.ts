import { performance } from "node:perf_hooks";
import { createApp } from "../../server/app.ts";
import { openDeps } from "../../server/open-deps.ts";
import { seedTown } from "../../server/simulation/seed-town.ts";
import type { Utility } from "../../server/utilities.ts";
import { formatScaled, makeScaled } from "../../shared/model/scaled.ts";
import type { ReportRow } from "../../shared/reports/report.ts";
import type { RunLine } from "../../shared/reports/run-line.ts";
import { recomputeUse } from "../support/recompute-use.ts";
import { makeDataFolder, removeDataFolder } from "../support/run-server.ts";
import type { Bench, Figure } from "./figure.ts";

/** October 2026 of the utility's calendar, between hourly readings from the end of September on. */
const OCTOBER = { fromMs: Date.UTC(2026, 8, 30, 22), toMs: Date.UTC(2026, 9, 31, 23) };
const TO_HOUR = Date.UTC(2026, 10, 2) / 3_600_000;
const DAYS = 34;
const CHECKED = 200;

/** Days that begin no month: nothing of them is kept beside the readings. */
const ODD = { from: "2026-10-02", to: "2026-10-30" };
const MONTH = { from: "2026-10-01", to: "2026-10-31" };

/**
 * A report over all points, from the question to the last row read as JSON: `office.month_report` of a month
 * first and again; `office.month_report_odd` between days that begin no month.
 * `…_cpu` is the processor time of the server, all its threads. `ROUNDS_BENCH_POINTS` sets how many points
 * (100,000 when nothing is said).
 */
export const bench: Bench = {
  async measure(print) {
    const points = Number(process.env["ROUNDS_BENCH_POINTS"] ?? 100_000);
    const dataFolder = makeDataFolder();
    const opened = await openDeps({
      dataFolder,
      utility: "town",
      masterKey: new Uint8Array(32).fill(7),
      access: "open",
      version: "bench",
      report: (text) => process.stderr.write(`${text}\n`),
      nowMs: () => TO_HOUR * 3_600_000,
    });
    if (!opened.ok) throw new Error(opened.error.kind);
    const { deps, close } = opened.value;
    const town = deps.utilities.first;
    try {
      await seedTown(town.store, {
        town: { seed: 5, points, fromHour: TO_HOUR - DAYS * 24, toHour: TO_HOUR },
      });
      await town.points.load();
      const run = reportRun(createApp(deps));
      const first = await timed("office.month_report_first", () => run(MONTH), print);
      const again = await timed("office.month_report", () => run(MONTH), print);
      await timed("office.month_report_odd", () => run(ODD), print);
      print({ name: "office.month_report_rows", value: again.length, unit: "rows" });
      if (JSON.stringify(first) !== JSON.stringify(again)) throw new Error("the second run says otherwise");
      await check(again, town);
    } finally {
      await close();
      removeDataFolder(dataFolder);
    }
  },
};

/** Seconds on the clock, and of processor time. */
async function timed<T>(name: string, work: () => Promise<T>, print: (figure: Figure) => void): Promise<T> {
  const [startedAtMs, used] = [performance.now(), process.cpuUsage()];
  const outcome = await work();
  const { user, system } = process.cpuUsage(used);
  print({ name, value: Math.round(performance.now() - startedAtMs) / 1000, unit: "s" });
  print({ name: `${name}_cpu`, value: Math.round((user + system) / 1000) / 1000, unit: "s" });
  return outcome;
}

const reportRun =
  (app: ReturnType<typeof createApp>) =>
  async (days: { readonly from: string; readonly to: string }): Promise<readonly ReportRow[]> => {
    const answer = await app.request("/api/v1/report-runs", {
      method: "POST",
      headers: { host: "localhost", "content-type": "application/json" },
      body: JSON.stringify({
        report: "consumption",
        params: { ...days, registers: ["V1"], places: {} },
      }),
    });
    return (await answer.text()).split("\n").flatMap((line): readonly ReportRow[] => {
      const read = line === "" ? undefined : (JSON.parse(line) as RunLine);
      return read?.kind === "rows" ? read.rows : [];
    });
  };

/** Some rows all over the town against their raw registers. */
async function check(rows: readonly ReportRow[], { store }: Utility): Promise<void> {
  const every = Math.max(1, Math.floor(rows.length / CHECKED));
  for (let at = 0; at < rows.length; at += every) {
    const { pointId, cells } = rows[at] ?? { cells: [] };
    const segments = await store.points.segments(pointId);
    const own = await recomputeUse(store.readings, segments, { register: "V1", ...OCTOBER });
    const cell = cells[2];
    const shown = typeof cell === "object" && cell !== null && "value" in cell ? cell.value : cell;
    if (own === undefined || typeof shown !== "string") continue;
    const expected = formatScaled(makeScaled(own.count, own.exponent));
    if (shown !== expected) throw new Error(`${pointId}: ${shown} is not ${expected}`);
  }
}
