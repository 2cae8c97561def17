import { areEdgesFor } from "../../shared/blocks/pack-edges.ts";
import type { EdgesFilled } from "../reading-ports.ts";
import { LAST_METER, meterOfSummaryId, monthOfSummaryId, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { EdgesTable } from "./edges.table.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toBytes, toNumber } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly blocks: BlocksTable;
}

/** The time zone for whose months every block has its edges. */
const WHOLE_FOR = "edges.whole-for";
/** Where filling goes on, as `<time zone> <summary id>`. */
const FILLED_TO = "edges.filled-to";
/** Blocks looked at in a step, and of those the most that are opened: some tens of milliseconds. */
const LOOKED_AT = 4096;
const OPENED = 192;

/** Whether every block that can be read has its edges for the utility's calendar. */
export const areEdgesWhole = (sql: Sql, edges: EdgesTable): boolean =>
  readSetting(sql, WHOLE_FOR) === edges.starts.timeZone;

/** Meters whose blocks among these have no edges. */
export const withoutEdges = (sql: Sql, fromId: number, toId: number): number[] =>
  sql
    .all(
      "SELECT id FROM summaries WHERE id BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM month_edges e WHERE e.id = summaries.id)",
      [fromId, toId],
    )
    .map(([id]) => meterOfSummaryId(toNumber(id)));

/**
 * A step of making the edges of blocks from before there were any, or from before the utility had its time
 * zone; newest months first. Blocks that are written meanwhile have theirs.
 */
export function fillEdges(parts: Parts): EdgesFilled {
  const { sql, blocks } = parts;
  const { timeZone } = blocks.edges.starts;
  if (areEdgesWhole(sql, blocks.edges)) return { filled: 0, share: 1, isWhole: true };
  return sql.transaction(() => {
    const months = blocks.allMonths();
    const at = placeOf(sql, timeZone, months);
    const month = months.findLast((one) => one <= at.month);
    if (month === undefined) {
      writeSetting(sql, WHOLE_FOR, timeZone);
      return { filled: 0, share: 1, isWhole: true };
    }
    const meter = month === at.month ? at.meter : 0;
    const { filled, next } = fillStretch(parts, month, meter);
    writeSetting(
      sql,
      FILLED_TO,
      `${timeZone} ${summaryId(next ?? 0, next === undefined ? month - 1 : month)}`,
    );
    const through = months.filter((one) => one > month).length + (next === undefined ? 1 : 0);
    return { filled, share: through / months.length, isWhole: false };
  });
}

function placeOf(
  sql: Sql,
  timeZone: string,
  months: readonly number[],
): { readonly month: number; readonly meter: number } {
  const [zone, id] = (readSetting(sql, FILLED_TO) ?? "").split(" ");
  if (zone !== timeZone || id === undefined) return { month: months.at(-1) ?? 0, meter: 0 };
  return { month: monthOfSummaryId(Number(id)), meter: meterOfSummaryId(Number(id)) };
}

/** Some meters of a month from one on; `next` where there are more. */
function fillStretch(
  { sql, blocks }: Parts,
  month: number,
  fromMeter: number,
): { readonly filled: number; readonly next?: number } {
  const head = blocks.edges.head(month);
  const rows = sql.all(
    "SELECT s.id, e.bytes FROM summaries s LEFT JOIN month_edges e ON e.id = s.id WHERE s.id BETWEEN ? AND ? ORDER BY s.id LIMIT ?",
    [summaryId(fromMeter, month), summaryId(LAST_METER, month), LOOKED_AT],
  );
  let filled = 0;
  for (const [id, bytes] of rows) {
    if (bytes !== null && areEdgesFor(toBytes(bytes), head)) continue;
    const meterId = meterOfSummaryId(toNumber(id));
    if (filled === OPENED) return { filled, next: meterId };
    blocks.fillEdges(meterId, month);
    filled += 1;
  }
  const last = rows.at(-1);
  if (!last || rows.length < LOOKED_AT) return { filled };
  return { filled, next: meterOfSummaryId(toNumber(last[0])) + 1 };
}
