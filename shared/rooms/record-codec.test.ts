import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MEDIA } from "../model/medium.ts";
import { meterKeyOf } from "../model/meter-id.ts";
import { makeScaled } from "../model/scaled.ts";
import { type PointRecord, recordOf } from "./point-record.ts";
import {
  decodeOccupancy,
  decodePointRecord,
  decodeSegment,
  encodeOccupancy,
  encodePointRecord,
  encodeSegment,
} from "./record-codec.ts";

const text = fc.string({ unit: "grapheme", maxLength: 30 });
const atMs = fc.integer({ min: -1_000_000_000_000, max: 9_000_000_000_000 });
const scaled = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: -9, max: 6 }))
  .map(([digits, exponent]) => makeScaled(digits, exponent));
const values = fc.array(
  fc.record({
    register: fc.constantFrom("E1" as const, "V1" as const, "A+" as const, "t1" as const),
    unit: fc.constantFrom("kWh" as const, "GJ" as const, "m³" as const, "°C" as const),
    value: scaled,
  }),
  { maxLength: 4 },
);
const noted = values.chain((read) =>
  fc
    .array(fc.option(fc.tuple(scaled, scaled)), { minLength: read.length, maxLength: read.length })
    .map((all) => read.map((one, i) => ({ ...one, ...(all[i] ? { bounds: all[i] } : {}) }))),
);
const meter = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.nat(255), fc.nat(255))
  .map(([id, version, deviceType]) =>
    meterKeyOf({ manufacturer: "KAM", id: `${id}`.padStart(8, "0"), version, deviceType }),
  );
const period = fc.tuple(atMs, fc.option(atMs, { nil: undefined }));

const segmentOf = (pointId: string) =>
  fc.tuple(meter, text, period, values, values).map(([key, type, [from, to], startValues, endValues]) => ({
    pointId,
    meter: key,
    type,
    mountedAtMs: from,
    ...(to === undefined ? {} : { removedAtMs: to }),
    startValues,
    endValues,
  }));
const occupancy = fc
  .tuple(fc.uuid(), text, text, period, noted, noted)
  .map(([id, customerNumber, customerName, [from, to], startValues, endValues]) => ({
    id,
    customerNumber,
    customerName,
    phone: "+45 12 34 56 78",
    email: "",
    fromMs: from,
    ...(to === undefined ? {} : { toMs: to }),
    startValues,
    endValues,
  }));

const record: fc.Arbitrary<PointRecord> = fc
  .record({
    point: fc.record({
      id: fc.constant("p-1"),
      number: text,
      address: text,
      postalCode: text,
      city: text,
      area: text,
      medium: fc.constantFrom(...MEDIA),
      intervalMinutes: fc.nat(1440),
      customerNumber: text,
      customerName: text,
    }),
    position: fc.option(fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })), { nil: undefined }),
    custom: fc.dictionary(text, text, { maxKeys: 4, noNullPrototype: true }),
    segments: fc.uniqueArray(segmentOf("p-1"), { maxLength: 3, selector: (one) => one.mountedAtMs }),
    occupancies: fc.uniqueArray(occupancy, { maxLength: 3, selector: (one) => one.fromMs }),
  })
  .map(({ point, position, custom, segments, occupancies }) => ({
    ...recordOf(point),
    ...(position ? { lat: position[0], lon: position[1] } : {}),
    accessNote: "key at no. 4",
    custom,
    segments: segments.sort((a, b) => a.mountedAtMs - b.mountedAtMs),
    occupancies: occupancies.sort((a, b) => a.fromMs - b.fromMs),
  }));

describe("a base record", () => {
  it("comes back as it went in, digit by digit", () => {
    fc.assert(
      fc.property(record, (one) => {
        expect(decodePointRecord(encodePointRecord(one))).toEqual(one);
      }),
    );
  });

  it("has the same bytes whatever order its lists and custom fields were given in", () => {
    fc.assert(
      fc.property(record, (one) => {
        const shuffled = {
          ...one,
          custom: Object.fromEntries(Object.entries(one.custom).reverse()),
          segments: [...one.segments].reverse(),
          occupancies: [...one.occupancies].reverse(),
        };
        expect(encodePointRecord(shuffled)).toEqual(encodePointRecord(one));
      }),
    );
  });

  it("that is cut short, too long or of a newer version is refused whole", () => {
    fc.assert(
      fc.property(record, fc.nat(), (one, at) => {
        const bytes = encodePointRecord(one);
        expect(decodePointRecord(bytes.subarray(0, at % bytes.length))).toBeUndefined();
        expect(decodePointRecord(Uint8Array.of(...bytes, 0))).toBeUndefined();
        expect(decodePointRecord(Uint8Array.of(3, ...bytes.subarray(1)))).toBeUndefined();
      }),
    );
  });

  it("is written as the table says", () => {
    const point = recordOf({
      id: "p",
      number: "7",
      address: "A 1",
      postalCode: "8000",
      city: "Å",
      area: "N",
      medium: "heat",
      intervalMinutes: 60,
      customerNumber: "",
      customerName: "",
    });
    const texts = new TextEncoder().encode("p7A 18000ÅNheat");
    expect([...encodePointRecord(point)]).toEqual([
      1,
      texts.length,
      ...texts,
      ...[1, 1, 3, 4, 1, 1, 4], // lengths of id, number, address, postal code, city, area, medium
      60,
      ...[0, 0, 0, 0, 0], // five empty texts
      0, // no position
      ...[0, 0, 0], // three empty lists
    ]);
  });

  it("of arbitrary bytes never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        decodePointRecord(bytes);
        decodeSegment(bytes, "p");
        decodeOccupancy(Uint8Array.of(1, ...bytes));
        decodeOccupancy(Uint8Array.of(2, ...bytes));
      }),
    );
  });
});

describe("an edited segment or occupancy", () => {
  it("comes back as it went in", () => {
    fc.assert(
      fc.property(segmentOf("p-9"), occupancy, (one, other) => {
        expect(decodeSegment(encodeSegment(one), "p-9")).toEqual(one);
        expect(decodeOccupancy(encodeOccupancy(other))).toEqual(other);
      }),
    );
  });

  it("is of version 1 as before, and of version 2 with both bounds behind what was reckoned", () => {
    const value = { register: "E1", unit: "kWh", value: makeScaled(112, -1) } as const;
    const lived = {
      ...{ id: "o", customerNumber: "", customerName: "", phone: "", email: "", fromMs: 5 },
      ...{ startValues: [value], endValues: [] },
    };
    // Lengths of the five texts, from 5, no end, one value: E1, kWh, 112 and −1 (65: the sign is the second highest bit).
    const head = [1, 0, 0, 0, 0, 5, 0, 1, 2, 3, 3, 65];
    const texts = (text: string) => [text.length, ...new TextEncoder().encode(text)];
    expect([...encodeOccupancy(lived)]).toEqual([1, ...texts("oE1kWh112"), ...head, 0]);
    const bounds = [makeScaled(100, -1), makeScaled(148, -1)] as const;
    const reckoned = { ...lived, startValues: [{ ...value, bounds }] };
    expect([...encodeOccupancy(reckoned)]).toEqual([
      ...[2, ...texts("oE1kWh112100148"), ...head],
      ...[1, 3, 65, 3, 65],
      0,
    ]);
    expect(decodeOccupancy(encodeOccupancy(reckoned))).toEqual(reckoned);
    expect(decodeSegment(Uint8Array.of(2, ...encodeOccupancy(reckoned).subarray(1)), "p")).toBeUndefined();
  });
});
