import { appendEdges } from "../../shared/blocks/append-edges.ts";
import type { CountMonth } from "../../shared/blocks/month-columns.ts";
import { edgesOf } from "../../shared/blocks/month-edges.ts";
import {
  areEdgesFor,
  type EdgeMoments,
  EdgeReader,
  packEdges,
  packMoments,
} from "../../shared/blocks/pack-edges.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import { summaryId } from "./block-ids.ts";
import { MonthStarts } from "./month-starts.ts";
import { type Sql, toBytes } from "./sql.ts";

/**
 * Beside each block, what it says of its counters around the starts of the utility's months in it
 * (`shared/blocks/pack-edges.ts`): a month's report reads these small rows and opens no block. They are written
 * with the block, in its transaction. Rows begin with the moments they are for: those of another time zone are
 * known by them, and made anew; so are damaged ones, known by their checksum.
 */
export class EdgesTable {
  readonly starts: MonthStarts;
  readonly #sql: Sql;
  readonly #reader = new EdgeReader();

  constructor(sql: Sql) {
    this.#sql = sql;
    this.starts = new MonthStarts(sql);
  }

  /** What a month's edges begin with when they are for the utility's calendar as it is now. */
  head(month: number): Uint8Array {
    return packMoments(this.moments(month));
  }

  /** A month's edges as they are kept. */
  pack(month: number, columns: CountMonth): Uint8Array | undefined {
    const moments = this.moments(month);
    return packEdges(edgesOf(columns, moments.momentsMs), moments);
  }

  /** A month's edges with rows that come behind all of its own; `undefined` where only the whole month tells. */
  append(meterId: number, month: number, later: CountMonth): Uint8Array | undefined {
    const packed = this.read(meterId, month);
    if (!packed || !areEdgesFor(packed, this.head(month))) return undefined;
    const moments = this.moments(month);
    const known = this.#reader.readAll(packed, moments.monthMs);
    const edges = known && appendEdges(known, later, moments.momentsMs);
    return edges && packEdges(edges, moments);
  }

  /** Call this in the transaction that writes the block. */
  write(meterId: number, month: number, packed: Uint8Array | undefined): void {
    if (packed)
      this.#sql.run("INSERT OR REPLACE INTO month_edges VALUES (?, ?)", [summaryId(meterId, month), packed]);
    else this.remove(meterId, month);
  }

  remove(meterId: number, month: number): void {
    this.#sql.run("DELETE FROM month_edges WHERE id = ?", [summaryId(meterId, month)]);
  }

  read(meterId: number, month: number): Uint8Array | undefined {
    const row = this.#sql.get("SELECT bytes FROM month_edges WHERE id = ?", [summaryId(meterId, month)]);
    return row && toBytes(row[0]);
  }

  /** What a month's edges are for. */
  moments(month: number): EdgeMoments {
    return { monthMs: startOfUtcMonth(month), momentsMs: this.starts.within(month) };
  }
}
