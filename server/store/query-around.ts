import { deflateRawSync, inflateRawSync } from "node:zlib";
import { codeOfUnit, UNIT_CODES } from "../../shared/blocks/block-codes-table.ts";
import { decodeRegisterSummaries } from "../../shared/blocks/block-header.ts";
import { firstRowAt, mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns, RegisterColumn } from "../../shared/blocks/month-columns.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { MARKS } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import type { AroundWhen, CountsAround } from "../reading-ports.ts";
import { LAST_METER, meterOfSummaryId, monthOf, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { ChangeCount } from "./change-count.ts";
import {
  type AroundColumns,
  type AroundRow,
  aroundRowAt,
  columnsOfAround,
  unpackAround,
} from "./counts-around.ts";
import type { MeterIds } from "./meter-ids.ts";
import type { ReadingLog } from "./reading-log.ts";
import { type Sql, toBytes, toNumber } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
  readonly changes: ChangeCount;
}

/** `CountsAround` with meters and units as numbers: a hundred thousand names need not cross to another thread each time. */
export interface NumberedCounts extends Omit<CountsAround, "meters" | "units"> {
  readonly meterId: Uint32Array;
  /** Places in `UNIT_CODES`. */
  readonly unitCode: Uint8Array;
}

export const nameCounts = (
  { meterId, unitCode, ...around }: NumberedCounts,
  keyOf: (id: number) => MeterKey,
): CountsAround => ({
  ...around,
  meters: Array.from(meterId, keyOf),
  units: Array.from(unitCode, (code) => UNIT_CODES[code] ?? ""),
});

/** Meters answered at a time: some fifty milliseconds when nothing is known yet. */
const STRETCH = 1024;
const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

/**
 * One stretch of meters. What was once found is kept with the number of the last change and, for each
 * meter, the checksums of the block it was found in: a stretch in which nothing has changed is answered as
 * it lies, and in any other only the meters of which a late reading came are looked up again.
 */
export function queryCountsAround(parts: Parts, register: Register, at: AroundWhen): NumberedCounts {
  const { ids } = parts;
  const stretch = stretchOf(at);
  const recent = recentMonths(parts, stretch);
  const kept = readKept(parts.sql, register, at);
  const last = ids.all().at(-1) ?? 0;
  const more = stretch.toMeter < last ? { next: at.stretch + 1 } : {};
  const isTrueStill = kept !== undefined && isUnchanged(parts.sql, stretch, kept);
  if (isTrueStill && recent.size === 0) return { ...answerOf(kept), ...more };
  const asked = { at, stretch, recent, kept };
  const stored = isTrueStill ? rowsOf(kept, recent) : storedRows(parts, register, asked);
  const fresh: AroundRow[] = [];
  for (const [meterId, newer] of recent) {
    const older = parts.blocks.read(meterId, stretch.month, (column) => column.register === register);
    const found = around(older ? mergeMonths(older, newer) : newer, register, at.atMs);
    if (found) fresh.push({ meterId, bodyChecksum: 0, headerChecksum: 0, ...found });
  }
  const made = { madeAtSeq: 0, metersToldOf: 0 };
  return { ...answerOf(columnsOfAround([...stored, ...fresh], made).columns), ...more };
}

interface Stretch {
  readonly month: number;
  readonly fromMeter: number;
  /** Inclusive. */
  readonly toMeter: number;
}

function stretchOf({ atMs, stretch }: AroundWhen): Stretch {
  const fromMeter = stretch * STRETCH;
  return { month: monthOf(atMs), fromMeter, toMeter: Math.min(LAST_METER, fromMeter + STRETCH - 1) };
}

/** Whether no block of the stretch was written or removed since, and what is kept tells of them all. */
function isUnchanged(sql: Sql, stretch: Stretch, { madeAtSeq, metersToldOf }: AroundColumns): boolean {
  const ids = idsOf(stretch);
  const [count, newest] =
    sql.get("SELECT count(*), max(changed_seq) FROM summaries WHERE id BETWEEN ? AND ?", ids) ?? [];
  if (toNumber(count) !== metersToldOf || toNumber(newest) > madeAtSeq) return false;
  const [gone] = sql.get("SELECT max(changed_seq) FROM gone_blocks WHERE id BETWEEN ? AND ?", ids) ?? [];
  return toNumber(gone) <= madeAtSeq;
}

const idsOf = ({ month, fromMeter, toMeter }: Stretch): [number, number] => [
  summaryId(fromMeter, month),
  summaryId(toMeter, month),
];

const rowsOf = (kept: AroundColumns, without: ReadonlyMap<number, unknown>): AroundRow[] =>
  Array.from({ length: kept.rows }, (_, row) => aroundRowAt(kept, row)).filter(
    ({ meterId }) => !without.has(meterId),
  );

interface Asked {
  readonly at: AroundWhen;
  readonly stretch: Stretch;
  readonly recent: ReadonlyMap<number, MonthColumns>;
  readonly kept: AroundColumns | undefined;
}

/** What blocks say, but for meters with recent readings: what was kept as far as it is true still. */
function storedRows(parts: Parts, register: Register, asked: Asked): readonly AroundRow[] {
  const { at, recent, stretch, kept } = asked;
  const known = new Map(kept ? rowsOf(kept, recent).map((row) => [row.meterId, row]) : []);
  const rows: AroundRow[] = [];
  let metersToldOf = 0;
  let hasNew = false;
  for (const [id, header] of parts.sql.all(
    "SELECT id, header FROM summaries WHERE id BETWEEN ? AND ?",
    idsOf(stretch),
  )) {
    const meterId = meterOfSummaryId(toNumber(id));
    if (recent.has(meterId)) continue;
    const before = known.get(meterId);
    const place = { meterId, month: stretch.month, register, atMs: at.atMs };
    const found = storedRow(parts, { ...place, header: toBytes(header), known: before });
    if (found !== "unreadable") metersToldOf += 1;
    if (typeof found !== "object") continue;
    hasNew ||= found !== before;
    rows.push(found);
  }
  // While readings of the month come in, its stretches are seldom whole: they are not written each time.
  if (at.keep && (hasNew || recent.size === 0)) {
    const made = { madeAtSeq: parts.changes.last, metersToldOf };
    keep(parts.sql, register, at, columnsOfAround(rows, made).bytes);
  }
  return rows;
}

