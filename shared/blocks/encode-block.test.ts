import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeterKey } from "../model/meter-id.ts";
import { SOURCES } from "../model/reading.ts";
import { REGISTERS } from "../model/register.ts";
import { UNITS } from "../model/unit.ts";
import { REGISTER_CODES, SOURCE_CODES, UNIT_CODES } from "./block-codes-table.ts";
import { decodeBlockHeader } from "./block-header.ts";
import { decodeBlock, openBlock, unpackMonth } from "./decode-block.ts";
import { encodeBlock, packBlock, sealBlock } from "./encode-block.ts";
import type { MonthColumns, RegisterColumn } from "./month-columns.ts";

const JANUARY = Date.UTC(2025, 0, 1);
const MONTH_MS = 31 * 86_400_000;
const METER = "KAM-90000001-34-04" as MeterKey;
const deflate = (body: Uint8Array) => new Uint8Array(deflateRawSync(body, { level: 1 }));
const inflate = (body: Uint8Array) => new Uint8Array(inflateRawSync(body));

/** A month without status, marks, frames or clock. */
function plainMonth(timesMs: readonly number[], registers: readonly RegisterColumn[]): MonthColumns {
  const rows = timesMs.length;
  return {
    meter: METER,
    timesMs: Float64Array.from(timesMs),
    registers,
    statusIndex: new Uint16Array(rows),
    statusSets: [[]],
    marks: new Uint16Array(rows),
    originIndex: new Uint16Array(rows),
    origins: [{ source: "radio", receiver: "mast" }],
    frameSeq: new Float64Array(rows).fill(Number.NaN),
  };
}

function encoded(month: MonthColumns): Uint8Array {
  const block = encodeBlock(month, deflate);
  if (!block.ok) throw new Error(JSON.stringify(block.error));
  return block.value;
}

function roundTrip(month: MonthColumns): MonthColumns {
  const decoded = decodeBlock(encoded(month), inflate);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

const STEPS_MS = [15_000, 60_000, 300_000, 900_000, 3_600_000, 86_400_000];

const safeInteger = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 32, -(2 ** 31)),
);

/** Counts of one register: wild numbers, a meter's counter, or a constant; some rows without. */
function anyCounts(rows: number): fc.Arbitrary<Float64Array> {
  const wild = fc.array(safeInteger, { minLength: rows, maxLength: rows });
  const counter = fc
    .tuple(fc.integer({ min: 0, max: 1e9 }), fc.array(fc.nat(40), { minLength: rows, maxLength: rows }))
    .map(([start, steps]) => {
      let count = start;
      return steps.map((step) => {
        count += step;
        return count;
      });
    });
  const constant = safeInteger.map((count) => Array.from({ length: rows }, () => count));
  const gaps = fc.oneof(
    fc.constant(() => false),
    fc.array(fc.nat(3), { minLength: rows, maxLength: rows }).map((all) => (row: number) => all[row] === 0),
    fc.tuple(fc.nat(rows), fc.nat(rows)).map(
      ([a, b]) =>
        (row: number) =>
          row >= a && row < a + b,
    ),
  );
  return fc
    .tuple(fc.oneof(wild, counter, constant), gaps)
    .map(([counts, isGap]) =>
      Float64Array.from(counts, (count, row) => (isGap(row) ? Number.NaN : count + 0)),
    );
}

/** Plain objects, as our own code makes them. */
const plain = { noNullPrototype: true } as const;

const anyColumn = (rows: number): fc.Arbitrary<RegisterColumn> =>
  fc
    .tuple(
      fc.constantFrom(...REGISTER_CODES),
      fc.constantFrom(...UNIT_CODES),
      fc.integer({ min: -9, max: 9 }),
      anyCounts(rows),
    )
    .map(([register, unit, exponent, counts]) => ({ register, unit, exponent, counts }));

const anyTimes = (rows: number): fc.Arbitrary<Float64Array> =>
  fc
    .tuple(
      fc.constantFrom(...STEPS_MS),
      fc.array(fc.nat(3), { minLength: rows, maxLength: rows }),
      fc.nat(999),
    )
    .map(([stepMs, steps, offsetMs]) => {
      let atMs = JANUARY + offsetMs;
      return Float64Array.from(steps, (step) => {
        atMs = Math.min(atMs + (step === 3 ? 7 : step) * stepMs, JANUARY + MONTH_MS - 1);
        return atMs;
      });
    });

const indexes = (rows: number, below: number) =>
  fc
    .array(fc.nat(below - 1), { minLength: rows, maxLength: rows })
    .chain((all) =>
      fc.constantFrom(
        all,
        all.map((one, row) => (row % 20 === 0 ? one : 0)),
      ),
    )
    .map((all) => Uint16Array.from(all));

