import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { decodeSeries } from "./decode-series.ts";
import { encodeSeries } from "./encode-series.ts";
import { scanSeries } from "./scan-series.ts";

/**
 * A small whole number per row that seldom changes: status set, marks, origin.
 *
 * | bytes | what |
 * |---|---|
 * | varint | number of runs r; 0 when a series follows instead |
 * | r × (varint, varint) | number, rows in a row that have it |
 * | varint, rest | the first row's number, then a series (`series-layout.ts`): for numbers that change all the time |
 */
export function encodeIndexes(column: Uint16Array | Uint8Array, out: ByteWriter): void {
  const runs = runsOf(column);
  if (runs.length <= 2 + column.length / SERIES_ROWS_PER_RUN) {
    out.varint(runs.length);
    for (const { value, rows } of runs) {
      out.varint(value);
      out.varint(rows);
    }
    return;
  }
  const numbers = Float64Array.from(column);
  out.varint(0);
  out.varint(column[0] ?? 0);
  encodeSeries(numbers, scanSeries(numbers), out);
}

/** A run takes about as many bytes as this many rows of a series. */
const SERIES_ROWS_PER_RUN = 8;

export function decodeIndexes(input: ByteReader, rows: number): Uint16Array {
  const runs = input.varint();
  if (runs === 0) return Uint16Array.from(decodeSeries(input, rows, input.varint()));
  const column = new Uint16Array(rows);
  let row = 0;
  for (let run = 0; run < runs && !input.isPastEnd; run++) {
    const value = input.varint();
    const end = row + input.varint();
    column.fill(value, row, end);
    row = end;
  }
  return column;
}

function runsOf(column: Uint16Array | Uint8Array): { value: number; rows: number }[] {
  const runs: { value: number; rows: number }[] = [];
  for (let row = 0; row < column.length; ) {
    const value = column[row] ?? 0;
    let end = row + 1;
    while (column[end] === value) end += 1;
    runs.push({ value, rows: end - row });
    row = end;
  }
  return runs;
}
