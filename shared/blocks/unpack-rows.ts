import { isCounter } from "../model/register.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { BlockError } from "./block-error.ts";
import type { BlockHeader } from "./block-header.ts";
import { type OpenedBlock, Sections, unpackBody, unpackMonth } from "./decode-block.ts";
import { decodeSeriesRows, pick } from "./decode-series-rows.ts";
import type { ClockColumn, MonthColumns, RegisterColumn } from "./month-columns.ts";
import { compareColumns } from "./month-readings.ts";

/** Times and row facts of a month, without what was read. */
export type MonthFacts = Omit<MonthColumns, "registers">;

/**
 * Says which rows, from their times and facts and the uneven registers: those that some rows lack, and counters that fall.
 * In the order of their numbers.
 */
export type RowChoice = (facts: MonthFacts, uneven: readonly RegisterColumn[]) => Int32Array;

/** Some rows of the month of an opened block. Registers that none of them has are left out. */
export function unpackRows(
  opened: OpenedBlock,
  bodies: readonly Uint8Array[],
  chooseRows: RowChoice,
): Result<MonthColumns, BlockError> {
  const { pieces } = opened;
  if (pieces.length === 1) return unpackRowsOf(pieces[0].header, bodies[0], chooseRows);
  const month = unpackMonth(opened, bodies);
  if (!month.ok) return month;
  const uneven = month.value.registers.filter(
    ({ register, counts }) => counts.some(Number.isNaN) || (isCounter(register) && falls(counts)),
  );
  return ok(pickRows(month.value, chooseRows(month.value, uneven)));
}

const falls = (counts: Float64Array): boolean =>
  counts.some((count, row) => count < (counts[row - 1] ?? count));

/** The same of a body by itself: of its registers only those rows are taken out. */
function unpackRowsOf(
  header: BlockHeader,
  body: Uint8Array = new Uint8Array(),
  chooseRows: RowChoice,
): Result<MonthColumns, BlockError> {
  const uneven = header.registers.filter(
    ({ register, count, neverFalls }) => count < header.count || (isCounter(register) && !neverFalls),
  );
  const full = unpackBody(header, body, (column) => uneven.some((one) => compareColumns(one, column) === 0));
  if (!full.ok) return full;
  const known = [...full.value.registers];
  const rows = chooseRows(full.value, full.value.registers);
  const section = new Sections(body.subarray(header.timesBytes + header.rowsBytes));
  const registers: RegisterColumn[] = [];
  for (const { register, unit, exponent, first, bytes } of header.registers) {
    // What was read to choose the rows, in the same order, is not read twice.
    const column = known[0] && compareColumns(known[0], { register, unit, exponent }) === 0 && known.shift();
    const counts = section.read(bytes, (input) =>
      column ? pick(column.counts, rows) : decodeSeriesRows(input, { rows: header.count, first }, rows),
    );
    registers.push({ register, unit, exponent, counts });
  }
  if (section.isBroken) return err({ kind: "malformed", part: "body" });
  return ok(pickRows({ ...full.value, registers: [] }, rows, registers));
}

/** The month's rows of these numbers; `registers` where they were taken out before. */
function pickRows(
  month: MonthColumns,
  rows: Int32Array,
  registers = month.registers.map((one) => ({ ...one, counts: pick(one.counts, rows) })),
): MonthColumns {
  const { clock, ...facts } = month;
  return {
    ...facts,
    timesMs: pick(month.timesMs, rows),
    registers: registers.filter(hasCount).sort(compareColumns),
    statusIndex: pickIndexes(month.statusIndex, rows),
    marks: pickIndexes(month.marks, rows),
    originIndex: pickIndexes(month.originIndex, rows),
    frameSeq: pick(month.frameSeq, rows),
    ...(clock ? { clock: pickClock(clock, rows) } : {}),
  };
}

const pickClock = ({ localMs, form }: ClockColumn, rows: Int32Array): ClockColumn => ({
  localMs: pick(localMs, rows),
  form: Uint8Array.from(pickIndexes(form, rows)),
});

function pickIndexes(column: Uint16Array | Uint8Array, rows: Int32Array): Uint16Array {
  const out = new Uint16Array(rows.length);
  for (let at = 0; at < rows.length; at++) out[at] = column[rows[at] ?? 0] ?? 0;
  return out;
}

const hasCount = ({ counts }: RegisterColumn): boolean => counts.some((count) => !Number.isNaN(count));
