import { mergeMonths, sliceMonth } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { compareReadings, readingAt } from "../../shared/blocks/month-readings.ts";
import { packReadings } from "../../shared/blocks/pack-readings.ts";
import { readingsOfBatch, unpackReadings } from "../../shared/blocks/unpack-readings.ts";
import { nextUtcMonthStart, startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { REGISTERS, type Register } from "../../shared/model/register.ts";
import type { Latest } from "../reading-ports.ts";
import { monthOf } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { MeterIds } from "./meter-ids.ts";
import { newestPlausibleOf } from "./newest-plausible.ts";
import { BatchWriter, NewestRows } from "./newest-rows.ts";
import type { ReadingLog } from "./reading-log.ts";
import { isImplausibleRow, type RecentReadings } from "./recent-readings.ts";
import { type Sql, toBytes } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
}

interface MeterName {
  readonly id: number;
  readonly key: MeterKey;
}

/** Reads readings where they are: in blocks, being folded, or recent; the later of these win. */
export class ReadingQuery {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  columns(key: MeterKey, fromMs: number, toMs: number, registers?: readonly Register[]): MonthColumns[] {
    const id = this.#parts.ids.find(key);
    if (id === undefined || !(fromMs < toMs)) return [];
    const isChosen = ({ register }: { readonly register: Register }): boolean =>
      !registers || registers.includes(register);
    const stored = this.#parts.blocks.readSpan(id, monthOf(fromMs), {
      toMonth: monthOf(toMs - 1),
      ...(registers ? { choice: isChosen } : {}),
    });
    const months = new Map(stored.map((month) => [monthOf(month.timesMs[0] ?? 0), month]));
    for (const { readings } of [...this.#parts.log.sets].reverse()) {
      for (const month of readings.months({ id, key }, fromMs, toMs)) {
        const recent = registers ? { ...month, registers: month.registers.filter(isChosen) } : month;
        const number = monthOf(recent.timesMs[0] ?? 0);
        const older = months.get(number);
        months.set(number, older ? mergeMonths(older, recent) : recent);
      }
    }
    return [...months]
      .sort(([a], [b]) => a - b)
      .map(([, month]) => sliceMonth(month, fromMs, toMs))
      .filter((month) => month !== undefined);
  }

  /** Newest first, `time < beforeMs`, at most `limit`. */
  newest(key: MeterKey, beforeMs: number, limit: number): Reading[] {
    const id = this.#parts.ids.find(key);
    if (id === undefined) return [];
    const readings: Reading[] = [];
    for (const number of this.monthsDescending({ id, key }, beforeMs)) {
      if (readings.length >= limit) break;
      const start = startOfUtcMonth(number);
      const end = Math.min(beforeMs, nextUtcMonthStart(start));
      for (const month of this.columns(key, start, end)) {
        const rows = month.timesMs.length;
        const first = Math.max(0, rows - (limit - readings.length));
        for (let row = rows - 1; row >= first; row--) readings.push(readingAt(month, row));
      }
    }
    return readings;
  }

  latestOf(key: MeterKey): Latest | undefined {
    const id = this.#parts.ids.find(key);
    if (id === undefined) return undefined;
    const meter = { id, key };
    const [newest] = this.#parts.sql.get("SELECT newest FROM meters WHERE id = ?", [id]) ?? [];
    const stored = newest ? unpackOne(toBytes(newest)) : undefined;
    const isDoubted = this.#isDoubted(id) || stored?.marks.includes("implausible");
    const reading = isDoubted ? this.#newestPlausible(meter) : this.#latest(meter, stored);
    return reading && { meter: key, reading };
  }

  /** The latest reading of every meter that can be true, as one batch (`shared/blocks/reading-batch.ts`). */
  latestPacked(): Uint8Array {
    const { ids, log } = this.#parts;
    const newest = ids.newest();
    const doubted = this.#lookUpDoubted(newest);
    const writer = new BatchWriter();
    const sets = log.sets.map(({ readings }) => ({ readings, write: writer.from(readings.lists) }));
    const known = { rows: newest, write: writer.from(newest.lists), sets: sets.toReversed() };
    const lookedUp = { rows: doubted.rows, write: writer.from(doubted.rows.lists), sets: [] };
    for (const id of ids.all()) {
      const from = doubted.ids.has(id) ? lookedUp : known;
      const stored = from.rows.get(id);
      let best = stored && { row: stored, write: from.write };
      for (const { readings, write } of from.sets) {
        const recent = !best || readings.newestWins(id, best.row) ? readings.newest(id) : undefined;
        if (recent) best = { row: recent, write };
      }
      best?.write(ids.keyOf(id), best.row);
    }
    return writer.take();
  }

  /** The newest rows of meters whose newest has to be looked for. */
  #lookUpDoubted(newest: NewestRows): { readonly ids: ReadonlySet<number>; readonly rows: NewestRows } {
    const all = this.#parts.ids.all();
    const ids = new Set(all.filter((id) => this.#isDoubted(id) || isImplausibleRow(newest.get(id))));
    const rows = new NewestRows();
    for (const id of ids) {
      const reading = this.#newestPlausible({ id, key: this.#parts.ids.keyOf(id) });
      rows.set(id, packReadings(reading ? [reading] : []));
    }
    return { ids, rows };
  }

  span(key: MeterKey): { firstMs: number; lastMs: number; registers: Register[] } | undefined {
    const id = this.#parts.ids.find(key);
    if (id === undefined) return undefined;
    const registers = new Set<Register>();
    let firstMs = Number.POSITIVE_INFINITY;
    let lastMs = Number.NEGATIVE_INFINITY;
    const include = (first: number, last: number) => {
      firstMs = Math.min(firstMs, first);
      lastMs = Math.max(lastMs, last);
    };
    for (const month of this.#parts.blocks.months(id)) {
      const header = this.#parts.blocks.header(id, month);
      if (!header) continue;
      include(header.firstMs, header.lastMs);
      for (const { register, count } of header.registers) if (count > 0) registers.add(register);
    }
    for (const month of this.#recentMonths({ id, key })) {
      include(month.timesMs[0] ?? 0, month.timesMs.at(-1) ?? 0);
      for (const { register } of month.registers) registers.add(register);
    }
    if (firstMs > lastMs) return undefined;
    return { firstMs, lastMs, registers: REGISTER_NAMES.filter((register) => registers.has(register)) };
  }

  #recentMonths(meter: MeterName): MonthColumns[] {
    return this.#parts.log.sets.flatMap(({ readings }) =>
      readings.months(meter, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    );
  }

  /** Months before `beforeMs` with readings, newest first. */
  monthsDescending(meter: MeterName, beforeMs: number): number[] {
    const recent = this.#recentMonths(meter).map((month) => monthOf(month.timesMs[0] ?? 0));
    const months = new Set([...this.#parts.blocks.months(meter.id), ...recent]);
    return [...months].filter((month) => startOfUtcMonth(month) < beforeMs).sort((a, b) => b - a);
  }

  /** Whether something recent of the meter cannot be true, so that its newest has to be looked for. */
  #isDoubted(meterId: number): boolean {
    return this.#parts.log.sets.some(({ readings }) => readings.isDoubted(meterId));
  }

  #newestPlausible(meter: MeterName): Reading | undefined {
    for (const number of this.monthsDescending(meter, Number.POSITIVE_INFINITY)) {
      const start = startOfUtcMonth(number);
      for (const month of this.columns(meter.key, start, nextUtcMonthStart(start))) {
        const reading = newestPlausibleOf(month);
        if (reading) return reading;
      }
    }
    return undefined;
  }

  #latest(meter: MeterName, stored: Reading | undefined): Reading | undefined {
    let latest = stored;
    for (const { readings } of [...this.#parts.log.sets].reverse()) {
      const candidate = newestOf(readings, meter);
      if (candidate && (!latest || compareReadings(candidate, latest) >= 0)) latest = candidate;
    }
    return latest;
  }
}

const REGISTER_NAMES = Object.keys(REGISTERS) as Register[];

function newestOf(readings: RecentReadings, meter: MeterName): Reading | undefined {
  const newestMs = readings.newestMs(meter.id);
  if (newestMs === Number.NEGATIVE_INFINITY) return undefined;
  const month = readings.months(meter, newestMs, Number.POSITIVE_INFINITY).at(-1);
  return month && readingAt(month, month.timesMs.length - 1);
}

function unpackOne(bytes: Uint8Array): Reading | undefined {
  const batch = unpackReadings(bytes);
  return batch.ok ? readingsOfBatch(batch.value)[0] : undefined;
}
