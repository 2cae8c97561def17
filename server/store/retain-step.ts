import { decodeBlockHeader, decodeRowCount } from "../../shared/blocks/block-header.ts";
import type { EdgeMoments } from "../../shared/blocks/pack-edges.ts";
import { packReadings } from "../../shared/blocks/pack-readings.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { RetentionOutcome, RetentionStep } from "../reading-ports.ts";
import { LAST_METER, meterOfSummaryId, monthOf, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { ChangeCount } from "./change-count.ts";
import type { MeterIds } from "./meter-ids.ts";
import { newestInBlocks } from "./newest-plausible.ts";
import type { ReadingLog } from "./reading-log.ts";
import { type Sql, toBytes, toNumber } from "./sql.ts";
import type { StoredCount } from "./stored-count.ts";
import { mostRows, type ThinnedMonth, type ThinnedMonths, thinBlocks } from "./thin-blocks.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
  readonly stored: StoredCount;
  readonly changes: ChangeCount;
}

/** Meters a step takes: ten to twenty milliseconds of the store's thread, no more than commits under way wait for anyway. */
const METERS_AT_ONCE = 256;

/** Takes old readings out of blocks: all but one a day, or all. */
export function retainStep(parts: Parts, step: RetentionStep): RetentionOutcome {
  if (!step.dayStartsMs) return removeMonths(parts, step);
  const { months, moments, ...next } = monthsToThin(parts, step);
  const thinned = thinBlocks(
    months.map(({ block }) => block),
    { dayStartsMs: step.dayStartsMs, moments },
  );
  return { removed: putThinned(parts, step.atMs, months, thinned), ...next };
}

/** A meter's month as it lies in the store; by its header the store knows later whether it changed meanwhile. */
export interface StoredMonth {
  readonly meterId: number;
  readonly header: Uint8Array;
  readonly block: Uint8Array;
}

/** The months a step of thinning is about. */
export interface MonthsToThin {
  readonly months: readonly StoredMonth[];
  /** What the edges beside them are for. */
  readonly moments: EdgeMoments;
  readonly next?: number;
}

/** Blocks that have more readings than may stay; `thinBlocks` does the work, here or elsewhere. */
export function monthsToThin(parts: Parts, step: RetentionStep): MonthsToThin {
  const most = mostRows(step.dayStartsMs ?? []);
  const { rows, next } = rowsOf(parts, step);
  const months = rows.flatMap(({ meterId, month, header }): readonly StoredMonth[] => {
    const known = decodeRowCount(header);
    if (known && (known.count <= most || known.isThinned)) return [];
    const block = parts.blocks.bytes(meterId, month);
    return block ? [{ meterId, header, block }] : [];
  });
  return { months, moments: parts.blocks.edges.moments(monthOf(step.atMs)), ...next };
}

/**
 * Writes thinned months in the place of those they were made of (`months`), where these have not changed; gives how
 * many readings went.
 */
export function putThinned(
  parts: Parts,
  atMs: number,
  months: readonly StoredMonth[],
  { thinned, unreadable }: ThinnedMonths,
): number {
  const month = monthOf(atMs);
  for (const at of unreadable) {
    const damaged = months[at];
    // Read once more, so that the operator hears of it.
    if (damaged) parts.blocks.read(damaged.meterId, month);
  }
  if (thinned.length === 0) return 0;
  let removed = 0;
  const changed: StoredMonth[] = [];
  parts.changes.change((seq) => {
    for (const one of thinned) {
      // Where nothing went, nothing changes for those who have a copy.
      const before = replaceMonth(parts.blocks, month, { months, one, ...(one.removed > 0 ? { seq } : {}) });
      if (!before) continue;
      removed += one.removed;
      changed.push(before);
    }
    parts.stored.save(-removed);
  });
  settle(parts, { added: -removed, month }, changed);
  return removed;
}

/**
 * Writes a month that was made of another in its place, where that one lies in the store as it was given away; gives it
 * then. Call it in a transaction.
 */
export function replaceMonth(
  blocks: BlocksTable,
  month: number,
  { months, one, seq }: { months: readonly StoredMonth[]; one: ThinnedMonth; seq?: number },
): StoredMonth | undefined {
  const given = months[one.at];
  if (!given) return undefined;
  const { block, headerBytes, edges } = one;
  const place = {
    meterId: given.meterId,
    month,
    before: given.header,
    ...(seq === undefined ? {} : { seq }),
  };
  const isReplaced = blocks.replace(place, { bytes: block, headerBytes, ...(edges ? { edges } : {}) });
  return isReplaced ? given : undefined;
}

