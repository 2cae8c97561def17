import { decodeRegisterSummaries, type RegisterSummary } from "../../shared/blocks/block-header.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { Places } from "../../shared/blocks/places.ts";
import { scanSeries } from "../../shared/blocks/scan-series.ts";
import { summariseRegister } from "../../shared/blocks/summarise-register.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { Register } from "../../shared/model/register.ts";
import type { RegisterMonth } from "../reading-ports.ts";
import { LAST_METER, meterOfSummaryId, monthOf, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { MeterIds } from "./meter-ids.ts";
import type { ReadingLog } from "./reading-log.ts";
import { type Sql, toBytes, toNumber } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
}

type Summary = Omit<RegisterSummary, "bytes">;

/** One register of all meters in a month: from headers alone, but for meters with recent readings of that month. */
export function queryRegisterMonth(parts: Parts, register: Register, atMs: number): RegisterMonth {
  const month = monthOf(atMs);
  const recent = recentMonths(parts, month);
  const rows = new MonthRows();
  for (const [id, header] of parts.sql.all("SELECT id, header FROM summaries WHERE id BETWEEN ? AND ?", [
    summaryId(0, month),
    summaryId(LAST_METER, month),
  ])) {
    const meterId = meterOfSummaryId(toNumber(id));
    if (recent.has(meterId)) continue;
    for (const summary of decodeRegisterSummaries(toBytes(header), register) ?? []) {
      if (summary.count > 0) rows.add(meterId, summary);
    }
  }
  for (const [meterId, newer] of recent) {
    const older = parts.blocks.read(meterId, month, (column) => column.register === register);
    const merged = older ? mergeMonths(older, newer) : newer;
    for (const summary of columnSummaries(merged, register)) rows.add(meterId, summary);
  }
  return rows.toMonth(parts.ids);
}

/** Recent readings of the month, per meter. */
function recentMonths({ ids, log }: Parts, month: number): Map<number, MonthColumns> {
  const months = new Map<number, MonthColumns>();
  const fromMs = startOfUtcMonth(month);
  const toMs = startOfUtcMonth(month + 1);
  for (const { readings } of [...log.sets].reverse()) {
    for (const id of readings.meterIds()) {
      for (const newer of readings.months({ id, key: ids.keyOf(id) }, fromMs, toMs)) {
        const older = months.get(id);
        months.set(id, older ? mergeMonths(older, newer) : newer);
      }
    }
  }
  return months;
}

function columnSummaries(month: MonthColumns, register: Register): readonly Summary[] {
  return month.registers
    .filter((column) => column.register === register)
    .map((column) => summariseRegister(column, month.timesMs, scanSeries(column.counts)))
    .filter(({ count }) => count > 0);
}

/** Rows as they are found, a plain array per column: those grow without copies of objects. */
class MonthRows {
  readonly #meterIds: number[] = [];
  readonly #form: number[] = [];
  readonly #neverFalls: number[] = [];
  readonly #numbers: Readonly<Record<(typeof NUMBERS)[number], number[]>> = {
    count: [],
    first: [],
    firstMs: [],
    last: [],
    lastMs: [],
    min: [],
    max: [],
  };
  readonly #forms = new Places<RegisterMonth["forms"][number]>(({ unit, exponent }) => `${unit} ${exponent}`);
  #lastForm: RegisterMonth["forms"][number] | undefined;
  #lastPlace = 0;

  add(meterId: number, summary: Summary): void {
    this.#meterIds.push(meterId);
    this.#form.push(this.#placeOf(summary));
    this.#neverFalls.push(summary.neverFalls ? 1 : 0);
    for (const name of NUMBERS) this.#numbers[name].push(summary[name]);
  }

  /** By meter. */
  toMonth(ids: MeterIds): RegisterMonth {
    const isSorted = this.#meterIds.every((id, row) => row === 0 || id >= (this.#meterIds[row - 1] ?? 0));
    const rows = isSorted
      ? undefined
      : this.#meterIds
          .map((_, row) => row)
          .sort((a, b) => (this.#meterIds[a] ?? 0) - (this.#meterIds[b] ?? 0));
    const ordered = (column: number[]) => (rows ? rows.map((row) => column[row] ?? 0) : column);
    const { count, first, firstMs, last, lastMs, min, max } = this.#numbers;
    return {
      meters: ordered(this.#meterIds).map((id) => ids.keyOf(id)),
      forms: this.#forms.list,
      form: new Uint16Array(ordered(this.#form)),
      count: new Uint32Array(ordered(count)),
      first: new Float64Array(ordered(first)),
      firstMs: new Float64Array(ordered(firstMs)),
      last: new Float64Array(ordered(last)),
      lastMs: new Float64Array(ordered(lastMs)),
      min: new Float64Array(ordered(min)),
      max: new Float64Array(ordered(max)),
      neverFalls: new Uint8Array(ordered(this.#neverFalls)),
    };
  }

  #placeOf({ unit, exponent }: Summary): number {
    if (this.#lastForm?.unit !== unit || this.#lastForm.exponent !== exponent) {
      this.#lastForm = { unit, exponent };
      this.#lastPlace = this.#forms.of(this.#lastForm);
    }
    return this.#lastPlace;
  }
}

const NUMBERS = ["count", "first", "firstMs", "last", "lastMs", "min", "max"] as const;