function readKept(sql: Sql, register: Register, { atMs, stretch }: AroundWhen): AroundColumns | undefined {
  const row = sql.get("SELECT bytes FROM counts_around WHERE register = ? AND at_ms = ? AND stretch = ?", [
    register,
    atMs,
    stretch,
  ]);
  return row && unpackAround(inflateRawSync(toBytes(row[0])));
}

function keep(sql: Sql, register: Register, { atMs, stretch }: AroundWhen, packed: Uint8Array): void {
  sql.run("INSERT OR REPLACE INTO counts_around VALUES (?, ?, ?, ?)", [
    register,
    atMs,
    stretch,
    deflateRawSync(packed, { level: 1 }),
  ]);
}

/** The two checksums in a block's header: over its body, and over the header itself. */
function checksumsOf(header: Uint8Array): Pick<AroundRow, "bodyChecksum" | "headerChecksum"> {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return {
    bodyChecksum: view.getUint32(12, true),
    headerChecksum: view.getUint32(header.byteLength - 4, true),
  };
}

interface Wanted {
  readonly meterId: number;
  readonly month: number;
  readonly register: Register;
  readonly atMs: number;
  readonly header: Uint8Array;
  /** What was found before, in this block or in one that stood in its place. */
  readonly known: AroundRow | undefined;
}

function storedRow(parts: Parts, wanted: Wanted): AroundRow | "not-counted" | "unreadable" {
  const { meterId, month, register, atMs, header, known } = wanted;
  const sums = checksumsOf(header);
  if (known?.bodyChecksum === sums.bodyChecksum && known.headerChecksum === sums.headerChecksum) return known;
  if (decodeRegisterSummaries(header, register)?.length === 0) return "not-counted";
  const columns = parts.blocks.read(meterId, month, (column) => column.register === register);
  if (!columns) return "unreadable";
  const found = around(columns, register, atMs);
  return found ? { meterId, ...sums, ...found } : "not-counted";
}

type Found = Omit<AroundRow, "meterId" | "bodyChecksum" | "headerChecksum">;

/** Nothing where the month does not count the register; one that it counts in several forms is not steady. */
function around(month: MonthColumns, register: Register, atMs: number): Found | undefined {
  const columns = month.registers.filter((column) => column.register === register);
  const [column] = columns;
  if (!column) return undefined;
  const { timesMs } = month;
  const middle = firstRowAt(timesMs, atMs);
  const [before, after] = [stepTo(month, column, middle - 1, -1), stepTo(month, column, middle, 1)];
  const [first, last] = [stepTo(month, column, 0, 1), stepTo(month, column, timesMs.length - 1, -1)];
  const count = (row: number) => column.counts[row] ?? Number.NaN;
  return {
    before: count(before),
    beforeMs: timesMs[before] ?? Number.NaN,
    after: count(after),
    afterMs: timesMs[after] ?? Number.NaN,
    first: count(first),
    last: count(last),
    exponent: column.exponent,
    unitCode: codeOfUnit(column.unit),
    neverFalls: columns.length === 1 && isSteady(month, column) ? 1 : 0,
  };
}

/** The next row in a direction that has the register and is plausible; −1 when there is none. */
function stepTo(month: MonthColumns, column: RegisterColumn, from: number, step: 1 | -1): number {
  for (let row = from; row >= 0 && row < month.timesMs.length; row += step) {
    if (isCounted(month, column, row)) return row;
  }
  return -1;
}

const isCounted = (month: MonthColumns, column: RegisterColumn, row: number): boolean =>
  !Number.isNaN(column.counts[row] ?? Number.NaN) && ((month.marks[row] ?? 0) & IMPLAUSIBLE) === 0;

function isSteady(month: MonthColumns, column: RegisterColumn): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < month.timesMs.length; row++) {
    if (!isCounted(month, column, row)) continue;
    const count = column.counts[row] ?? 0;
    if (count < last) return false;
    last = count;
  }
  return true;
}

function recentMonths(
  { ids, log }: Parts,
  { month, fromMeter, toMeter }: Stretch,
): Map<number, MonthColumns> {
  const months = new Map<number, MonthColumns>();
  const [fromMs, toMs] = [startOfUtcMonth(month), startOfUtcMonth(month + 1)];
  const sets = log.sets.filter(({ readings }) => readings.oldestMs < toMs).reverse();
  for (const { readings } of sets) {
    for (const id of readings.meterIds()) {
      if (id < fromMeter || id > toMeter) continue;
      for (const newer of readings.months({ id, key: ids.keyOf(id) }, fromMs, toMs)) {
        const older = months.get(id);
        months.set(id, older ? mergeMonths(older, newer) : newer);
      }
    }
  }
  return months;
}

function answerOf(columns: AroundColumns): Omit<NumberedCounts, "next"> {
  const { meterId, unitCode, exponent, before, beforeMs, after, afterMs, first, last, neverFalls } = columns;
  return {
    meterId,
    unitCode,
    exponents: exponent,
    before,
    beforeMs,
    after,
    afterMs,
    first,
    last,
    neverFalls,
  };
}
