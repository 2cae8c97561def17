import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fnv1a } from "./fnv-1a.ts";
import { type ListColumns, type ListLine, listColumnsOf } from "./list-columns.ts";
import { applyListDelta, encodeListDelta, listSums, type Utf8 } from "./list-delta.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });
const utf8: Utf8 = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => decoder.decode(bytes),
};

const line = (n: number, more: Partial<ListLine> = {}): ListLine => ({
  id: `point-${`${n}`.padStart(6, "0")}`,
  number: `${100_000 + n}`,
  address: `Åvej ${n}`,
  postalCode: "8000",
  city: "Århus",
  area: "North",
  customer: n % 3 === 0 ? "" : `Bo Bæk ${n * 7919}`,
  customerNumber: `${n * 31}`,
  meterKey: `KAM-${`${60_000_000 + n}`}-34-04`,
  meterType: "MULTICAL 403",
  medium: n % 9 === 0 ? "water" : "heat",
  ...(n % 50 === 0 ? { isPriority: true } : {}),
  ...(n % 7 === 0 ? {} : { lat: 56 + n / 1e4, lon: 10 - n / 1e4 }),
  ...more,
});

const LINES = Array.from({ length: 1_000 }, (_, n) => line(n));
const HELD = listColumnsOf(LINES);

const brought = (now: readonly ListLine[], held: ListColumns = HELD): ListColumns | undefined =>
  applyListDelta(held, encodeListDelta(listColumnsOf(now), listSums(held), utf8), utf8);

describe("fnv1a", () => {
  // Landon Curt Noll's table of test vectors for 32-bit FNV-1a.
  it.each([
    ["", 0x811c9dc5],
    ["a", 0xe40c292c],
    ["foobar", 0xbf9cf968],
  ])("of %j is what its authors say", (text, hash) => {
    expect(fnv1a(text)).toBe(hash);
  });
});

describe("what became of a list", () => {
  it("brings a list up to date: a point edited, one moved on the map, one gone, one new, one of another medium", () => {
    const now = [
      ...LINES.slice(0, 500).filter((_, n) => n !== 17),
      line(500, { address: "Ny vej 1 日本" }),
      line(501, { lat: 1, lon: 2 }),
      line(502, { medium: "cooling" }),
      ...LINES.slice(503),
      line(1_000),
    ];
    expect(brought(now)).toEqual(listColumnsOf(now));
  });

  it("is everything for a list that was empty, and nothing for one that is the same", () => {
    expect(brought(LINES, listColumnsOf([]))).toEqual(HELD);
    expect(brought([])).toEqual(listColumnsOf([]));
    // Head and an empty list: a CRC, a bit for each bucket, and less than thirty bytes.
    expect(encodeListDelta(HELD, listSums(HELD), utf8).length).toBeLessThan(12 + 30);
    expect(brought(LINES)).toEqual(HELD);
  });

  it("is a fraction of the list when one point of a thousand was edited", () => {
    const now = LINES.map((one, n) => (n === 321 ? { ...one, customer: "Ida Holm" } : one));
    const delta = encodeListDelta(listColumnsOf(now), listSums(HELD), utf8);
    expect(deflateSync(delta).length).toBeLessThan(2_000);
  });

  it("is not taken for a list that is not the one whose sums were told, nor where it is damaged", () => {
    const now = listColumnsOf(LINES.map((one, n) => (n === 321 ? { ...one, customer: "Ida Holm" } : one)));
    const delta = encodeListDelta(now, listSums(HELD), utf8);
    const other = listColumnsOf(LINES.map((one, n) => (n === 9 ? { ...one, city: "Skive" } : one)));
    expect(applyListDelta(other, delta, utf8)).toBeUndefined();
    expect(applyListDelta(HELD, delta.slice(0, 9), utf8)).toBeUndefined();
    for (let at = 12; at < delta.length; at += 37) {
      const damaged = delta.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      const taken = applyListDelta(HELD, damaged, utf8);
      if (taken) expect(taken).toEqual(now);
    }
  });
});
