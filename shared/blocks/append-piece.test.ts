import { deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeterKey } from "../model/meter-id.ts";
import type { Reading } from "../model/reading.ts";
import { appendEdges } from "./append-edges.ts";
import { appendPiece } from "./append-piece.ts";
import { type BlockHeader, decodeBlockHeader } from "./block-header.ts";
import { decodeBlock, inflateBodies, openBlock } from "./decode-block.ts";
import { encodeBlock } from "./encode-block.ts";
import { gatherRows, mergeMonths } from "./merge-months.ts";
import type { MonthColumns } from "./month-columns.ts";
import { edgesOf } from "./month-edges.ts";
import { readingsOf, toMonthColumns } from "./month-readings.ts";
import { EdgeReader, packEdges } from "./pack-edges.ts";
import { unpackRows } from "./unpack-rows.ts";

const START = Date.UTC(2025, 2, 1);
const HOUR_MS = 3_600_000;
const METER = "KAM-90000001-34-04" as MeterKey;
const deflate = (body: Uint8Array) => new Uint8Array(deflateRawSync(body, { level: 1 }));
const inflate = (body: Uint8Array) => new Uint8Array(inflateRawSync(body));

interface Seed {
  readonly step: number;
  readonly kind: number;
}

/** A counter that mostly rises, in one or two forms, with registers that come and go, marks, status and two receivers. */
function readingAt(hour: number, count: number, { kind }: Seed): Reading {
  const values: Reading["values"] = [
    ...(kind % 11 === 0
      ? []
      : [{ register: "E1", unit: "kWh", value: { digits: count, exponent: kind === 13 ? -1 : 0 } } as const]),
    ...(kind % 3 === 0
      ? [{ register: "V1", unit: "m³", value: { digits: 2 * count, exponent: -2 } } as const]
      : []),
    ...(kind % 4 === 0
      ? [{ register: "t1", unit: "°C", value: { digits: 7000 - count * (kind % 5), exponent: -2 } } as const]
      : []),
  ];
  return {
    meter: METER,
    atMs: START + hour * HOUR_MS,
    values,
    status: kind % 6 === 0 ? ["leak"] : [],
    marks: kind === 17 ? ["implausible"] : kind === 19 ? ["edited"] : [],
    source: "radio",
    receiver: kind % 2 === 0 ? "mast" : "car",
    ...(kind % 5 === 0 ? { frameSeq: hour } : {}),
    ...(kind % 7 === 0 ? { meterClock: "2025-03-01T02:30" } : {}),
  };
}

/** Up to six pieces, each of later hours than the one before; a step below 0 is a counter that falls. */
const anyPieces = fc
  .tuple(
    fc.array(
      fc.array(
        fc.record({
          step: fc.oneof({ weight: 40, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.constant(-5) }),
          kind: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 2, 12) }, fc.nat(23)),
        }),
        { minLength: 1, maxLength: 30 },
      ),
      { minLength: 2, maxLength: 6 },
    ),
    fc.nat(1000),
  )
  .map(([pieces, start]) => {
    let count = start + 100;
    let hour = 0;
    return pieces.map((seeds) =>
      monthOf(
        seeds.map((seed) => {
          count += seed.step;
          hour += 1 + (seed.kind % 3);
          return readingAt(hour, count, seed);
        }),
      ),
    );
  });

function monthOf(readings: readonly Reading[]): MonthColumns {
  const [month] = toMonthColumns(readings);
  if (!month) throw new Error("no readings");
  return month;
}

function encoded(month: MonthColumns): Uint8Array {
  const block = encodeBlock(month, deflate);
  if (!block.ok) throw new Error(block.error.kind);
  return block.value;
}

function opened(block: Uint8Array) {
  const open = openBlock(block);
  if (!open.ok) throw new Error(open.error.kind);
  return open.value;
}

function grown(pieces: readonly MonthColumns[]): Uint8Array {
  const [first, ...later] = pieces.map(encoded);
  return later.reduce((block, piece) => {
    const joined = appendPiece(block, opened(block).header, piece);
    if (!joined) throw new Error("the piece was refused");
    return joined;
  }, first as Uint8Array);
}

const whole = (pieces: readonly MonthColumns[]): MonthColumns => pieces.reduce(mergeMonths);

/** What a header says of readings, not of bytes. */
function factsOf(block: Uint8Array) {
  const header = decodeBlockHeader(block);
  if (!header.ok) throw new Error(header.error.kind);
  const { meter, count, firstMs, lastMs, isDistinct, registers } = header.value satisfies BlockHeader;
  return {
    meter,
    count,
    firstMs,
    lastMs,
    isDistinct,
    registers: registers.map((one) => ({ ...one, bytes: 0 })),
  };
}

