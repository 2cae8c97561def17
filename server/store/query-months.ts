import { decodeRegisterSummaries, type RegisterSummary } from "../../shared/blocks/block-header.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { Places } from "../../shared/blocks/places.ts";
import { scanSeries } from "../../shared/blocks/scan-series.ts";
import { summariseRegister } from "../../shared/blocks/summarise-register.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { Register } from "../../shared/model/register.ts";
import type { RegisterMonth } from "../ports.ts";
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
  const rows: { meterId: number; summary: Summary }[] = [];
  for (const [id, header] of parts.sql.all("SELECT id, header FROM summaries WHERE id BETWEEN ? AND ?", [
    summaryId(0, month),
    summaryId(LAST_METER, month),
  ])) {
    const meterId = meterOfSummaryId(toNumber(id));
    if (recent.has(meterId)) continue;
    for (const summary of decodeRegisterSummaries(toBytes(header), register) ?? []) {
      if (summary.count > 0) rows.push({ meterId, summary });
    }
  }
  for (const [meterId, newer] of recent) {
    const older = parts.blocks.read(meterId, month, (column) => column.register === register);
    const merged = older ? mergeMonths(older, newer) : newer;
    for (const summary of columnSummaries(merged, register)) rows.push({ meterId, summary });
  }
  if (recent.size > 0) rows.sort((a, b) => a.meterId - b.meterId);
  return toColumns(rows, parts.ids);
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

function toColumns(
  rows: readonly { readonly meterId: number; readonly summary: Summary }[],
  ids: MeterIds,
): RegisterMonth {
  const forms = new Places<RegisterMonth["forms"][number]>(({ unit, exponent }) => `${unit} ${exponent}`);
  const numbers = (of: (summary: Summary) => number) => Float64Array.from(rows, ({ summary }) => of(summary));
  const form = Uint16Array.from(rows, ({ summary: { unit, exponent } }) => forms.of({ unit, exponent }));
  return {
    meters: rows.map(({ meterId }) => ids.keyOf(meterId)),
    forms: forms.list,
    form,
    count: Uint32Array.from(rows, ({ summary }) => summary.count),
    first: numbers((one) => one.first),
    firstMs: numbers((one) => one.firstMs),
    last: numbers((one) => one.last),
    lastMs: numbers((one) => one.lastMs),
    min: numbers((one) => one.min),
    max: numbers((one) => one.max),
    neverFalls: Uint8Array.from(rows, ({ summary }) => (summary.neverFalls ? 1 : 0)),
  };
}
