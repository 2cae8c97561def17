import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { decodeSeries } from "./decode-series.ts";
import { decodeSeriesRows } from "./decode-series-rows.ts";
import { encodeSeries } from "./encode-series.ts";
import { scanSeries } from "./scan-series.ts";

function written(column: Float64Array): { readonly bytes: Uint8Array; readonly first: number } {
  const out = new ByteWriter();
  const scan = scanSeries(column);
  encodeSeries(column, scan, out);
  return { bytes: out.take(), first: scan.first };
}

function rowsOf(
  column: readonly number[],
  wanted: readonly number[],
): { rows: number[]; isAllRead: boolean } {
  const { bytes, first } = written(Float64Array.from(column));
  const input = new ByteReader(Uint8Array.from([...bytes, 0xff]));
  const rows = decodeSeriesRows(input, { rows: column.length, first }, Int32Array.from(wanted));
  return { rows: [...rows], isAllRead: input.at === bytes.length };
}

/** Columns that every kind of series is written for: levels, values around one, counters up and down, straight and bent ones. */
const columns = fc
  .record({
    first: fc.oneof(fc.nat(1000), fc.integer({ min: -(2 ** 52), max: 2 ** 52 })),
    step: fc.oneof(fc.constantFrom(0, 1, -3, 3_600_000), fc.integer({ min: -(2 ** 40), max: 2 ** 40 })),
    noise: fc.array(
      fc.oneof(
        fc.constant(0),
        fc.nat(3),
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: -(2 ** 43), max: 2 ** 43 }),
      ),
      { minLength: 1, maxLength: 300 },
    ),
    form: fc.constantFrom("value", "step", "bend"),
    lacking: fc.option(fc.nat(9), { freq: 4 }),
  })
  .map(({ first, step, noise, form, lacking }) => {
    let [count, rise] = [first, step];
    return noise.map((one, row) => {
      if (form === "bend") rise += one % 1000;
      count = form === "value" ? first + one : count + rise + (form === "step" ? one : 0);
      return lacking !== null && row % 10 === lacking ? Number.NaN : count;
    });
  })
  .filter((column) => column.every((count) => !(Math.abs(count) > Number.MAX_SAFE_INTEGER)));

describe("Some rows of a series", () => {
  it("are those of the whole column, of any column and for any choice, and all its bytes are read", () => {
    fc.assert(
      fc.property(columns, fc.array(fc.boolean(), { maxLength: 300 }), (column, isWanted) => {
        const wanted = [...column.keys()].filter((row) => isWanted[row] ?? false);
        const { bytes, first } = written(Float64Array.from(column));
        const whole = decodeSeries(new ByteReader(bytes), column.length, first);
        expect([...whole]).toEqual(column);
        expect(rowsOf(column, wanted)).toEqual({ rows: wanted.map((row) => column[row]), isAllRead: true });
      }),
      { numRuns: 300 },
    );
  });

  it("of a counter that rises by hand", () => {
    // 5, then + 1, + 1, + 300, + 2, with and without the first and the last row.
    expect(rowsOf([5, 6, 7, 307, 309], [0, 3, 4])).toEqual({ rows: [5, 307, 309], isAllRead: true });
    expect(rowsOf([5, 6, 7, 307, 309], [2])).toEqual({ rows: [7], isAllRead: true });
    expect(rowsOf([5, 6, 7, 307, 309], [])).toEqual({ rows: [], isAllRead: true });
  });

  it("are exact beside steps too large to be summed in 31 bits", () => {
    const column = Array.from({ length: 200 }, (_, row) => row * 1_000_000_007 + (row % 3) * 123_456_789);
    expect(rowsOf(column, [63, 64, 65, 199])).toEqual({
      rows: [63, 64, 65, 199].map((row) => column[row]),
      isAllRead: true,
    });
  });
});
