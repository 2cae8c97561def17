import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import { nextUtcMonthStart, startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { BlockChange, BlocksSince, BlockVersion, TimeSpan, VersionedBlock } from "../reading-ports.ts";
import { deflateRaw } from "./block-compression.ts";
import {
  blockId,
  meterOfBlockId,
  meterOfSummaryId,
  monthOf,
  monthOfBlockId,
  monthOfSummaryId,
} from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { ChangeCount } from "./change-count.ts";
import type { MeterIds } from "./meter-ids.ts";
import type { ReadingQuery } from "./query-readings.ts";
import type { ReadingLog } from "./reading-log.ts";
import { type Sql, toNumber } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
  readonly changes: ChangeCount;
  readonly query: ReadingQuery;
}

/** A meter's months as blocks, for those who keep a copy, and which of them have changed. */
export class BlockQuery {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Months with readings, oldest first. */
  blocks(meter: MeterKey): BlockVersion[] {
    const id = this.#parts.ids.find(meter);
    if (id === undefined) return [];
    return this.#parts.query
      .monthsDescending({ id, key: meter }, Number.POSITIVE_INFINITY)
      .reverse()
      .map((month) => ({ monthMs: startOfUtcMonth(month), version: this.#version(id, month) }));
  }

  block(meter: MeterKey, atMs: number, spans?: readonly TimeSpan[]): VersionedBlock | undefined {
    const id = this.#parts.ids.find(meter);
    if (id === undefined) return undefined;
    const month = monthOf(atMs);
    // What came since is not the month: without the rest it would be drawn as if nothing were missing.
    if (this.#parts.blocks.isDamaged(id, month)) {
      this.#parts.blocks.whole(id, month);
      return undefined;
    }
    const isRecent = this.#parts.log.sets.some(({ changed }) => changed.has(blockId(id, month)));
    const bytes =
      spans || isRecent
        ? this.#made(meter, startOfUtcMonth(month), spans)
        : this.#parts.blocks.whole(id, month);
    return bytes && { version: this.#version(id, month), bytes };
  }

  isDamaged(meter: MeterKey, atMs: number): boolean {
    const id = this.#parts.ids.find(meter);
    return id !== undefined && this.#parts.blocks.isDamaged(id, monthOf(atMs));
  }

  since(cursor: number, limit: number): BlocksSince {
    const last = this.#parts.changes.last;
    if (cursor >= last) return { cursor: last, changes: [] };
    const throughSeq = this.#pageEnd(cursor, limit);
    const found = new Map<number, BlockChange>();
    for (const table of ["summaries", "gone_blocks"] as const) {
      for (const [id, seq] of this.#parts.sql.all(
        `SELECT id, changed_seq FROM ${table} WHERE changed_seq > ? AND changed_seq <= ?`,
        [cursor, throughSeq],
      )) {
        const [meterId, month] = [meterOfSummaryId(toNumber(id)), monthOfSummaryId(toNumber(id))];
        const change = this.#change(meterId, month, toNumber(seq));
        found.set(blockId(meterId, month), { ...change, isGone: table === "gone_blocks" });
      }
    }
    for (const { changed } of [...this.#parts.log.sets].reverse()) {
      for (const [id, seq] of changed) {
        if (seq <= cursor || seq > throughSeq) continue;
        found.set(id, this.#change(meterOfBlockId(id), monthOfBlockId(id), seq));
      }
    }
    return { cursor: throughSeq, changes: [...found.values()] };
  }

  #change(meterId: number, month: number, version: number): BlockChange {
    const meter = this.#parts.ids.keyOf(meterId);
    return { meter, monthMs: startOfUtcMonth(month), version, isGone: false };
  }

  /** The change at which about `limit` blocks have changed since `cursor`. */
  #pageEnd(cursor: number, limit: number): number {
    const seqs = ["summaries", "gone_blocks"].flatMap((table) =>
      this.#parts.sql
        .all(`SELECT changed_seq FROM ${table} WHERE changed_seq > ? ORDER BY changed_seq LIMIT ?`, [
          cursor,
          limit,
        ])
        .map(([seq]) => toNumber(seq)),
    );
    for (const { changed } of this.#parts.log.sets) {
      for (const seq of changed.values()) if (seq > cursor) seqs.push(seq);
    }
    if (seqs.length <= limit) return this.#parts.changes.last;
    return seqs.sort((a, b) => a - b)[limit - 1] ?? this.#parts.changes.last;
  }

  #version(id: number, month: number): number {
    for (const { changed } of this.#parts.log.sets) {
      const seq = changed.get(blockId(id, month));
      if (seq !== undefined) return seq;
    }
    return this.#parts.blocks.changedSeq(id, month);
  }

  #made(meter: MeterKey, monthMs: number, spans: readonly TimeSpan[] | undefined): Uint8Array | undefined {
    const whole = { fromMs: monthMs, toMs: nextUtcMonthStart(monthMs) };
    const months = (spans ?? [whole]).flatMap(({ fromMs, toMs }) =>
      this.#parts.query.columns(meter, Math.max(fromMs, whole.fromMs), Math.min(toMs, whole.toMs)),
    );
    const [first, ...others] = months;
    if (!first) return undefined;
    const block = encodeBlock(others.reduce(mergeMonths, first), deflateRaw);
    if (!block.ok) throw new Error(`a month of ${meter} is ${block.error.kind}`);
    return block.value;
  }
}
