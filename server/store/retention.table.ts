import type { MeterKey } from "../../shared/model/meter-id.ts";
import { CLOCK_AHEAD } from "../../shared/model/wire-retention.ts";
import type { AuditNote } from "../people-ports.ts";
import {
  DEFAULT_RETENTION,
  type LegalHold,
  type RetentionRun,
  type RetentionSettings,
} from "../retention-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { removedPointQueries } from "./removed-points.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const SETTINGS = "retention";
const JOB = "retention";
const DELETED_BEFORE = "deleted-before-ms";
const YEAR_MS = 365 * 86_400_000;

/** How long readings and frames are kept, what is exempt from that, and when it was last seen to. */
export const createRetentionTable = (sql: Sql, appendAudit: AppendAudit) => ({
  settings: (): RetentionSettings => readRetention(sql),
  save: (settings: RetentionSettings, note: AuditNote): void =>
    sql.transaction(() => {
      const before = readRetention(sql);
      writeSetting(sql, SETTINGS, JSON.stringify(settings));
      appendAudit({ ...note, before, after: settings });
    }),
  lastRun: (): RetentionRun | undefined => readLastRun(sql),
  deletedBeforeMs: (): number => readDeletedBefore(sql),
  noteDeleted(beforeMs: number): void {
    writeSetting(sql, DELETED_BEFORE, String(Math.max(beforeMs, readDeletedBefore(sql))));
  },
  saveRun: ({ atMs, ...outcome }: RetentionRun, note: AuditNote): void =>
    sql.transaction(() => {
      sql.run(
        `INSERT INTO jobs (name, last_at_ms, last_outcome) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET last_at_ms = excluded.last_at_ms, last_outcome = excluded.last_outcome`,
        [JOB, atMs, JSON.stringify(outcome)],
      );
      appendAudit({ ...note, after: outcome });
    }),
  ...removedPointQueries(sql, appendAudit),
  holds: (): readonly LegalHold[] =>
    sql
      .all(
        "SELECT id, point_id, reason, by_name, at_ms, meters FROM legal_holds WHERE released_at_ms IS NULL ORDER BY at_ms",
      )
      .map(holdOf),
  hold: (hold: LegalHold, note: AuditNote): void =>
    sql.transaction(() => {
      const { id, pointId, reason, by, atMs } = hold;
      sql.run("INSERT INTO legal_holds (id, point_id, reason, by_name, at_ms) VALUES (?, ?, ?, ?, ?)", [
        id,
        pointId,
        reason,
        by,
        atMs,
      ]);
      holdMetersOfGone(sql, id, pointId);
      appendAudit({ ...note, after: { reason } });
    }),
  /** False when there is no such hold any more. */
  release: (id: string, note: AuditNote): boolean =>
    sql.transaction(() => {
      const changed = sql.run(
        "UPDATE legal_holds SET released_at_ms = ? WHERE id = ? AND released_at_ms IS NULL",
        [note.atMs, id],
      );
      if (changed > 0) appendAudit(note);
      return changed > 0;
    }),
});

function readRetention(sql: Sql): RetentionSettings {
  const text = readSetting(sql, SETTINGS);
  const saved = text === undefined ? {} : (JSON.parse(text) as Partial<RetentionSettings>);
  // Numbers that came later than the settings.
  return { ...DEFAULT_RETENTION, ...saved };
}

function readLastRun(sql: Sql): RetentionRun | undefined {
  const row = sql.get("SELECT last_at_ms, last_outcome FROM jobs WHERE name = ?", [JOB]);
  if (!row || row[0] === null) return undefined;
  return { atMs: toNumber(row[0]), ...(JSON.parse(toText(row[1])) as Omit<RetentionRun, "atMs">) };
}

/** What ran before that was noted deleted by the years it was set to; what is set now is the nearest to it that is known. */
function readDeletedBefore(sql: Sql): number {
  const noted = readSetting(sql, DELETED_BEFORE);
  if (noted !== undefined) return Number(noted);
  const last = readLastRun(sql);
  return last && last.failure !== CLOCK_AHEAD ? last.atMs - readRetention(sql).years * YEAR_MS : 0;
}

/** A held point is about to be taken away: its hold keeps the meters that hung there. */
export function keepHeldMeters(sql: Sql, pointId: string): void {
  sql.run(
    `UPDATE legal_holds SET meters = (SELECT json_group_array(DISTINCT meter) FROM segments WHERE point_id = ?)
     WHERE point_id = ? AND released_at_ms IS NULL`,
    [pointId, pointId],
  );
}

/** Where the point was taken away already, its meters are held by what was noted then. */
function holdMetersOfGone(sql: Sql, holdId: string, pointId: string): void {
  sql.run(
    `UPDATE legal_holds SET meters = (
       SELECT json_group_array(DISTINCT json_extract(one.value, '$.meter'))
       FROM removed_points AS gone, json_each(gone.mountings) AS one WHERE gone.id = ?1
     ) WHERE id = ?2 AND EXISTS (SELECT 1 FROM removed_points WHERE id = ?1)`,
    [pointId, holdId],
  );
}

const holdOf = ([id, pointId, reason, by, atMs, meters]: SqlRow): LegalHold => ({
  id: toText(id),
  pointId: toText(pointId),
  reason: toText(reason),
  by: toText(by),
  atMs: toNumber(atMs),
  ...(toText(meters) === "[]" ? {} : { metersOfGone: JSON.parse(toText(meters)) as readonly MeterKey[] }),
});
