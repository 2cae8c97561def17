import { deflateRawSync, inflateRawSync } from "node:zlib";
import { UNIT_CODES } from "../../shared/blocks/block-codes-table.ts";
import { firstRowAt, mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns, RegisterColumn } from "../../shared/blocks/month-columns.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import { MARKS } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import type { AroundWhen, CountsAround } from "../reading-ports.ts";
import { LAST_METER, meterOfSummaryId, monthOf, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import { type AroundRow, packAround, unpackAround } from "./counts-around.ts";
import type { MeterIds } from "./meter-ids.ts";
import type { ReadingLog } from "./reading-log.ts";
import { type Sql, toBytes, toNumber } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
}

/** Meters answered at a time: some fifty milliseconds when nothing is known yet. */
const STRETCH = 1024;
const IMPLAUSIBLE = 1 << MARKS.indexOf("implausible");

/**
 * One stretch of meters. What was once found is kept, with the checksums of the block it was found in:
 * a month that is over is decoded once, and again only for a meter of which a late reading came.
 */
export function queryCountsAround(parts: Parts, register: Register, at: AroundWhen): CountsAround {
  const { ids } = parts;
  const stretch = stretchOf(at);
  const recent = recentMonths(parts, stretch);
  const { rows, hasNew } = storedRows(parts, register, { at, stretch, recent });
  if (hasNew && at.keep) keep(parts.sql, register, at, rows);
  const fresh: AroundRow[] = [];
  for (const [meterId, newer] of recent) {
    const older = parts.blocks.read(meterId, stretch.month, (column) => column.register === register);
    const found = around(older ? mergeMonths(older, newer) : newer, register, at.atMs);
    if (found) fresh.push({ meterId, bodyChecksum: 0, headerChecksum: 0, ...found });
  }
  const last = ids.all().at(-1) ?? 0;
  const more = stretch.toMeter < last ? { next: at.stretch + 1 } : {};
  return { ...columnsOf([...rows, ...fresh], ids), ...more };
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

/** What blocks say, but for meters with recent readings: what was kept as far as it is true still. */
function storedRows(
  parts: Parts,
  register: Register,
  asked: {
    readonly at: AroundWhen;
    readonly stretch: Stretch;
    readonly recent: ReadonlyMap<number, MonthColumns>;
  },
): { readonly rows: readonly AroundRow[]; readonly hasNew: boolean } {
  const { at, recent } = asked;
  const { month, fromMeter, toMeter } = asked.stretch;
  const kept = readKept(parts.sql, register, at);
  const rows: AroundRow[] = [];
  let hasNew = false;
  for (const [id, header] of parts.sql.all("SELECT id, header FROM summaries WHERE id BETWEEN ? AND ?", [
    summaryId(fromMeter, month),
    summaryId(toMeter, month),
  ])) {
    const meterId = meterOfSummaryId(toNumber(id));
    if (recent.has(meterId)) continue;
    const sums = checksumsOf(toBytes(header));
    const known = kept.get(meterId);
    const isSame = known?.bodyChecksum === sums.bodyChecksum && known.headerChecksum === sums.headerChecksum;
    const row = isSame ? known : lookUp(parts, { meterId, month, sums, register, atMs: at.atMs });
    if (!row) continue;
    hasNew ||= !isSame;
    rows.push(row);
  }
  return { rows, hasNew };
}

function readKept(
  sql: Sql,
  register: Register,
  { atMs, stretch }: AroundWhen,
): ReadonlyMap<number, AroundRow> {
  const row = sql.get("SELECT bytes FROM counts_around WHERE register = ? AND at_ms = ? AND stretch = ?", [
    register,
    atMs,
    stretch,
  ]);
  return new Map((row ? unpackAround(inflateRawSync(toBytes(row[0]))) : []).map((one) => [one.meterId, one]));
}

function keep(sql: Sql, register: Register, { atMs, stretch }: AroundWhen, rows: readonly AroundRow[]): void {
  sql.run("INSERT OR REPLACE INTO counts_around VALUES (?, ?, ?, ?)", [
    register,
    atMs,
    stretch,
    deflateRawSync(packAround(rows), { level: 1 }),
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
  readonly sums: Pick<AroundRow, "bodyChecksum" | "headerChecksum">;
  readonly register: Register;
  readonly atMs: number;
}

function lookUp({ blocks }: Parts, { meterId, month, sums, register, atMs }: Wanted): AroundRow | undefined {
  const columns = blocks.read(meterId, month, (column) => column.register === register);
  const found = columns && around(columns, register, atMs);
  return found && { meterId, ...sums, ...found };
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
    unitCode: UNIT_CODES.indexOf(column.unit),
    neverFalls: columns.length === 1 && neverFalls(month, column),
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

function neverFalls(month: MonthColumns, column: RegisterColumn): boolean {
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
  for (const { readings } of [...log.sets].reverse()) {
    for (const id of readings.meterIds()) {
      if (id < fromMeter || id > toMeter) continue;
      const spans = readings.months(
        { id, key: ids.keyOf(id) },
        startOfUtcMonth(month),
        startOfUtcMonth(month + 1),
      );
      for (const newer of spans) {
        const older = months.get(id);
        months.set(id, older ? mergeMonths(older, newer) : newer);
      }
    }
  }
  return months;
}

function columnsOf(rows: readonly AroundRow[], ids: MeterIds): Omit<CountsAround, "next"> {
  const numbers = (of: (row: AroundRow) => number) => Float64Array.from(rows, of);
  return {
    meters: rows.map(({ meterId }) => ids.keyOf(meterId)),
    units: rows.map(({ unitCode }) => UNIT_CODES[unitCode] ?? ""),
    exponents: numbers((row) => row.exponent),
    before: numbers((row) => row.before),
    beforeMs: numbers((row) => row.beforeMs),
    after: numbers((row) => row.after),
    afterMs: numbers((row) => row.afterMs),
    first: numbers((row) => row.first),
    last: numbers((row) => row.last),
    neverFalls: Uint8Array.from(rows, (row) => (row.neverFalls ? 1 : 0)),
  };
}
