/**
 * Where meters stood around one moment: the readings on both sides of it, and what the month they lie in
 * says of the counter. A row per meter; a stretch of meters lies in one row of SQL, numbers little-endian:
 *
 * | bytes | what |
 * |---|---|
 * | 4 | `RA` and the version of this form, 2, as a number |
 * | 4 | rows n |
 * | 8 | float64: number of the last change (`change-count.ts`) when this was made |
 * | 4 | meters of the stretch with a block of the month that this tells of, those included that lack the register |
 * | 4 | zero |
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
  /** 1 or 0. */
  readonly neverFalls: number;
}

const FLOATS = ["before", "beforeMs", "after", "afterMs", "first", "last", "exponent"] as const;
const WORDS = ["meterId", "bodyChecksum", "headerChecksum"] as const;
const BYTES = ["unitCode", "neverFalls"] as const;
const ROW_BYTES = FLOATS.length * 8 + WORDS.length * 4 + BYTES.length;
const HEAD_BYTES = 24;
const MARK = 0x02_41_52;

export interface AroundColumns
  extends Readonly<Record<(typeof FLOATS)[number], Float64Array>>,
    Readonly<Record<(typeof WORDS)[number], Uint32Array>>,
    Readonly<Record<(typeof BYTES)[number], Uint8Array>> {
  readonly rows: number;
  /** Number of the last change when the columns were made. */
  readonly madeAtSeq: number;
  readonly metersToldOf: number;
}

/** Columns over one stretch of memory, as they are packed. */
export function columnsOfAround(
  rows: readonly AroundRow[],
  made: Pick<AroundColumns, "madeAtSeq" | "metersToldOf">,
): { readonly columns: AroundColumns; readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(HEAD_BYTES + rows.length * ROW_BYTES);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MARK, true);
  head.setUint32(4, rows.length, true);
  head.setFloat64(8, made.madeAtSeq, true);
  head.setUint32(16, made.metersToldOf, true);
  const columns = viewAround(bytes.buffer, { ...made, rows: rows.length });
  for (const name of [...FLOATS, ...WORDS, ...BYTES]) {
    const column = columns[name];
    for (const [at, row] of rows.entries()) column[at] = row[name];
  }
  return { columns, bytes };
}

/** Nothing for bytes of another form or length: they are made anew. */
export function unpackAround(packed: Uint8Array): AroundColumns | undefined {
  if (packed.length < HEAD_BYTES) return undefined;
  const { buffer } = Uint8Array.from(packed);
  const head = new DataView(buffer);
  const rows = head.getUint32(4, true);
  if (head.getUint32(0, true) !== MARK || packed.length !== HEAD_BYTES + rows * ROW_BYTES) return undefined;
  return viewAround(buffer, {
    rows,
    madeAtSeq: head.getFloat64(8, true),
    metersToldOf: head.getUint32(16, true),
  });
}

/** One row of the columns. */
export const aroundRowAt = (columns: AroundColumns, row: number): AroundRow => ({
  meterId: columns.meterId[row] ?? 0,
  bodyChecksum: columns.bodyChecksum[row] ?? 0,
  headerChecksum: columns.headerChecksum[row] ?? 0,
  before: columns.before[row] ?? Number.NaN,
  beforeMs: columns.beforeMs[row] ?? Number.NaN,
  after: columns.after[row] ?? Number.NaN,
  afterMs: columns.afterMs[row] ?? Number.NaN,
  first: columns.first[row] ?? Number.NaN,
  last: columns.last[row] ?? Number.NaN,
  exponent: columns.exponent[row] ?? 0,
  unitCode: columns.unitCode[row] ?? 0,
  neverFalls: columns.neverFalls[row] ?? 0,
});

/** Every machine this runs on is little-endian, so columns are read where they lie. */
function viewAround(
  buffer: ArrayBuffer,
  facts: Pick<AroundColumns, "rows" | "madeAtSeq" | "metersToldOf">,
): AroundColumns {
  const { rows } = facts;
  const floats = (place: number) => new Float64Array(buffer, HEAD_BYTES + place * 8 * rows, rows);
  const wordsAt = HEAD_BYTES + FLOATS.length * 8 * rows;
  const words = (place: number) => new Uint32Array(buffer, wordsAt + place * 4 * rows, rows);
  const bytesAt = wordsAt + WORDS.length * 4 * rows;
  const bytes = (place: number) => new Uint8Array(buffer, bytesAt + place * rows, rows);
  return {
    ...facts,
    before: floats(0),
    beforeMs: floats(1),
    after: floats(2),
    afterMs: floats(3),
    first: floats(4),
    last: floats(5),
    exponent: floats(6),
    meterId: words(0),
    bodyChecksum: words(1),
    headerChecksum: words(2),
    unitCode: bytes(0),
    neverFalls: bytes(1),
  };
}
