import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { makeScaled } from "../../model/scaled.ts";
import { formatHex } from "../bytes/hex.ts";
import {
  type KmpColumn,
  logAnswer,
  oldLogAnswer,
  registersAnswer,
  serialAnswer,
  typeAnswer,
} from "./encode-kmp-answer.ts";
import { decodeKmpAnswer } from "./kmp-answer.ts";
import { decodeKmpFrame, encodeKmpFrame, type KmpFrame } from "./kmp-frame.ts";
import { decodeKmpLog, decodeOldKmpLog } from "./kmp-log.ts";

const wire = (frame: KmpFrame) => formatHex(encodeKmpFrame(frame));
const compact = (text: string) => text.replaceAll(" ", "");

const MWH = { unitCode: 0x03, length: 4, exponent: -3 };

/** Unit code, length and exponent of the vector's registers, and their counts. */
const EIGHT = [
  { register: 60, ...MWH, count: 12_345 },
  { register: 68, unitCode: 0x28, length: 4, exponent: -2, count: 98_765 },
  { register: 80, unitCode: 0x16, length: 4, exponent: -1, count: 123 },
  { register: 86, unitCode: 0x25, length: 4, exponent: -2, count: 7312 },
  { register: 87, unitCode: 0x25, length: 4, exponent: -2, count: 4120 },
  { register: 89, unitCode: 0x26, length: 4, exponent: -2, count: 3192 },
  { register: 74, unitCode: 0x29, length: 4, exponent: 0, count: 330 },
  { register: 99, unitCode: 0x33, length: 4, exponent: 0, count: 0 },
];

describe("answers of a simulated meter are the published frames", () => {
  it("type 0004, software 0601", () => {
    expect(wire(typeAnswer(0x0004, 0x0601))).toBe(compact("40 3F 01 00 04 1B F9 01 26 99 0D"));
  });

  it("serial number 90000001", () => {
    expect(wire(serialAnswer(90_000_001))).toBe(vectors["kmp.getSerial.resp"]);
  });

  it("registers", () => {
    expect(wire(registersAnswer(EIGHT.slice(0, 1)))).toBe(vectors["kmp.getReg60.resp 12.345 MWh"]);
    expect(wire(registersAnswer(EIGHT))).toBe(
      vectors[
        "kmp.getReg8.resp E1 12.345 MWh,V1 987.65 m3,P 12.3 kW,t1 73.12,t2 41.20,dt 31.92 K,flow 330 l/h,info 0"
      ],
    );
  });

  it("a negative number, its mantissa stuffed", () => {
    const difference = { register: 89, unitCode: 0x26, length: 4, exponent: -2, count: -128 };
    expect(wire(registersAnswer([difference]))).toBe(
      vectors["kmp.neg number -1.28 K (stuffing in mantissa 0x80)"],
    );
  });

  it("two years of dates from the year log, oldest and newest included", () => {
    const frame = logAnswer({
      log: "year",
      columns: [{ register: 1003, unitCode: 0x30, length: 4, exponent: 0 }],
      rows: [[260_101], [250_101]],
      firstId: 2,
      newestId: 2,
      info: 0xc0,
    });
    expect(wire(frame)).toBe(
      compact(
        "40 3F B8 1B F9 02 00 02 01 00 00 00 02 00 00 00 02 00 C0 03 EB 30 04 00 00 03 F8 05 00 03 D0 F5 AA 3A 0D",
      ),
    );
  });
});

const columns: fc.Arbitrary<readonly KmpColumn[]> = fc.array(
  fc.record({
    register: fc.nat(0xffff),
    // Plain numbers, without codes that mean dates, times or text.
    unitCode: fc.constantFrom(0x02, 0x28, 0x25, 0x29, 0x16, 0x33),
    length: fc.constantFrom(1, 2, 4, 8),
    exponent: fc.integer({ min: -6, max: 6 }),
  }),
  { minLength: 1, maxLength: 5 },
);

const countOf = (length: number) => fc.bigInt({ min: 0n, max: 256n ** BigInt(length) - 1n });

const tables = columns.chain((list) =>
  fc.record({
    columns: fc.constant(list),
    rows: fc.array(fc.tuple(...list.map(({ length }) => countOf(length))), { minLength: 1, maxLength: 6 }),
  }),
);

const roundTrip = (frame: KmpFrame): KmpFrame => {
  const back = decodeKmpFrame(encodeKmpFrame(frame));
  if (!back.ok) throw new Error(back.error.kind);
  return back.value;
};

const exactly = ({ exponent }: KmpColumn, count: bigint) => ({
  kind: "number",
  number: makeScaled(count, exponent),
});

describe("any answer", () => {
  it("gives its registers back, signs included", () => {
    fc.assert(
      fc.property(tables, fc.boolean(), ({ columns: list, rows }, isNegative) => {
        const counts = (rows[0] ?? []).map((count) => (isNegative ? -count : count));
        const frame = registersAnswer(list.map((column, i) => ({ ...column, count: counts[i] ?? 0n })));
        const decoded = decodeKmpAnswer(roundTrip(frame));
        if (!decoded.ok || decoded.value.kind !== "registers") throw new Error("not registers");
        expect(decoded.value.registers.map(({ id }) => id)).toEqual(list.map(({ register }) => register));
        expect(decoded.value.registers.map(({ value }) => value)).toEqual(
          list.map((column, i) => exactly(column, counts[i] ?? 0n)),
        );
      }),
    );
  });

  it("gives its log rows back, of newer and older loggers", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 100, max: 60_000 }), ({ columns: list, rows }, firstId) => {
        const expected = rows.map((row) => list.map((column, i) => exactly(column, row[i] ?? 0n)));
        const content = { log: "day" as const, columns: list, rows, firstId, newestId: firstId, info: 0 };
        const newer = decodeKmpLog(roundTrip(logAnswer(content)).data);
        if (!newer.ok) throw new Error(newer.error.kind);
        expect(newer.value.rows.map(({ id }) => id)).toEqual(rows.map((_, n) => firstId - n));
        expect(newer.value.rows.map(({ values }) => values.map(({ value }) => value))).toEqual(expected);
        const older = decodeOldKmpLog(
          roundTrip(
            oldLogAnswer({
              cid: 0xa2,
              log: 1,
              columns: list,
              rows: rows.map((counts, n) => ({ id: firstId + n, counts })),
              lastReadId: firstId,
              newestId: firstId,
              info: 0,
            }),
          ).data,
        );
        if (!older.ok) throw new Error(older.error.kind);
        expect(older.value.rows.map(({ values }) => values.map(({ value }) => value))).toEqual(expected);
      }),
    );
  });

  it("that claims rows without bytes is refused instead of counted out", () => {
    const empty = hexBytes("0604FFFF0100000002000000020000003C030000");
    expect(decodeKmpLog(empty)).toMatchObject({ ok: false, error: { kind: "truncated" } });
    expect(decodeKmpLog(hexBytes("0604FFFF00000000020000000200 00".replace(" ", "")))).toMatchObject({
      ok: false,
    });
  });
});
