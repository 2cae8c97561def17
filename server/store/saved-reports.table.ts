import type { AuditNote } from "../people-ports.ts";
import type { ReportSchedule, SavedReport, ScheduledRun } from "../report-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const COLUMNS = "id, name, report, params, schedule, saved_by, saved_at_ms";
const jobOf = (id: string): string => `report:${id}`;

/** Parameters of reports under a name, for everybody in the utility. */
export const createSavedReportsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  list: (): readonly SavedReport[] =>
    sql
      .all(
        `SELECT saved_reports.id, saved_reports.name, report, params, schedule, saved_by, saved_at_ms,
           last_at_ms, last_outcome FROM saved_reports
         LEFT JOIN jobs ON jobs.name = 'report:' || saved_reports.id ORDER BY saved_reports.name, saved_reports.id`,
      )
      .map(savedOf),
  noteRun(id: string, { atMs, outcome }: ScheduledRun): void {
    sql.run("INSERT OR REPLACE INTO jobs VALUES (?, NULL, ?, ?)", [jobOf(id), atMs, outcome]);
  },
  save: (saved: SavedReport, note: AuditNote): void =>
    sql.transaction(() => {
      sql.run(`INSERT OR REPLACE INTO saved_reports (${COLUMNS}) VALUES (?,?,?,?,?,?,?)`, [
        saved.id,
        saved.name,
        saved.report,
        JSON.stringify(saved.params),
        saved.schedule ? JSON.stringify(saved.schedule) : null,
        saved.savedBy,
        saved.savedAtMs,
      ]);
      appendAudit(note);
    }),
  remove: (id: string, note: AuditNote): boolean =>
    sql.transaction(() => {
      const removed = sql.run("DELETE FROM saved_reports WHERE id = ?", [id]);
      sql.run("DELETE FROM jobs WHERE name = ?", [jobOf(id)]);
      if (removed > 0) appendAudit(note);
      return removed > 0;
    }),
});

const savedOf = ([
  id,
  name,
  report,
  params,
  schedule,
  savedBy,
  savedAtMs,
  lastMs,
  outcome,
]: SqlRow): SavedReport => ({
  id: toText(id),
  name: toText(name),
  report: toText(report),
  params: JSON.parse(toText(params)) as unknown,
  ...(schedule === null ? {} : { schedule: JSON.parse(toText(schedule)) as ReportSchedule }),
  savedBy: toText(savedBy),
  savedAtMs: toNumber(savedAtMs),
  ...(typeof lastMs === "number" ? { last: { atMs: lastMs, outcome: toText(outcome) } } : {}),
});
