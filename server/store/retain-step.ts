import { decodeBlockHeader } from "../../shared/blocks/block-header.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { packReadings } from "../../shared/blocks/pack-readings.ts";
import { thinMonth } from "../../shared/blocks/thin-month.ts";
import type { RetentionOutcome, RetentionStep } from "../reading-ports.ts";
import { deflateRaw } from "./block-compression.ts";
import { LAST_METER, meterOfSummaryId, monthOf, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { ChangeCount } from "./change-count.ts";
import type { MeterIds } from "./meter-ids.ts";
import { newestInBlocks } from "./newest-plausible.ts";
import type { ReadingLog } from "./reading-log.ts";
import { type Sql, toBytes, toNumber } from "./sql.ts";
import type { StoredCount } from "./stored-count.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
  readonly stored: StoredCount;
  readonly changes: ChangeCount;
}

/** Meters a step takes: a few tens of milliseconds, so that commits hardly notice. */
const METERS_AT_ONCE = 64;
/** First and last reading of a month stay beside those of its days. */
const EDGES = 2;

/** Takes old readings out of blocks: all but one a day, or all. */
export function retainStep(parts: Parts, step: RetentionStep): RetentionOutcome {
  const month = monthOf(step.atMs);
  const held = new Set(step.held.map((meter) => parts.ids.find(meter)));
  const rows = parts.sql.all(
    "SELECT id, header FROM summaries WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?",
    [summaryId(step.from ?? 0, month), summaryId(LAST_METER, month), METERS_AT_ONCE],
  );
  let removed = 0;
  const changed: number[] = [];
  try {
    parts.changes.change((seq) => {
      for (const [id, header] of rows) {
        const meterId = meterOfSummaryId(toNumber(id));
        if (held.has(meterId)) continue;
        const gone = retainMeter(parts, { meterId, month, step, seq, header: toBytes(header) });
        removed += gone;
        if (gone > 0) changed.push(meterId);
      }
      parts.stored.save(-removed);
    });
  } catch (error) {
    parts.ids.reload();
    throw error;
  }
  parts.stored.add(-removed);
  for (const meterId of changed) {
    for (const { readings, fresh } of parts.log.sets) fresh.doubt(meterId, readings.keysOf(meterId));
  }
  const last = rows.at(-1);
  return last && rows.length === METERS_AT_ONCE
    ? { removed, next: meterOfSummaryId(toNumber(last[0])) + 1 }
    : { removed };
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
    const { count, firstMs, lastMs } = known.value;
    const days = dayStartsMs?.filter((dayMs) => dayMs > firstMs && dayMs < lastMs).length;
    removed += Math.max(0, count - (days === undefined ? 0 : days + EDGES));
  }
  return removed;
}

interface OneMonth {
  readonly meterId: number;
  readonly month: number;
  readonly step: RetentionStep;
  readonly seq: number;
  readonly header: Uint8Array;
}

function retainMeter(parts: Parts, { meterId, month, step, seq, header }: OneMonth): number {
  const { blocks } = parts;
  const known = decodeBlockHeader(header);
  const count = known.ok ? known.value.count : 0;
  if (!step.dayStartsMs) {
    removeMonth(parts, { meterId, month, seq, lastMs: known.ok ? known.value.lastMs : undefined });
    return count;
  }
  if (count <= step.dayStartsMs.length + EDGES) return 0;
  const full = blocks.read(meterId, month);
  const thinned = full && thinMonth(full, step.dayStartsMs);
  if (!thinned || thinned === full) return 0;
  const block = encodeBlock(thinned, deflateRaw);
  const thinHeader = block.ok ? decodeBlockHeader(block.value) : block;
  if (!(block.ok && thinHeader.ok)) throw new Error(`a thinned month of ${thinned.meter} cannot be written`);
  blocks.write({ meterId, month, seq }, block.value, thinHeader.value);
  return count - thinned.timesMs.length;
}

interface GoneMonth extends Pick<OneMonth, "meterId" | "month" | "seq"> {
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