function removeMonths(parts: Parts, step: RetentionStep): RetentionOutcome {
  const { rows, next } = rowsOf(parts, step);
  let removed = 0;
  try {
    parts.changes.change((seq) => {
      for (const { meterId, month, header } of rows) {
        const known = decodeBlockHeader(header);
        const { count, lastMs } = known.ok ? known.value : { count: 0, lastMs: undefined };
        removeMonth(parts, { meterId, month, seq, lastMs });
        removed += count;
      }
      parts.stored.save(-removed);
    });
  } catch (error) {
    parts.ids.reload();
    throw error;
  }
  settle(parts, { added: -removed, month: monthOf(step.atMs) }, rows);
  return { removed, ...next };
}

function settle(
  { stored, log }: Parts,
  { added, month }: { readonly added: number; readonly month: number },
  changed: readonly { readonly meterId: number }[],
): void {
  stored.add(added);
  // Recent readings are mostly of later months: about them nothing changed.
  const touched = log.sets.filter(({ readings }) => readings.oldestMs < startOfUtcMonth(month + 1));
  for (const { meterId } of changed) {
    for (const { readings, fresh } of touched) fresh.doubt(meterId, readings.keysOf(meterId));
  }
}

interface SummaryRow {
  readonly meterId: number;
  readonly month: number;
  readonly header: Uint8Array;
}

/** The step's meters with a block of its month, but for those that are held. */
function rowsOf(
  { sql, ids }: Parts,
  step: RetentionStep,
): { readonly rows: readonly SummaryRow[]; readonly next: { readonly next?: number } } {
  const month = monthOf(step.atMs);
  const held = new Set(step.held.map((meter) => ids.find(meter)));
  const all = sql
    .all("SELECT id, header FROM summaries WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?", [
      summaryId(step.from ?? 0, month),
      summaryId(LAST_METER, month),
      METERS_AT_ONCE,
    ])
    .map(([id, header]) => ({ meterId: meterOfSummaryId(toNumber(id)), month, header: toBytes(header) }));
  const last = all.at(-1);
  return {
    rows: all.filter(({ meterId }) => !held.has(meterId)),
    next: last && all.length === METERS_AT_ONCE ? { next: last.meterId + 1 } : {},
  };
}

/** Readings that all of a month's retention would remove, from what blocks say of themselves. */
export function weighMonth(
  { sql, ids }: Pick<Parts, "sql" | "ids">,
  { atMs, dayStartsMs, held }: Omit<RetentionStep, "from">,
): number {
  const month = monthOf(atMs);
  const heldIds = new Set(held.map((meter) => ids.find(meter)));
  let removed = 0;
  for (const [id, header] of sql.all("SELECT id, header FROM summaries WHERE id BETWEEN ? AND ?", [
    summaryId(0, month),
    summaryId(LAST_METER, month),
  ])) {
    if (heldIds.has(meterOfSummaryId(toNumber(id)))) continue;
    const known = decodeBlockHeader(toBytes(header));
    if (!known.ok) continue;
    const { count, firstMs, lastMs, isThinned } = known.value;
    const days = dayStartsMs?.filter((dayMs) => dayMs > firstMs && dayMs < lastMs);
    if (!(days && isThinned)) removed += Math.max(0, count - (days ? mostRows(days) : 0));
  }
  return removed;
}

interface GoneMonth {
  readonly meterId: number;
  readonly month: number;
  readonly seq: number;
  /** Of its last reading; `undefined` where its header cannot be read. */
  readonly lastMs: number | undefined;
}

function removeMonth({ blocks, ids }: Parts, { meterId, month, seq, lastMs }: GoneMonth): void {
  blocks.remove({ meterId, month, seq });
  const foldedMs = ids.foldedLastMs(meterId);
  if (lastMs !== undefined && lastMs >= foldedMs) ids.forgetFolded(meterId);
  else if (monthOf(ids.newestMs(meterId) ?? 0) === month) {
    const left = newestInBlocks(blocks, meterId);
    ids.setFolded(meterId, foldedMs, left && packReadings([left]));
  }
}