const sequence = (rows: number) =>
  fc
    .array(fc.option(fc.nat(2 ** 40), { nil: Number.NaN }), { minLength: rows, maxLength: rows })
    .map((all) => Float64Array.from(all));

const anyMonth: fc.Arbitrary<MonthColumns> = fc.integer({ min: 1, max: 200 }).chain((rows) =>
  fc.record(
    {
      meter: fc.constantFrom(METER, "SON-12345678-0A-07" as MeterKey, "ø" as MeterKey),
      timesMs: anyTimes(rows),
      registers: fc.array(anyColumn(rows), { maxLength: 12 }),
      statusIndex: indexes(rows, 3),
      statusSets: fc.array(fc.array(fc.string({ unit: "binary" }), { maxLength: 3 }), {
        minLength: 3,
        maxLength: 3,
      }),
      marks: indexes(rows, 64),
      originIndex: indexes(rows, 2),
      origins: fc.array(
        fc.record({ source: fc.constantFrom(...SOURCES), receiver: fc.string({ unit: "binary" }) }, plain),
        { minLength: 2, maxLength: 2 },
      ),
      frameSeq: sequence(rows),
      clock: fc.record(
        {
          localMs: sequence(rows),
          form: indexes(rows, 3).map((all) => Uint8Array.from(all)),
        },
        plain,
      ),
    },
    {
      ...plain,
      requiredKeys: [
        "meter",
        "timesMs",
        "registers",
        "statusIndex",
        "statusSets",
        "marks",
        "originIndex",
        "origins",
        "frameSeq",
      ],
    },
  ),
);

describe("a month as a block", () => {
  it("comes out exactly as it went in, whatever the registers, gaps, signs and steps", () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        expect(roundTrip(month)).toEqual(month);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same without compression", () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const packed = packBlock(month);
        if (!packed.ok) throw new Error(packed.error.kind);
        const opened = openBlock(sealBlock(packed.value));
        if (!opened.ok) throw new Error(opened.error.kind);
        const unpacked = unpackMonth(opened.value, [opened.value.pieces[0].storedBody]);
        expect(unpacked).toEqual({ ok: true, value: month });
      }),
    );
  });

  it("gives single registers without the others", () => {
    const counts = (start: number) => Float64Array.from({ length: 100 }, (_, row) => start + row * row);
    const month = plainMonth(
      Array.from({ length: 100 }, (_, hour) => JANUARY + hour * 3_600_000),
      [
        { register: "E1", unit: "kWh", exponent: 0, counts: counts(5) },
        { register: "V1", unit: "m³", exponent: -2, counts: counts(70) },
      ],
    );
    const packed = packBlock(month);
    if (!packed.ok) throw new Error(packed.error.kind);
    const opened = openBlock(sealBlock(packed.value));
    if (!opened.ok) throw new Error(opened.error.kind);
    const bodies = [opened.value.pieces[0].storedBody];
    const volume = unpackMonth(opened.value, bodies, ({ register }) => register === "V1");
    expect(volume.ok && volume.value.registers).toEqual([month.registers[1]]);
  });
});

