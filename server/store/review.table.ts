import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { PeriodLocks } from "../../shared/model/period-lock.ts";
import type { RegisterValue, Source } from "../../shared/model/reading.ts";
import type { AuditNote } from "../people-ports.ts";
import type {
  Decision,
  EditKind,
  FindingsQuestion,
  FoundFindings,
  LockMove,
  PeriodLock,
  ReadingPlace,
  ReviewFinding,
  ValueEdit,
} from "../review-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { moveBilledNames } from "./billed-names.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, type SqlRow, toNumber, toText } from "./sql.ts";

const LOCK = "period-locked-before";
const AREA_LOCKS = "period-locked-areas";
const LOCK_MOVES = "period-lock-moves";
/** The audit log holds them all. */
const MOVES_KEPT = 50;
const FINDING =
  "id, meter, at_ms, source, point_id, detail, found_at_ms, decision, decided_by, decided_at_ms";
const EDIT =
  "id, meter, at_ms, source, point_id, kind, readings, reason, by_name, decided_at_ms, reverted_by, reverted_at_ms, was_implausible";

/** Findings about readings, and what people decided: rows are added; decisions and reversals are filled in once. */
export const createReviewTable = (sql: Sql, appendAudit: AppendAudit) => ({
  add: (findings: readonly ReviewFinding[]): void =>
    sql.transaction(() => {
      for (const one of findings) {
        const { id, meter, atMs, source, pointId, reason, register, found, limit, foundAtMs } = one;
        const detail = JSON.stringify({ reason, register, found, limit });
        sql.run("INSERT OR IGNORE INTO findings VALUES (?,?,?,?,?,?,?,NULL,NULL,NULL)", [
          ...[id, meter, atMs, source, pointId, detail, foundAtMs],
        ]);
      }
    }),
  list({ isOpen, limit, areas }: FindingsQuestion): FoundFindings {
    const state = `decision IS ${isOpen ? "" : "NOT"} NULL`;
    const place = "point_id IN (SELECT id FROM points WHERE area IN (SELECT value FROM json_each(?)))";
    const [where, scope] = areas === "all" ? [state, []] : [`${state} AND ${place}`, [JSON.stringify(areas)]];
    const rows = sql.all(
      `SELECT ${FINDING} FROM findings WHERE ${where} ORDER BY found_at_ms DESC, id LIMIT ?`,
      [...scope, limit],
    );
    const [total] = sql.get(`SELECT count(*) FROM findings WHERE ${where}`, scope) ?? [];
    return { total: toNumber(total ?? 0), findings: rows.map(findingOf) };
  },
  find(id: string): ReviewFinding | undefined {
    const row = sql.get(`SELECT ${FINDING} FROM findings WHERE id = ?`, [id]);
    return row && findingOf(row);
  },
  decide: ({ meter, atMs, source }: ReadingPlace, decision: Decision, by: string, note: AuditNote): void =>
    sql.transaction(() => {
      const changed = sql.run(
        `UPDATE findings SET decision = ?, decided_by = ?, decided_at_ms = ?
         WHERE meter = ? AND at_ms = ? AND source = ? AND decision IS NULL`,
        [decision, by, note.atMs, meter, atMs, source],
      );
      if (changed > 0) appendAudit(note);
    }),
  reopen({ meter, atMs, source }: ReadingPlace): void {
    sql.run(
      `UPDATE findings SET decision = NULL, decided_by = NULL, decided_at_ms = NULL
       WHERE meter = ? AND at_ms = ? AND source = ? AND decision IS NOT NULL`,
      [meter, atMs, source],
    );
  },
  ...editRows(sql, appendAudit),
  locks: (): PeriodLocks => locksOf(sql),
  lock: ({ beforeMs, area, reason }: PeriodLock, note: AuditNote): void =>
    sql.transaction(() => {
      const locks = locksOf(sql);
      const where = area === undefined ? {} : { area };
      const wasBeforeMs = area === undefined ? locks.beforeMs : (locks.areas[area] ?? 0);
      const move: LockMove = { beforeMs, ...where, wasBeforeMs, reason, by: note.by.name, atMs: note.atMs };
      if (area === undefined) writeSetting(sql, LOCK, String(beforeMs));
      else writeSetting(sql, AREA_LOCKS, JSON.stringify(withArea(locks.areas, area, beforeMs)));
      moveBilledNames(sql, locks, locksOf(sql));
      writeSetting(sql, LOCK_MOVES, JSON.stringify([move, ...movesOf(sql)].slice(0, MOVES_KEPT)));
      appendAudit({
        ...note,
        before: { ...where, lockedBeforeMs: wasBeforeMs },
        after: { ...where, lockedBeforeMs: beforeMs, ...(reason === "" ? {} : { reason }) },
      });
    }),
  lockMoves: (): readonly LockMove[] => movesOf(sql),
});

