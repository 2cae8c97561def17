import { type Context, Hono } from "hono";
import type { WireSavedReport } from "../../shared/model/wire-reports.ts";
import { findReport } from "../../shared/reports/index.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { dueAt } from "../jobs/run-schedules.ts";
import type { SavedReport } from "../report-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";

/** Parameters of reports under a name, for everybody in the utility. */
export function savedReportsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/saved-reports", async (c) => {
      const { store } = callerOf(c).utility;
      const { timeZone } = await store.settings.utility();
      const saved = await store.savedReports.list();
      return c.json({ saved: saved.map((one) => wireOf(one, timeZone)) });
    })
    .put("/api/v1/saved-reports/:id", async (c) => {
      const { utility, actor } = callerOf(c);
      const saved = await savedOf(c, deps);
      await utility.store.savedReports.save(saved, {
        atMs: saved.savedAtMs,
        event: "saved-report.changed",
        by: actor,
        target: { kind: "saved-report", id: saved.id, name: saved.name },
        after: { report: saved.report, params: saved.params, schedule: saved.schedule ?? null },
      });
      return c.body(null, 204);
    })
    .delete("/api/v1/saved-reports/:id", async (c) => {
      const { utility, actor } = callerOf(c);
      const id = c.req.param("id");
      const known = (await utility.store.savedReports.list()).find((one) => one.id === id);
      if (!known) throw new HttpError("saved-report.not-found", { id });
      await utility.store.savedReports.remove(id, {
        atMs: deps.nowMs(),
        event: "saved-report.removed",
        by: actor,
        target: { kind: "saved-report", id, name: known.name },
      });
      return c.body(null, 204);
    });
}

function wireOf({ savedBy: _, savedAtMs: __, ...saved }: SavedReport, timeZone: string): WireSavedReport {
  const nextAtMs = dueAt({ savedBy: _, savedAtMs: __, ...saved }, timeZone);
  return { ...saved, ...(nextAtMs === undefined ? {} : { nextAtMs }) };
}

async function savedOf(c: Context, deps: Deps): Promise<SavedReport> {
  const { utility, actor } = callerOf(c);
  const body = await BodyFields.read(c);
  const report = findReport(body.text("report", { max: 100 }));
  if (!report) throw new HttpError("report.not-found");
  const params = body.get("params");
  const nowMs = deps.nowMs();
  const { timeZone } = await utility.store.settings.utility();
  const fault = report.check(params, { timeZone, nowMs });
  if (fault) throw new HttpError("report.invalid", fault);
  const schedule = scheduleOf(body);
  return {
    id: c.req.param("id") ?? "",
    name: body.text("name", { max: 120 }),
    report: report.id,
    params,
    ...(schedule ? { schedule } : {}),
    savedBy: actor.personId ?? "",
    savedAtMs: nowMs,
  };
}

function scheduleOf(body: BodyFields): SavedReport["schedule"] {
  const said = body.get("schedule");
  if (said === undefined || said === null) return undefined;
  const fields = new Map(Object.entries(typeof said === "object" ? said : {}));
  const [day, hour]: unknown[] = [fields.get("day"), fields.get("hour")];
  const isWhole = (value: unknown, low: number, high: number): value is number =>
    typeof value === "number" && Number.isInteger(value) && value >= low && value <= high;
  if (!(isWhole(day, 1, 28) && isWhole(hour, 0, 23))) throw invalid("schedule", "day 1–28 and hour 0–23");
  return { day, hour };
}
