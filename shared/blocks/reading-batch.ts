import type { MeterKey } from "../model/meter-id.ts";
import type { RegisterColumn } from "./month-columns.ts";

/**
 * Readings of any meters in the order they came in, as bytes: what ingest hands to the store and the
 * store writes ahead of its blocks. Number forms (varint, signed, text): `byte-writer.ts`.
 *
 * | bytes | what |
 * |---|---|
 * | 2 | `RR` |
 * | 1 | version of this layout, 1 |
 * | list of text | meter keys |
 * | list of text | receivers |
 * | list of list of text | status sets |
 * | list of list | shapes: per register its code (varint, `REGISTER_CODES`), unit (varint, `UNIT_CODES`) and exponent (signed) |
 * | varint | number of readings; then for each: |
 * | varint | – meter, place in its list |
 * | signed | – UTC milliseconds since the reading before (the first: since 1970) |
 * | 1 | – bits 0–2 source (code of `SOURCE_CODES`), bit 3 a frame is behind it, bit 4 it has the meter's clock |
 * | 3 × varint | – receiver, status set, shape: places in their lists |
 * | varint | – bytes of what follows: |
 * | varint | – – marks, bit n = `MARKS[n]` |
 * | varint | – – journal sequence number, with bit 3 |
 * | signed, 1 | – – the meter's clock as if UTC, in milliseconds, and its form (`CLOCK_FORMS`), with bit 4 |
 * | signed … | – – a count for each register of the shape |
 * | 4 | CRC-32 of everything before |
 *
 * A list is a varint count and its entries. A value beyond 53 bits and a clock of no known form are
 * left out, as in blocks.
 */
export const BATCH_MAGIC = [0x52, 0x52, 1] as const;

export const ROW_FLAGS = { source: 0b111, frame: 0b1000, clock: 0b10000 } as const;

/** A register as one reading writes it. */
export type RegisterForm = Omit<RegisterColumn, "counts">;
/** The registers of a reading, in its order. */
export type Shape = readonly RegisterForm[];

/** A name for `Places`. */
export const nameOfShape = (shape: Shape): string =>
  shape.map(({ register, unit, exponent }) => `${register} ${unit} ${exponent}`).join("\n");

/** A batch as read: its lists, and its readings with their details still packed in `bytes`. */
export interface ReadingBatch {
  readonly bytes: Uint8Array;
  readonly meters: readonly MeterKey[];
  readonly receivers: readonly string[];
  readonly statusSets: readonly (readonly string[])[];
  readonly shapes: readonly Shape[];
  readonly rows: readonly BatchRow[];
}

export interface BatchRow {
  /** Places in the batch's lists. */
  readonly meter: number;
  readonly receiver: number;
  readonly status: number;
  readonly shape: number;
  readonly atMs: number;
  readonly flags: number;
  /** Marks, frame, clock and counts as in the table: where they begin and end in `bytes`. */
  readonly detailsAt: number;
  readonly detailsEnd: number;
}
