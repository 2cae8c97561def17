import { describe, expect, it } from "vitest";
import { type ListColumns, type ListLine, listColumnsOf } from "./list-columns.ts";
import { encodeListFrame, ListFrameReader } from "./list-frame.ts";
import { decodeListPack, encodeListPack } from "./list-pack.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const encode = (columns: ListColumns): Uint8Array =>
  encodeListPack(columns, (text) => new TextEncoder().encode(text));
const decode = (bytes: Uint8Array): ListColumns | undefined =>
  decodeListPack(bytes, (texts) => utf8.decode(texts));

const line = (more: Partial<ListLine>): ListLine => ({
  id: "",
  number: "",
  address: "",
  postalCode: "",
  city: "",
  area: "",
  customer: "",
  customerNumber: "",
  meterKey: "",
  meterType: "",
  medium: "heat",
  ...more,
});

describe("a room's points as a list shows them", () => {
  it("come back letter by letter, with every form of a position", () => {
    const lines = [
      line({ id: "a", city: "Århus 日本 🙂", medium: "water", lat: 56.1234567, lon: -10.2 }),
      line({ id: "b", isPriority: true, meterKey: "KAM-61000004-34-04", meterType: "MULTICAL 403" }),
      line({ id: "c", customer: "Bo\nBæk", medium: "waste-water", lat: -0.0000001, lon: 180 }),
    ];
    const columns = listColumnsOf(lines);
    expect(decode(encode(columns))).toEqual(columns);
    expect([...columns.priorities]).toEqual([0, 1, 0]);
    expect([...columns.lats]).toEqual([56.1234567, Number.NaN, -0.0000001]);
    const fine = listColumnsOf([line({ lat: Math.PI, lon: Math.E }), line({})]);
    expect(decode(encode(fine))).toEqual(fine);
    const none = listColumnsOf([]);
    expect(decode(encode(none))).toEqual(none);
  });

  it("lie as the table says", () => {
    const pack = encode(listColumnsOf([line({ id: "é", medium: "gas", lat: 0.0000005, lon: 0 })]));
    // 1 point · 1 medium: "gas" · its place 0 · no priority points · short positions: none absent, 5; none absent, 0 ·
    // ten lengths: 1 and nine of 0 · two bytes of UTF-8
    const texts = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0xc3, 0xa9];
    expect([...pack]).toEqual([1, 1, 3, 0x67, 0x61, 0x73, 0, 0, 1, 0, 5, 0, 0, ...texts]);
  });

  it("are nothing where bytes are missing, left over, or no text", () => {
    const whole = encode(listColumnsOf([line({ id: "a", address: "Elmegade 1", lat: 56, lon: 10 })]));
    for (let length = 0; length < whole.length; length++) {
      expect(decode(whole.subarray(0, length)), `${length} bytes`).toBeUndefined();
    }
    expect(decode(Uint8Array.of(...whole, 0))).toBeUndefined();
    const noText = whole.slice();
    noText[noText.length - 1] = 0xff;
    expect(decode(noText)).toBeUndefined();
  });
});

describe("frames of rooms", () => {
  const frames = ["town/North/points/1", "town/Sønder/points/12"].map((room, n) => ({
    version: 1,
    room,
    epoch: 1 + n,
    seq: 300 * n,
    count: n,
    packed: Uint8Array.from({ length: 70_000 * n }, (_, at) => at & 0xff),
  }));

  it("come out whole and in order, however the bytes arrive", () => {
    const bytes = Buffer.concat(frames.map(encodeListFrame));
    for (const step of [4_001, 65_536, bytes.length]) {
      const reader = new ListFrameReader();
      const read = [];
      for (let at = 0; at < bytes.length; at += step)
        read.push(...reader.take(bytes.subarray(at, at + step)));
      expect(read, `${step} at a time`).toEqual(frames);
      expect(reader.isDone).toBe(true);
    }
  });

  it("tell when the last one broke off", () => {
    const bytes = Buffer.concat(frames.map(encodeListFrame));
    const reader = new ListFrameReader();
    expect(reader.take(bytes.subarray(0, -1))).toEqual(frames.slice(0, 1));
    expect(reader.isDone).toBe(false);
  });
});
