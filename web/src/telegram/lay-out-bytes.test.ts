import { describe, expect, it } from "vitest";
import type { WireTelegramView } from "../../../shared/model/wire.ts";
import { layOutBytes, listByteViews, listLayers, listSpans } from "./lay-out-bytes.ts";
import { placeReceivedBytes } from "./place-checksums.ts";
import { readField } from "./read-field.ts";

const checksumPlaces = (framing: string, received: number, plain: number): readonly number[] =>
  placeReceivedBytes(framing, received, plain).flatMap((place, at) => (place === undefined ? [at] : []));

describe("placeReceivedBytes", () => {
  it("finds the checksums of frame format A: after 10 bytes, then after every 16 (EN 13757-4)", () => {
    // 10 + 2, 16 + 2, 5 + 2 bytes.
    expect(checksumPlaces("frame-a", 37, 31)).toEqual([10, 11, 28, 29, 35, 36]);
  });

  it("finds the checksum of frame format B at its end, and after 126 bytes of a long frame", () => {
    expect(checksumPlaces("frame-b", 40, 38)).toEqual([38, 39]);
    expect(checksumPlaces("frame-b", 140, 136)).toEqual([126, 127, 138, 139]);
  });

  it("finds none in a telegram whose checksums are gone already", () => {
    expect(checksumPlaces("normalised", 40, 40)).toEqual([]);
  });

  it("labels nothing wrongly when the lengths do not fit the format", () => {
    expect(placeReceivedBytes("frame-a", 20, 19)[10]).toBe(10);
  });
});

const telegram: WireTelegramView = {
  seq: 1,
  rxAtMs: 0,
  receiver: "r",
  link: "wmbus",
  raw: "0644AABBCCDD9911",
  decoded: {
    meter: { manufacturer: "KAM", id: "00000001", version: "0x01", medium: "water" },
    driver: "generic",
    framing: "frame-b",
    security: { mode: 5, verdict: "decrypted" },
    normalised: "0644AABBCCDD",
    plain: "0644AABB0413",
    layers: [
      { layer: "link", field: "link.length", at: [0, 1] },
      { layer: "link", field: "link.control", at: [1, 1] },
      { layer: "record", field: "record.0", at: [4, 2] },
    ],
    records: [
      {
        name: "total_volume",
        quantity: "volume",
        unit: "m³",
        value: "1",
        function: "instant",
        storage: 0,
        tariff: 0,
        subunit: 0,
        header: "0413",
        meaning: "volume",
        modifiers: [],
        at: [4, 2],
      },
    ],
    status: [],
    warnings: [],
  },
};

describe("layOutBytes", () => {
  it("gives every byte its layer and the field or record it belongs to", () => {
    expect(layOutBytes(telegram, "plain").map(({ hex, span }) => `${hex}${span}`)).toEqual([
      "060",
      "441",
      "AA-1",
      "BB-1",
      "042",
      "132",
    ]);
    expect(listSpans(telegram).map(({ field, hex }) => [field, hex])).toEqual([
      ["length", "06"],
      ["control", "44"],
      ["0", "0413"],
    ]);
    expect(listSpans(telegram)[2]?.record?.name).toBe("total_volume");
  });

  it("shows the same places encrypted, and checksums apart from them", () => {
    expect(layOutBytes(telegram, "normalised")[4]).toEqual({ hex: "CC", layer: "record", span: 2 });
    expect(layOutBytes(telegram, "raw").slice(5)).toEqual([
      { hex: "DD", layer: "record", span: 2 },
      { hex: "99", layer: "crc", span: -1 },
      { hex: "11", layer: "crc", span: -1 },
    ]);
    expect(listLayers(layOutBytes(telegram, "raw"))).toEqual(["link", "record", "crc"]);
  });

  it("offers only views that differ", () => {
    expect(listByteViews(telegram)).toEqual(["plain", "normalised", "raw"]);
    const { decoded: _, ...unread } = telegram;
    expect(listByteViews(unread)).toEqual(["raw"]);
  });

  it("calls nothing decrypted of a telegram without its key", () => {
    const { decoded } = telegram;
    if (!decoded) throw new Error("decoded above");
    const sealed = {
      ...telegram,
      decoded: { ...decoded, plain: decoded.normalised, security: { mode: 5, verdict: "wrong-key" } },
    };
    expect(listByteViews(sealed)).toEqual(["normalised", "raw"]);
  });
});

describe("readField", () => {
  it("reads a maker's letters and a serial number as they are printed", () => {
    expect(readField("manufacturer", "2D2C")).toBe("KAM");
    expect(readField("id", "78563412")).toBe("12345678");
    expect(readField("control", "44")).toBe("");
  });
});
