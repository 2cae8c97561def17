import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { encodeWmbusFrame } from "./encode-telegram.ts";
import { decodeWmbusFrame, lengthOfFrameA, type WmbusFrame } from "./wmbus-frame.ts";

const COMPACT = vectors["403.compact.telegram(no dll crc)"];

function frameOf(text: string | Uint8Array): WmbusFrame {
  const frame = decodeWmbusFrame(typeof text === "string" ? hexBytes(text) : text);
  if (!frame.ok) throw new Error(JSON.stringify(frame.error));
  return frame.value;
}

/** A normalised frame: any bytes behind a length byte that counts them. */
const normalisedFrames = (maxLength: number) =>
  fc.uint8Array({ minLength: 10, maxLength }).map((body) => Uint8Array.from([body.length, ...body]));

describe("wireless frame formats (EN 13757-4)", () => {
  it.each([
    ["normalised", COMPACT],
    ["frame-a", vectors["403.compact.frameA"]],
    ["frame-b", vectors["403.compact.frameB"]],
  ])("reads the compact MULTICAL 403 telegram as %s", (framing, text) => {
    const frame = frameOf(text);
    expect(frame).toMatchObject({ framing, problem: undefined, hasTrailingBytes: false });
    expect(formatHex(frame.bytes)).toBe(COMPACT);
  });

  it("reads format B with its second CRC behind byte 128", () => {
    const frame = frameOf(vectors["long frameB >126"]);
    expect(frame.framing).toBe("frame-b");
    expect(frame.bytes.length).toBe(frame.bytes[0] === undefined ? 0 : frame.bytes[0] + 1);
    expect(formatHex(frame.bytes)).toMatch(/^82442D2C.*7576 ?77$/);
  });

  it("reads the format A example of the open metering test telegrams with its four CRCs", () => {
    const text = [
      "2E44931578563412330333 63",
      "7A2A0020255923C95AAA26D1B2E7493B C2AD",
      "013EC4A6F6D3529B520EDFF0EA6DEFC9 55B2",
      "9D6D69EBF3 EC8A",
    ].join("");
    const frame = frameOf(text.replaceAll(" ", ""));
    expect(frame.framing).toBe("frame-a");
    expect(frame.bytes.length).toBe(0x2f);
  });

  it("is encoded as the same vectors", () => {
    const compact = hexBytes(COMPACT);
    expect(formatHex(encodeWmbusFrame(compact, "frame-a"))).toBe(vectors["403.compact.frameA"]);
    expect(formatHex(encodeWmbusFrame(compact, "frame-b"))).toBe(vectors["403.compact.frameB"]);
  });

  it.each([
    ["first", 20, 126],
    ["second", 130, 133],
  ])(
    "knows a frame B with two CRCs by the one that is right: a wrong %s one is an error",
    (_, at, offset) => {
      const bytes = hexBytes(vectors["long frameB >126"]);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      const error = { kind: "wrong-crc", layer: "link", offset };
      expect(decodeWmbusFrame(bytes)).toMatchObject({ ok: false, error });
    },
  );

  it("names the block whose CRC is wrong, with both values", () => {
    const bytes = hexBytes(vectors["403.compact.frameA"]);
    bytes[20] = 0;
    expect(decodeWmbusFrame(bytes)).toMatchObject({
      ok: false,
      error: { kind: "wrong-crc", layer: "link", offset: 28, actual: 0xaf3b },
    });
  });

  it("gives any frame back, in every format", () => {
    fc.assert(
      fc.property(
        normalisedFrames(240),
        fc.constantFrom("frame-a" as const, "frame-b" as const),
        (bytes, framing) => {
          const frame = frameOf(encodeWmbusFrame(bytes, framing));
          expect(frame.framing).toBe(framing);
          expect(formatHex(frame.bytes)).toBe(formatHex(bytes));
        },
      ),
    );
  });

  it("takes a frame without CRCs as it is", () => {
    fc.assert(fc.property(normalisedFrames(255), (bytes) => frameOf(bytes).bytes === bytes));
  });

  it("never accepts a format A frame with a flipped bit behind its length byte", () => {
    fc.assert(
      fc.property(normalisedFrames(200), fc.nat(), (bytes, bit) => {
        const frame = encodeWmbusFrame(bytes, "frame-a");
        const at = 1 + ((bit >> 3) % (frame.length - 1));
        frame[at] = (frame[at] ?? 0) ^ (1 << (bit & 7));
        expect(decodeWmbusFrame(frame)).toMatchObject({ ok: false, error: { kind: "wrong-crc" } });
      }),
    );
  });

  it("never takes a format B frame with a flipped bit for format B", () => {
    fc.assert(
      fc.property(normalisedFrames(200), fc.nat(), (bytes, bit) => {
        const frame = encodeWmbusFrame(bytes, "frame-b");
        const at = 1 + ((bit >> 3) % (frame.length - 1));
        frame[at] = (frame[at] ?? 0) ^ (1 << (bit & 7));
        const decoded = decodeWmbusFrame(frame);
        expect(decoded.ok && decoded.value.framing).not.toBe("frame-b");
      }),
    );
  });
});

describe("frames that are not whole", () => {
  it.each([
    ["", "empty"],
    ["09440102030405060708", "wrong-length"],
    ["0A44", "truncated"],
  ])("%j is refused as %s", (text, kind) => {
    expect(decodeWmbusFrame(hexBytes(text))).toMatchObject({ ok: false, error: { kind } });
  });

  it("keeps the beginning of a frame that breaks off, as a problem", () => {
    const bytes = hexBytes(COMPACT).subarray(0, 40);
    const frame = frameOf(bytes);
    expect(frame).toMatchObject({ end: 40, problem: { kind: "truncated", offset: 40, expected: 64 } });
  });

  it("keeps the whole blocks of a format A frame that breaks off", () => {
    const frame = frameOf(hexBytes(vectors["403.compact.frameA"]).subarray(0, 50));
    expect(frame).toMatchObject({ framing: "frame-a", end: 42, problem: { kind: "truncated" } });
    expect(formatHex(frame.bytes)).toBe(COMPACT.slice(0, 84));
  });

  it("accepts bytes a receiver adds behind verified CRCs", () => {
    const frame = frameOf(`${vectors["403.compact.frameA"]}A43C`);
    expect(frame).toMatchObject({ framing: "frame-a", problem: undefined, hasTrailingBytes: true });
  });

  it("reports up to eight bytes behind a frame without CRCs as wrong length, more as an error", () => {
    expect(frameOf(`${COMPACT}0102`)).toMatchObject({
      end: 64,
      problem: { kind: "wrong-length", actual: 0x3f },
    });
    expect(decodeWmbusFrame(hexBytes(`${COMPACT}010203040506070809`))).toMatchObject({
      ok: false,
      error: { kind: "wrong-length" },
    });
  });

  it("never throws on any bytes and never points behind them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const frame = decodeWmbusFrame(bytes);
        expect(frame.ok ? frame.value.end : 0).toBeLessThanOrEqual(frame.ok ? frame.value.bytes.length : 0);
      }),
    );
  });

  it("counts a CRC for every begun block of format A", () => {
    expect(lengthOfFrameA(0x3f)).toBe(hexBytes(vectors["403.compact.frameA"]).length);
    expect(lengthOfFrameA(25)).toBe(26 + 4);
    expect(lengthOfFrameA(26)).toBe(27 + 6);
  });
});
