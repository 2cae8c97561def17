import { thinMonth } from "../../shared/analysis/thin-month.ts";
import type { CountMonth, MonthColumns } from "../../shared/blocks/month-columns.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Register } from "../../shared/model/register.ts";
import type {
  AroundWhen,
  BlocksSince,
  CountsAround,
  DecodedBatch,
  EdgesFilled,
  Latest,
  RegisterMonth,
  RetentionOutcome,
  RetentionStep,
  SeqRange,
  SpanOutcome,
  SpanRemoval,
  SpanReplacement,
  TimeSpan,
} from "../reading-ports.ts";
import { BlockWriter } from "./block-writer.ts";
import { BlocksTable } from "./blocks.table.ts";
import { ChangeCount } from "./change-count.ts";
import { type NumberedCounts, nameCounts } from "./counts-around.ts";
import { fillEdges } from "./fill-edges.ts";
import { FOLD_LIMITS, type FoldLimits, ReadingFold } from "./fold-readings.ts";
import { BlockImport } from "./import-blocks.ts";
import { joinBlocks } from "./join-blocks.ts";
import { type JoinPlace, type MonthsToJoin, monthsToJoin, putJoined } from "./join-step.ts";
import { MeterIds } from "./meter-ids.ts";
import { OutcomesTable } from "./outcomes.table.ts";
import { latestOfBatch } from "./packed-latest.ts";
import { queryCountsAround } from "./query-around.ts";
import { BlockQuery } from "./query-blocks.ts";
import { queryRegisterMonth } from "./query-months.ts";
import { ReadingQuery } from "./query-readings.ts";
import { type PackedCommit, ReadingLog } from "./reading-log.ts";
import type { RowKey } from "./recent-readings.ts";
import { replaceSpan } from "./replace-span.ts";
import {
  type MonthsToThin,
  monthsToThin,
  putThinned,
  retainStep,
  type StoredMonth,
  weighMonth,
} from "./retain-step.ts";
import { shareMemory } from "./share-memory.ts";
import { type Sql, toText } from "./sql.ts";
import { StoredCount } from "./stored-count.ts";
import type { ThinnedMonths } from "./thin-blocks.ts";

export interface ReadingsOptions {
  readonly nowMs: () => number;
  readonly report: (text: string) => void;
  readonly limits?: FoldLimits;
}

/** A utility's readings: the batch log in front, blocks behind, and the fold that moves the one into the other. */
export class ReadingsTable {
  readonly #sql: Sql;
  readonly #blocks: BlocksTable;
  readonly #outcomes: OutcomesTable;
  readonly #log: ReadingLog;
  readonly #stored: StoredCount;
  readonly #writer: BlockWriter;
  readonly #joinedFrom: number | undefined;
  readonly #fold: ReadingFold;
  readonly #import: BlockImport;
  readonly #query: ReadingQuery;
  readonly #changes: ChangeCount;
  readonly #blockQuery: BlockQuery;
  readonly #parts: ConstructorParameters<typeof ReadingQuery>[0];

  constructor(sql: Sql, { nowMs, report, limits = FOLD_LIMITS }: ReadingsOptions) {
    const ids = new MeterIds(sql);
    const blocks = new BlocksTable(sql, report);
    const outcomes = new OutcomesTable(sql, ids);
    const stored = new StoredCount(sql);
    const changes = new ChangeCount(sql);
    const log = new ReadingLog({ sql, ids, outcomes, changes, report });
    const writer = new BlockWriter({ ids, blocks, nowMs });
    this.#sql = sql;
    this.#blocks = blocks;
    this.#outcomes = outcomes;
    this.#log = log;
    this.#stored = stored;
    this.#writer = writer;
    this.#joinedFrom = limits.joinedFrom;
    this.#fold = new ReadingFold({ sql, ids, log, outcomes, writer, stored, nowMs }, limits);
    this.#parts = { sql, ids, blocks, log };
    this.#changes = changes;
    this.#query = new ReadingQuery(this.#parts);
    this.#import = new BlockImport({ ...this.#parts, query: this.#query, writer, stored, changes });
    this.#blockQuery = new BlockQuery({ ...this.#parts, changes, query: this.#query });
  }

