import { packReadings } from "../../shared/blocks/pack-readings.ts";
import type { ReadingBatch } from "../../shared/blocks/reading-batch.ts";
import { unpackReadings } from "../../shared/blocks/unpack-readings.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import { SOURCES } from "../../shared/model/reading.ts";
import type { DecodedBatch, Outcome } from "../reading-ports.ts";
import { blockId, monthOf } from "./block-ids.ts";
import type { ChangeCount } from "./change-count.ts";
import { describeDamagedCommit } from "./describe-damage.ts";
import { FreshCount } from "./fresh-count.ts";
import { isMeantBy, type MeantSpan } from "./meant-span.ts";
import type { MeterIds } from "./meter-ids.ts";
import { packOutcomes, unpackOutcomes } from "./outcome-list.ts";
import type { OutcomesTable } from "./outcomes.table.ts";
import { RecentReadings, type RowKey } from "./recent-readings.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toBytes, toNumber, toText } from "./sql.ts";

/** A `DecodedBatch` packed by the caller, so that the store's thread gets two byte arrays. */
export interface PackedCommit {
  readonly decodedSeq: number;
  readonly readings: Uint8Array;
  readonly outcomes: Uint8Array;
  readonly formats: DecodedBatch["formats"];
}

export const packCommit = (batch: DecodedBatch): PackedCommit => ({
  decodedSeq: batch.decodedSeq,
  readings: packReadings(batch.readings),
  outcomes: packOutcomes(batch.outcomes),
  formats: batch.formats,
});

/** A span of a meter's readings that gave way, and the batch that came in its place. */
export interface PackedReplacement extends MeantSpan {
  readonly meterId: number;
  readonly readings: Uint8Array;
}

/** Recent readings with how many of them blocks do not have. */
export class RecentSet {
  readonly readings = new RecentReadings();
  readonly fresh = new FreshCount();
  /** By block id: the change that last touched the meter's month. */
  readonly changed = new Map<number, number>();
}

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly outcomes: OutcomesTable;
  readonly changes: ChangeCount;
  readonly report: (text: string) => void;
}

const DECODED_SEQ = "decoded-seq";

/**
 * Commits: each is one row of the batch log (durable) and its readings in memory (findable). While a
 * fold writes the older readings into blocks they are `folding`, and new ones gather in `active`.
 */
