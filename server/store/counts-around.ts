/**
 * Where meters stood around one moment: the readings on both sides of it, and what the month they lie in
 * says of the counter. A row per meter; a stretch of meters lies in one row of SQL:
 *
 * | bytes | what |
 * |---|---|
 * | 4 | rows n, little-endian |
 * | n × 8 × 7 | float64 columns: before, beforeMs, after, afterMs, first, last, exponent |
 * | n × 4 × 3 | uint32 columns: meter id, checksum of the block's body, checksum of its header |
 * | n × 2 | code of the unit, and 1 where the counter never falls in the month |
 */
export interface AroundRow {
  readonly meterId: number;
  readonly bodyChecksum: number;
  readonly headerChecksum: number;
  /** NaN where the month has no reading on that side. */
  readonly before: number;
  readonly beforeMs: number;
  readonly after: number;
  readonly afterMs: number;
  /** First and last count of the month. */
  readonly first: number;
  readonly last: number;
  readonly exponent: number;
  /** Place in `UNIT_CODES`. */
  readonly unitCode: number;
  readonly neverFalls: boolean;
}

const FLOATS = ["before", "beforeMs", "after", "afterMs", "first", "last", "exponent"] as const;
const WORDS = ["meterId", "bodyChecksum", "headerChecksum"] as const;
const ROW_BYTES = FLOATS.length * 8 + WORDS.length * 4 + 2;

export function packAround(rows: readonly AroundRow[]): Uint8Array {
  const bytes = new Uint8Array(4 + rows.length * ROW_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rows.length, true);
  let at = 4;
  for (const name of FLOATS) {
    for (const row of rows) {
      view.setFloat64(at, row[name], true);
      at += 8;
    }
  }
  for (const name of WORDS) {
    for (const row of rows) {
      view.setUint32(at, row[name], true);
      at += 4;
    }
  }
  for (const row of rows) bytes[at++] = row.unitCode;
  for (const row of rows) bytes[at++] = row.neverFalls ? 1 : 0;
  return bytes;
}

/** Nothing for bytes of another length: they are made anew. */
export function unpackAround(bytes: Uint8Array): readonly AroundRow[] {
  if (bytes.length < 4) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (bytes.length !== 4 + count * ROW_BYTES) return [];
  const float = (column: number, row: number) => view.getFloat64(4 + (column * count + row) * 8, true);
  const words = 4 + FLOATS.length * 8 * count;
  const word = (column: number, row: number) => view.getUint32(words + (column * count + row) * 4, true);
  const flags = words + WORDS.length * 4 * count;
  return Array.from({ length: count }, (_, row) => ({
    meterId: word(0, row),
    bodyChecksum: word(1, row),
    headerChecksum: word(2, row),
    before: float(0, row),
    beforeMs: float(1, row),
    after: float(2, row),
    afterMs: float(3, row),
    first: float(4, row),
    last: float(5, row),
    exponent: float(6, row),
    unitCode: bytes[flags + row] ?? 0,
    neverFalls: bytes[flags + count + row] === 1,
  }));
}