describe("a block that grew by pieces", () => {
  it("holds exactly the rows of all of them, and its header says the same as that of one block", () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const block = grown(pieces);
        const month = decodeBlock(block, inflate);
        expect(month.ok && readingsOf(month.value)).toEqual(readingsOf(whole(pieces)));
        expect(factsOf(block)).toEqual(factsOf(encoded(whole(pieces))));
      }),
      { numRuns: 300 },
    );
  });

  it("gives single registers and single rows as one block does", () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const [block, one] = [grown(pieces), encoded(whole(pieces))];
        const volume = (bytes: Uint8Array) =>
          decodeBlock(bytes, inflate, ({ register }) => register === "V1");
        expect(volume(block)).toEqual(volume(one));
        const everyThird = (bytes: Uint8Array) => {
          const open = opened(bytes);
          const bodies = inflateBodies(open, inflate);
          return bodies.ok && unpackRows(open, bodies.value, ({ timesMs }) => thirds(timesMs.length));
        };
        expect(everyThird(block)).toEqual(everyThird(one));
        expect(everyThird(block)).toEqual({
          ok: true,
          value: gatherRows(whole(pieces), undefined, thirds(whole(pieces).timesMs.length)),
        });
      }),
    );
  });

  it("is refused with any bit flipped, cut short anywhere, and with something behind it", () => {
    const block = grown(
      [0, 30, 60].map((from) =>
        monthOf([1, 2, 3, 4].map((n) => readingAt(from + n, from + n, { step: 1, kind: 12 }))),
      ),
    );
    for (let bit = 0; bit < block.length * 8; bit += 1) {
      const damaged = Uint8Array.from(block);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(decodeBlock(damaged, inflate).ok).toBe(false);
    }
    for (let length = 0; length < block.length; length += 1) {
      expect(decodeBlock(block.slice(0, length), inflate).ok).toBe(false);
    }
    expect(decodeBlock(Uint8Array.from([...block, 0]), inflate).ok).toBe(false);
  });

  it("takes no piece with a row that is not later than all there are", () => {
    const month = (hour: number) => encoded(monthOf([readingAt(hour, hour, { step: 1, kind: 2 })]));
    const block = month(5);
    expect(appendPiece(block, opened(block).header, month(5))).toBeUndefined();
    expect(appendPiece(block, opened(block).header, month(4))).toBeUndefined();
    expect(appendPiece(block, opened(block).header, month(6))).toBeDefined();
    const two = appendPiece(block, opened(block).header, month(6)) ?? block;
    expect(appendPiece(two, opened(two).header, month(6))).toBeUndefined();
    expect(opened(appendPiece(two, opened(two).header, month(7)) ?? block).pieces).toHaveLength(3);
  });
});

const thirds = (rows: number): Int32Array =>
  Int32Array.from({ length: Math.ceil(rows / 3) }, (_, n) => 3 * n);

describe("the edges of a month that grew", () => {
  it("are those of the whole month, byte by byte, or left to be made of it", () => {
    let told = 0;
    let asked = 0;
    fc.assert(
      fc.property(
        anyPieces,
        fc.array(fc.integer({ min: 0, max: 250 }), { maxLength: 3 }),
        (pieces, hours) => {
          const momentsMs = [...hours].sort((a, b) => a - b).map((hour) => START + hour * HOUR_MS - 1);
          const moments = { monthMs: START - HOUR_MS, momentsMs };
          let known = pieces[0] as MonthColumns;
          for (const later of pieces.slice(1)) {
            asked += 1;
            const packed = packEdges(edgesOf(known, momentsMs), moments);
            const before = packed && new EdgeReader().readAll(packed, moments.monthMs);
            const edges = before && appendEdges(before, later, momentsMs);
            known = mergeMonths(known, later);
            if (!edges) continue;
            told += 1;
            expect(packEdges(edges, moments)).toEqual(packEdges(edgesOf(known, momentsMs), moments));
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(told / asked).toBeGreaterThan(0.3);
  });

  it("are left to the whole month where the counter fell in between, or somebody edited it beside a moment", () => {
    const at = (hour: number, digits: number, marks: Reading["marks"] = []): Reading => ({
      ...readingAt(hour, digits, { step: 1, kind: 2 }),
      marks,
    });
    const moments = [START + 5 * HOUR_MS];
    const append = (older: readonly Reading[], later: readonly Reading[]) =>
      appendEdges(edgesOf(monthOf(older), moments), monthOf(later), moments);
    expect(append([at(1, 10), at(2, 12)], [at(3, 11)])).toBeUndefined();
    expect(append([at(1, 10), at(2, 12, ["edited"])], [at(6, 13)])).toBeUndefined();
    expect(append([at(1, 10)], [at(4, 12, ["edited"]), at(6, 13)])).toBeUndefined();
    expect(append([at(1, 10), at(2, 12)], [at(4, 12), at(6, 15)])).toEqual([
      {
        register: "E1",
        isSteady: true,
        unit: "kWh",
        exponent: 0,
        first: 10,
        last: 15,
        beside: [{ before: 12, beforeMs: START + 4 * HOUR_MS, after: 15, afterMs: START + 6 * HOUR_MS }],
      },
    ]);
  });
});
