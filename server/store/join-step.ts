import { decodePieceCount } from "../../shared/blocks/block-header.ts";
import type { EdgeMoments } from "../../shared/blocks/pack-edges.ts";
import { LAST_METER, meterOfSummaryId, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import { replaceMonth, type StoredMonth } from "./retain-step.ts";
import { type Sql, toBytes, toNumber } from "./sql.ts";
import type { ThinnedMonths } from "./thin-blocks.ts";

interface Parts {
  readonly sql: Sql;
  readonly blocks: BlocksTable;
}

/** Pieces from which a growing month is made one block: half of the meters at these, half at up to twice as many. */
const JOINED_FROM = 6;
/** Months that may still have pieces: the running one, the one before, and one for a clock that runs ahead. */
const MONTHS_BACK = 3;
/** Headers looked at in a step, and of their blocks the most that are joined: some ten milliseconds. */
const LOOKED_AT = 2048;
const AT_ONCE = 128;

/** Where joining goes on. */
export interface JoinPlace {
  readonly month: number;
  /** Number of the first meter. */
  readonly from: number;
}

/** Which months are due. Whoever asks counts up `pass`, so that of a month that is over not all come at once. */
export interface JoinRule {
  readonly pass: number;
  readonly joinedFrom?: number | undefined;
}

export interface MonthsToJoin {
  readonly month: number;
  readonly months: readonly StoredMonth[];
  readonly moments: EdgeMoments;
  readonly next?: JoinPlace;
}

/** Blocks of enough pieces, from a place on, or from the first; `undefined` where there are no blocks at all. */
export function monthsToJoin(
  { sql, blocks }: Parts,
  { pass, joinedFrom = JOINED_FROM }: JoinRule,
  place?: JoinPlace,
): MonthsToJoin | undefined {
  const all = blocks.allMonths().slice(-MONTHS_BACK);
  const month = place?.month ?? all[0];
  if (month === undefined) return undefined;
  const isOver = month !== all.at(-1);
  const isDue = (meterId: number, pieces: number): boolean => {
    const turn = meterId % joinedFrom;
    return isOver ? pieces > 1 && turn === pass % joinedFrom : pieces > 1 && pieces >= joinedFrom + turn;
  };
  const rows = sql.all("SELECT id, header FROM summaries WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?", [
    summaryId(place?.from ?? 0, month),
    summaryId(LAST_METER, month),
    LOOKED_AT,
  ]);
  const months: StoredMonth[] = [];
  let lastMeter = -1;
  for (const [id, bytes] of rows) {
    if (months.length === AT_ONCE) break;
    const header = toBytes(bytes);
    lastMeter = meterOfSummaryId(toNumber(id));
    if (!isDue(lastMeter, decodePieceCount(header) ?? 1)) continue;
    const block = blocks.bytes(lastMeter, month);
    if (block) months.push({ meterId: lastMeter, header, block });
  }
  const hasMore = rows.length === LOOKED_AT || months.length === AT_ONCE;
  const nextMonth = all.find((one) => one > month);
  const next = hasMore ? { month, from: lastMeter + 1 } : nextMonth && { month: nextMonth, from: 0 };
  return { month, months, moments: blocks.edges.moments(month), ...(next ? { next } : {}) };
}

/** Writes blocks in the place of the pieces they were made of, where these have not changed. Nothing changes for those who read them. */
export function putJoined(
  { sql, blocks }: Parts,
  { month, months }: Pick<MonthsToJoin, "month" | "months">,
  joined: ThinnedMonths,
): void {
  if (joined.thinned.length === 0) return;
  sql.transaction(() => {
    for (const one of joined.thinned) replaceMonth(blocks, month, { months, one });
  });
}