export class ReadingLog {
  readonly #parts: Parts;
  active = new RecentSet();
  folding: RecentSet | undefined;
  /** Bytes of batches since the last fold began. */
  byteLength = 0;
  #foldingThrough = 0;
  /** Commits nobody can read: kept aside when the log is shortened. */
  readonly #damaged: number[] = [];
  #decodedSeq: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#decodedSeq = Number(readSetting(parts.sql, DECODED_SEQ) ?? 0);
    this.#replay();
  }

  get decodedSeq(): number {
    return this.#decodedSeq;
  }

  /** Recent readings, those that win over others first. */
  get sets(): readonly RecentSet[] {
    return this.folding ? [this.active, this.folding] : [this.active];
  }

  /** Commits several batches with one sync: all of them or none. */
  commit(commits: readonly PackedCommit[]): void {
    const { sql, ids, changes } = this.#parts;
    const firstSeq = changes.last + 1;
    const opened = commits.map((commit) => this.#open(commit));
    try {
      sql.transaction(() => {
        for (const [index, commit] of commits.entries()) {
          this.#insert(commit, firstSeq + index);
          for (const meter of opened[index]?.batch.meters ?? []) ids.idOf(meter);
          for (const { meter } of opened[index]?.outcomes ?? []) if (meter !== undefined) ids.idOf(meter);
        }
      });
    } catch (error) {
      ids.reload();
      throw error;
    }
    changes.took(changes.last + commits.length);
    for (const [index, one] of opened.entries()) this.#take(one, firstSeq + index);
  }

  /** Writes down what gave way and what came instead. Call this in a transaction, then `takeReplacement`. */
  recordReplacement(seq: number, { meterId, fromMs, toMs, sources, readings }: PackedReplacement): void {
    this.#parts.sql.run("INSERT INTO replaced_spans VALUES (?, ?, ?, ?, ?, ?)", [
      seq,
      meterId,
      fromMs,
      toMs,
      sources.join(","),
      readings,
    ]);
  }

  /** Does to what is recent what was written down. */
  takeReplacement(seq: number, replacement: PackedReplacement): void {
    const { meterId, fromMs, toMs } = replacement;
    const batch = unpackReadings(replacement.readings);
    if (!batch.ok) throw new Error(`a batch of readings is ${batch.error.kind}`);
    const isMeant = isMeantBy(replacement);
    for (const { readings, fresh, changed } of this.sets) {
      const removed = readings.remove(meterId, isMeant);
      const keys = readings.keysOf(meterId);
      for (const { atMs } of removed) changed.delete(blockId(meterId, monthOf(atMs)));
      // Of a month that the span touches something is left here: whoever has a copy fetches it anew.
      const months = new Set(keys.map(({ atMs }) => monthOf(atMs)));
      for (const month of months) {
        if (month >= monthOf(fromMs) && month <= monthOf(toMs)) changed.set(blockId(meterId, month), seq);
      }
      fresh.doubt(meterId, keys);
    }
    const byteLength = replacement.readings.length;
    this.#take({ decodedSeq: this.#decodedSeq, batch: batch.value, outcomes: [], byteLength }, seq);
  }

  /** The readings so far are to be folded; gives them. */
  beginFold(): RecentSet {
    this.folding = this.active;
    this.#foldingThrough = this.#parts.changes.last;
    this.active = new RecentSet();
    this.byteLength = 0;
    return this.folding;
  }

  /** Drops the batches whose readings are in blocks now. Call this in a transaction, then `folded`. */
  forgetFolded(): void {
    for (const id of this.#damaged) {
      this.#parts.sql.run(
        "INSERT INTO damaged_blocks (block_id, found_at_ms, bytes) SELECT -id, unixepoch() * 1000, readings FROM batches WHERE id = ?",
        [id],
      );
    }
    this.#parts.sql.run("DELETE FROM batches WHERE id <= ?", [this.#foldingThrough]);
    this.#parts.sql.run("DELETE FROM replaced_spans WHERE id <= ?", [this.#foldingThrough]);
    writeSetting(this.#parts.sql, DECODED_SEQ, String(this.#decodedSeq));
    this.#parts.changes.save(this.#parts.changes.last);
  }

  folded(): void {
    this.folding = undefined;
  }

  #open(commit: PackedCommit): OpenedCommit {
    const batch = unpackReadings(commit.readings);
    if (!batch.ok) throw new Error(`a batch of readings is ${batch.error.kind}`);
    const byteLength = commit.readings.length + commit.outcomes.length;
    const { decodedSeq } = commit;
    return { decodedSeq, batch: batch.value, outcomes: unpackOutcomes(commit.outcomes), byteLength };
  }

  #insert(commit: PackedCommit, id: number): void {
    const { sql } = this.#parts;
    sql.run("INSERT INTO batches VALUES (?, ?, ?, ?)", [
      id,
      commit.decodedSeq,
      commit.readings,
      commit.outcomes,
    ]);
    for (const { meterType, signature, headers } of commit.formats) {
      sql.run("INSERT OR REPLACE INTO formats VALUES (?, ?, ?)", [meterType, signature, headers]);
    }
  }

  #take({ decodedSeq, batch, outcomes, byteLength }: OpenedCommit, seq: number): void {
    const { ids } = this.#parts;
    const meterIds = batch.meters.map((meter) => ids.find(meter) ?? 0);
    const { readings, fresh, changed } = this.active;
    let [month, endMs, startMs] = [0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    readings.add(batch, meterIds, (meterId, key, isNew) => {
      if (key.atMs >= endMs || key.atMs < startMs) {
        month = monthOf(key.atMs);
        [startMs, endMs] = [startOfUtcMonth(month), startOfUtcMonth(month + 1)];
      }
      changed.set(blockId(meterId, month), seq);
      if (isNew) fresh.add(meterId, key, this.#isSurelyNew(meterId, key));
    });
    this.#parts.outcomes.add(outcomes);
    this.#decodedSeq = Math.max(this.#decodedSeq, decodedSeq);
    this.byteLength += byteLength;
  }

  #isSurelyNew(meterId: number, { atMs }: RowKey): boolean {
    const foldingMs = this.folding?.readings.newestMs(meterId) ?? Number.NEGATIVE_INFINITY;
    return atMs > this.#parts.ids.foldedLastMs(meterId) && atMs > foldingMs;
  }

  /** Takes up what was committed before the store was last closed or its process ended. */
  #replay(): void {
    const replacements = this.#storedReplacements();
    for (const [id, decodedSeq, readings, outcomes] of this.#parts.sql.all(
      "SELECT id, decoded_seq, readings, outcomes FROM batches ORDER BY id",
    )) {
      while (replacements[0] && replacements[0].seq < toNumber(id)) this.#replayOne(replacements.shift());
      const seq = toNumber(id);
      const commit = {
        decodedSeq: toNumber(decodedSeq),
        readings: toBytes(readings),
        outcomes: toBytes(outcomes),
      };
      const isRead = this.#orReport(`Commit ${seq}`, () =>
        this.#take(this.#open({ ...commit, formats: [] }), seq),
      );
      if (!isRead) this.#damaged.push(seq);
    }
    for (const one of replacements) this.#replayOne(one);
  }

  #replayOne(one: (PackedReplacement & { readonly seq: number }) | undefined): void {
    if (one) this.#orReport(`Replacement ${one.seq}`, () => this.takeReplacement(one.seq, one));
  }

  #orReport(what: string, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.#parts.report(describeDamagedCommit(what, error instanceof Error ? error.message : String(error)));
      return false;
    }
  }

  #storedReplacements(): (PackedReplacement & { readonly seq: number })[] {
    return this.#parts.sql
      .all("SELECT id, meter_id, from_ms, to_ms, sources, readings FROM replaced_spans ORDER BY id")
      .map(([id, meterId, fromMs, toMs, sources, readings]) => ({
        seq: toNumber(id),
        meterId: toNumber(meterId),
        fromMs: toNumber(fromMs),
        toMs: toNumber(toMs),
        sources: SOURCES.filter((source) => toText(sources).split(",").includes(source)),
        readings: toBytes(readings),
      }));
  }
}

interface OpenedCommit {
  readonly decodedSeq: number;
  readonly batch: ReadingBatch;
  readonly outcomes: readonly Outcome[];
  readonly byteLength: number;
}