  /** Several commits with one sync: all of them or none. */
  commitAll(commits: readonly PackedCommit[]): void {
    this.#log.commit(commits);
  }

  isFoldDue(): boolean {
    return this.#fold.isRunning || this.#fold.isDue();
  }

  /** Goes on folding for about `budgetMs`, begun anew if need be; gives whether more is to be done. */
  foldStep(budgetMs: number): boolean {
    this.#fold.begin();
    return this.#fold.step(budgetMs);
  }

  /** Folds everything recent, with what a fold left over before. */
  foldAll(): void {
    for (let round = this.#fold.isRunning ? 2 : 1; round > 0; round--) {
      while (this.foldStep(1000));
    }
  }

  /** Makes one block of every month that lies in pieces: less room, and quicker to read. */
  joinBlocks(): void {
    joinBlocks(this.#sql, this.#writer);
  }

  decodedSeq(): number {
    return this.#log.decodedSeq;
  }

  formats(): DecodedBatch["formats"] {
    return this.#sql
      .all("SELECT meter_type, signature, headers FROM formats")
      .map(([type, signature, headers]) => ({
        meterType: toText(type),
        signature: toText(signature),
        headers: toText(headers),
      }));
  }

  importMonths(months: readonly MonthColumns[]): void {
    this.#import.importMonths(months);
  }

  importBlocks(blocks: readonly Uint8Array[], edges?: readonly (Uint8Array | undefined)[]): void {
    this.#import.importBlocks(blocks, edges);
  }

  replaceSpan(replacement: SpanReplacement): SpanOutcome {
    return replaceSpan({ ...this.#writeParts, query: this.#query }, replacement);
  }

  removeSpan(removal: SpanRemoval): SpanOutcome {
    return this.replaceSpan({ ...removal, readings: [] });
  }

  latest(): readonly Latest[] {
    return latestOfBatch(this.latestPacked());
  }

  /** The same as one batch, which crosses to another thread ten times as fast as a hundred thousand objects. */
  latestPacked(): Uint8Array {
    return this.#query.latestPacked();
  }

  latestOf(meter: MeterKey) {
    return this.#query.latestOf(meter);
  }

  columns(meter: MeterKey, fromMs: number, toMs: number, registers?: readonly Register[]) {
    return this.#query.columns(meter, fromMs, toMs, registers);
  }

  newest(meter: MeterKey, beforeMs: number, limit: number) {
    return this.#query.newest(meter, beforeMs, limit);
  }

  blocks(meter: MeterKey) {
    return this.#blockQuery.blocks(meter);
  }

  block(meter: MeterKey, atMs: number, spans?: readonly TimeSpan[]) {
    return this.#blockQuery.block(meter, atMs, spans);
  }

  isDamaged(meter: MeterKey, atMs: number) {
    return this.#blockQuery.isDamaged(meter, atMs);
  }

  damagedMonths(meters: readonly MeterKey[]): number[][] {
    const { ids } = this.#parts;
    return meters.map((meter) => {
      const id = ids.find(meter);
      return id === undefined ? [] : this.#blocks.damagedMonths(id).map(startOfUtcMonth);
    });
  }

  blocksSince(cursor: number, limit: number): BlocksSince {
    return this.#blockQuery.since(cursor, limit);
  }

  span(meter: MeterKey) {
    return this.#query.span(meter);
  }

  registerMonth(register: Register, atMs: number): RegisterMonth {
    return queryRegisterMonth(this.#parts, register, atMs);
  }

  countsAround(register: Register, when: AroundWhen): CountsAround {
    const { ids } = this.#parts;
    return nameCounts(this.numberedCounts(register, when), (id) => ids.keyOf(id));
  }

  /** The same with numbers for names: so it crosses to another thread. */
  numberedCounts(register: Register, when: AroundWhen): NumberedCounts {
    return queryCountsAround(this.#parts, register, when);
  }

  fillEdges(): EdgesFilled {
    return fillEdges(this.#parts);
  }

  /** What consumption is made of, meter by meter. */
  counts(
    meters: readonly MeterKey[],
    { fromMs, toMs }: TimeSpan,
    registers: readonly Register[],
    besideMs?: readonly (readonly number[])[],
  ): CountMonth[][] {
    const lists = meters.map((meter, at): CountMonth[] => {
      const moments = besideMs?.[at];
      return this.#query
        .columns(meter, fromMs, toMs, registers)
        .map(({ timesMs, marks, registers: columns }) => ({ timesMs, marks, registers: columns }))
        .map((month) => (moments ? thinMonth(month, moments) : month));
    });
    return besideMs ? shareMemory(lists) : lists;
  }

  /** Keys of meters by their number in this file, from `first` on. */
  meterKeys(first: number): readonly (MeterKey | undefined)[] {
    return this.#parts.ids.keysFrom(first);
  }

  /** Meters that said anything that is kept. */
  metersWithReadings(): MeterKey[] {
    const { ids, log } = this.#parts;
    const recent = log.sets.flatMap(({ readings }) => readings.meterIds());
    const folded = ids.all().filter((id) => Number.isFinite(ids.foldedLastMs(id)));
    return [...new Set([...folded, ...recent])].map((id) => ids.keyOf(id));
  }

  /** Months with readings in blocks, as the moment each begins, oldest first. */
  storedMonths(): number[] {
    return this.#blocks.allMonths().map(startOfUtcMonth);
  }

  retain(step: RetentionStep): RetentionOutcome {
    return retainStep(this.#writeParts, step);
  }

  monthsToThin(step: RetentionStep): MonthsToThin {
    return monthsToThin(this.#writeParts, step);
  }

  putThinned(atMs: number, months: readonly StoredMonth[], thinned: ThinnedMonths): number {
    return putThinned(this.#writeParts, atMs, months, thinned);
  }

  /** The next of the months that are due to be joined; `pass` counts how often all were looked at. */
  monthsToJoin(pass: number, place?: JoinPlace): MonthsToJoin | undefined {
    return monthsToJoin(this.#parts, { pass, joinedFrom: this.#joinedFrom }, place);
  }

  putJoined(step: Pick<MonthsToJoin, "month" | "months">, joined: ThinnedMonths): void {
    putJoined(this.#parts, step, joined);
  }

  weigh(step: Omit<RetentionStep, "from">): number {
    return weighMonth(this.#parts, step);
  }

  get #writeParts() {
    return { ...this.#parts, stored: this.#stored, changes: this.#changes };
  }

  count(): number {
    const { active, folding } = this.#log;
    const isInBlock = (meterId: number, key: RowKey) => this.#blocks.has(meterId, key);
    const isBehind = (meterId: number, key: RowKey) =>
      folding?.readings.has(meterId, key) || isInBlock(meterId, key);
    return this.#stored.value + active.fresh.total(isBehind) + (folding?.fresh.total(isInBlock) ?? 0);
  }

  heard(limit: number) {
    return this.#outcomes.heard(limit);
  }

  undecoded(meter: MeterKey, outcomes: readonly string[], span?: TimeSpan) {
    return this.#outcomes.undecoded(meter, outcomes, span);
  }

  keysOfSerial(meter: MeterKey): MeterKey[] {
    const said = parseMeterKey(meter);
    return said ? this.#parts.ids.ofSerial(said.manufacturer, said.id) : [];
  }

  metersUndecoded(lacking?: "program") {
    return this.#outcomes.metersUndecoded(lacking);
  }

  metersWithoutPlace() {
    return this.#outcomes.metersWithoutPlace();
  }

  hasUndecoded(entries: SeqRange, outcomes: readonly string[], meters?: readonly MeterKey[]): boolean {
    return this.#outcomes.hasUndecoded(entries, outcomes, meters);
  }

  forgetUndecoded(entries: SeqRange): void {
    this.#outcomes.forgetUndecoded(entries);
  }
}
