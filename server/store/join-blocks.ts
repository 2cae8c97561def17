import { meterOfSummaryId, monthOfSummaryId } from "./block-ids.ts";
import type { BlockWriter } from "./block-writer.ts";
import { type Sql, toNumber } from "./sql.ts";

/** Blocks in a transaction. */
const AT_ONCE = 256;

/** Makes one block of every month that lies in pieces. */
export function joinBlocks(sql: Sql, writer: BlockWriter): void {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    // The third byte of a header is its version: 2 of blocks in pieces.
    const ids = sql
      .all("SELECT id FROM summaries WHERE id > ? AND substr(header, 3, 1) = x'02' ORDER BY id LIMIT ?", [
        after,
        AT_ONCE,
      ])
      .map(([id]) => toNumber(id));
    const last = ids.at(-1);
    if (last === undefined) return;
    sql.transaction(() => {
      for (const id of ids) writer.join(meterOfSummaryId(id), monthOfSummaryId(id));
    });
    after = last;
  }
}