describe("the header of a block", () => {
  it("answers a month's report without the body: first, last, smallest, largest, and when", () => {
    const month = plainMonth(
      [0, 1, 2, 3].map((hour) => JANUARY + hour * 3_600_000),
      [
        { register: "E1", unit: "kWh", exponent: -1, counts: Float64Array.of(100, 104, 104, 111) },
        {
          register: "t1",
          unit: "°C",
          exponent: -2,
          counts: Float64Array.of(Number.NaN, 7105, 7350, Number.NaN),
        },
        { register: "V1", unit: "m³", exponent: -3, counts: Float64Array.of(99_998, 99_999, 0, 2) },
      ],
    );
    const block = encoded(month);
    const header = decodeBlockHeader(block);
    if (!header.ok) throw new Error(header.error.kind);
    const end = JANUARY + 3 * 3_600_000;
    expect(header.value).toMatchObject({ meter: METER, count: 4, firstMs: JANUARY, lastMs: end });
    expect(header.value.registers).toMatchObject([
      { register: "E1", count: 4, first: 100, last: 111, min: 100, max: 111, neverFalls: true },
      {
        register: "t1",
        count: 2,
        first: 7105,
        firstMs: JANUARY + 3_600_000,
        last: 7350,
        lastMs: end - 3_600_000,
        min: 7105,
        max: 7350,
      },
      { register: "V1", first: 99_998, last: 2, min: 0, max: 99_999, neverFalls: false },
    ]);
    const alone = decodeBlockHeader(block.slice(0, header.value.headerBytes));
    expect(alone).toEqual(header);
  });

  it("has the bytes its table says (worked out by hand; checksums by zlib)", () => {
    const packed = packBlock(
      plainMonth([1_000_000], [{ register: "E1", unit: "kWh", exponent: -1, counts: Float64Array.of(300) }]),
    );
    if (!packed.ok) throw new Error(packed.error.kind);
    const block = sealBlock(packed.value);
    // 1,000,000 = 0b1111010000100100_000000: low 6 bits 0 and more, then 15,625 as a varint.
    const start = "80897a";
    // 300 = 4 × 64 + 44: low 6 bits 44 and more, then 4.
    const count = "ac04";
    const meter = `12${Buffer.from(METER, "latin1").toString("hex")}`;
    const column = `00 02 41 01 06 ${count} ${count}`;
    const facts = `${meter} 18 01 ${start} 00 01 16 01 ${column}`.replaceAll(" ", "");
    // Times: level. Row facts: one empty status set, 1 run of 0 × 1 row, the same for marks, one origin
    // (radio, "mast"), its run, no frame (0, then a level with one bit of presence: 0), no clock.
    const rows = "01 00 01 00 01 01 00 01 01 00 04 6d617374 01 00 01 00 20 00 00".replaceAll(" ", "");
    const body = Buffer.from(`00${rows}00`, "hex");
    const header = Buffer.from(`5242 01 02 00000000 00000000 00000000${facts}`.replaceAll(" ", ""), "hex");
    header.writeUInt32LE(header.length + 4, 4);
    header.writeUInt32LE(body.length, 8);
    header.writeUInt32LE(crc32(body), 12);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32LE(crc32(header));
    expect(Buffer.from(block).toString("hex")).toBe(Buffer.concat([header, checksum, body]).toString("hex"));
  });
});

describe("the codes in a block", () => {
  it("exist once for every register, unit and source", () => {
    expect([...REGISTER_CODES].sort()).toEqual(Object.keys(REGISTERS).sort());
    expect([...UNIT_CODES].sort()).toEqual(["", ...Object.keys(UNITS)].sort());
    expect([...SOURCE_CODES].sort()).toEqual([...SOURCES].sort());
  });
});

describe("a damaged block", () => {
  const sample = encoded(
    plainMonth(
      Array.from({ length: 50 }, (_, hour) => JANUARY + hour * 3_600_000),
      [
        {
          register: "E1",
          unit: "kWh",
          exponent: 0,
          counts: Float64Array.from({ length: 50 }, (_, n) => n * n),
        },
      ],
    ),
  );

  it("is refused with any bit flipped", () => {
    for (let bit = 0; bit < sample.length * 8; bit += 1) {
      const damaged = Uint8Array.from(sample);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(decodeBlock(damaged, inflate).ok).toBe(false);
    }
  });

  it("is refused when cut short anywhere, and when something follows", () => {
    for (let length = 0; length < sample.length; length += 1) {
      const kind = decodeBlock(sample.slice(0, length), inflate);
      expect(kind).toMatchObject({ ok: false, error: { kind: "truncated" } });
    }
    expect(decodeBlock(Uint8Array.from([...sample, 0]), inflate).ok).toBe(false);
  });

  it("says when a newer program wrote it", () => {
    const newer = Uint8Array.from(sample);
    newer[2] = 9;
    expect(decodeBlock(newer, inflate)).toMatchObject({ ok: false, error: { kind: "newer-version" } });
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(decodeBlock(bytes, inflate).ok).toBe(false);
      }),
    );
  });
});

describe("a month that cannot be a block", () => {
  const counts = Float64Array.of(1, 2);
  const column: RegisterColumn = { register: "E1", unit: "kWh", exponent: 0, counts };

  it("is refused with its reason", () => {
    const problem = (month: MonthColumns) => {
      const result = packBlock(month);
      return result.ok ? undefined : result.error.kind;
    };
    expect(problem(plainMonth([], []))).toBe("malformed");
    expect(problem(plainMonth([JANUARY + 1, JANUARY], [column]))).toBe("not-in-order");
    expect(problem(plainMonth([JANUARY, JANUARY + MONTH_MS], [column]))).toBe("not-a-month");
    expect(
      problem(plainMonth([JANUARY, JANUARY + 1], [{ ...column, counts: Float64Array.of(1, 0.5) }])),
    ).toBe("not-exact");
    expect(
      problem(plainMonth([JANUARY, JANUARY + 1], [{ ...column, counts: Float64Array.of(1, 2 ** 53) }])),
    ).toBe("not-exact");
    expect(problem(plainMonth([JANUARY], [column]))).toBe("malformed");
  });
});