export const locksOf = (sql: Sql): PeriodLocks => ({
  beforeMs: Number(readSetting(sql, LOCK) ?? 0),
  areas: JSON.parse(readSetting(sql, AREA_LOCKS) ?? "{}") as PeriodLocks["areas"],
});

function withArea(areas: PeriodLocks["areas"], area: string, beforeMs: number): PeriodLocks["areas"] {
  const { [area]: _, ...others } = areas;
  return beforeMs === 0 ? others : { ...others, [area]: beforeMs };
}

const movesOf = (sql: Sql): readonly LockMove[] =>
  JSON.parse(readSetting(sql, LOCK_MOVES) ?? "[]") as LockMove[];

const editRows = (sql: Sql, appendAudit: AppendAudit) => ({
  addEdit: (edit: ValueEdit, note: AuditNote): void =>
    sql.transaction(() => {
      const { id, meter, atMs, source, pointId, kind, values, reason, by, decidedAtMs } = edit;
      const was = edit.wasImplausible;
      sql.run("INSERT INTO value_edits VALUES (?,?,?,?,?,?,?,?,?,?,NULL,NULL,?)", [
        ...[
          id,
          meter,
          atMs,
          source,
          pointId,
          kind,
          JSON.stringify(values, digitsAsText),
          reason,
          by,
          decidedAtMs,
          was === undefined ? null : Number(was),
        ],
      ]);
      appendAudit(note);
    }),
  edit(id: string): ValueEdit | undefined {
    const row = sql.get(`SELECT ${EDIT} FROM value_edits WHERE id = ?`, [id]);
    return row && editOf(row);
  },
  edits: (pointId: string): readonly ValueEdit[] =>
    sql
      .all(`SELECT ${EDIT} FROM value_edits WHERE point_id = ? ORDER BY decided_at_ms DESC, id`, [pointId])
      .map(editOf),
  revert: (id: string, by: string, note: AuditNote): boolean =>
    sql.transaction(() => {
      const changed = sql.run(
        "UPDATE value_edits SET reverted_by = ?, reverted_at_ms = ? WHERE id = ? AND reverted_at_ms IS NULL",
        [by, note.atMs, id],
      );
      if (changed > 0) appendAudit(note);
      return changed > 0;
    }),
});

/** Digits beyond 53 bits are `bigint`, which JSON does not know. */
const digitsAsText = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? Number(value) : value;

function findingOf(row: SqlRow): ReviewFinding {
  const [id, meter, atMs, source, pointId, detail, foundAtMs, decision, decidedBy, decidedAtMs] = row;
  return {
    id: toText(id),
    meter: toText(meter) as MeterKey,
    atMs: toNumber(atMs),
    source: toText(source) as Source,
    pointId: toText(pointId),
    ...(JSON.parse(toText(detail)) as Pick<ReviewFinding, "reason" | "register" | "found" | "limit">),
    foundAtMs: toNumber(foundAtMs),
    ...(decision === null
      ? {}
      : {
          decision: toText(decision) as Decision,
          decidedBy: toText(decidedBy),
          decidedAtMs: toNumber(decidedAtMs),
        }),
  };
}

function editOf(row: SqlRow): ValueEdit {
  const [id, meter, atMs, source, pointId, kind, values, reason, by, decidedAtMs, ...later] = row;
  const [revertedBy, revertedAtMs, wasImplausible] = later;
  return {
    id: toText(id),
    meter: toText(meter) as MeterKey,
    atMs: toNumber(atMs),
    source: toText(source) as Source,
    pointId: toText(pointId),
    kind: toText(kind) as EditKind,
    values: JSON.parse(toText(values)) as RegisterValue[],
    reason: toText(reason),
    by: toText(by),
    decidedAtMs: toNumber(decidedAtMs),
    ...(wasImplausible === null ? {} : { wasImplausible: wasImplausible === 1 }),
    ...(revertedAtMs === null
      ? {}
      : { revertedBy: toText(revertedBy), revertedAtMs: toNumber(revertedAtMs) }),
  };
}
