import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { STREAM_START, type StreamState } from "../bytes/split-stream.ts";
import { decodeMbusFrame, encodeLongFrame, encodeShortFrame, looksLikeMbusFrame } from "./mbus-frame.ts";
import { splitMbusStream } from "./mbus-stream.ts";

const decode = (text: string) => decodeMbusFrame(hexBytes(text));

describe("wired frames (EN 13757-2)", () => {
  it("reads acknowledge, short and long frames", () => {
    expect(decode("E5")).toMatchObject({ value: { kind: "acknowledge", length: 1 } });
    expect(decode(vectors["mbus.req_ud2 1 fcb1"])).toMatchObject({
      value: { kind: "short", control: 0x7b, address: 1, length: 5 },
    });
    expect(decode(vectors["mbus.rsp_ud"])).toMatchObject({
      value: { kind: "long", control: 0x08, address: 1, length: 38 },
    });
  });

  it.each([
    ["", "empty", "input", 0],
    ["00", "wrong-start", "link", 0],
    ["105B015D16", "wrong-checksum", "link", 3],
    ["105B015C17", "wrong-stop", "link", 4],
    ["105B01", "truncated", "link", 3],
    ["680303685301", "truncated", "link", 6],
    ["68030468530150A416", "wrong-length", "link", 2],
    ["680000680816", "wrong-length", "link", 1],
    ["68030369530150A416", "wrong-start", "link", 3],
    ["68030368530150A516", "wrong-checksum", "link", 7],
    ["68030368530150A400", "wrong-stop", "link", 8],
  ])("%j is refused as %s of %s at byte %i", (text, kind, layer, offset) => {
    expect(decode(text)).toMatchObject({ ok: false, error: { kind, layer, offset } });
  });

  it("says expected and actual checksum", () => {
    expect(decode("105B015D16")).toMatchObject({ error: { expected: 0x5c, actual: 0x5d } });
  });

  it("gives any long frame back", () => {
    const data = fc.uint8Array({ minLength: 1, maxLength: 253 });
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), data, (control, address, body) => {
        const frame = encodeLongFrame({ control, address, data: body });
        expect(decodeMbusFrame(frame)).toMatchObject({
          value: { kind: "long", control, address, length: frame.length },
        });
        expect(formatHex(frame, 6, frame.length - 2)).toBe(formatHex(body));
        expect(looksLikeMbusFrame(frame)).toBe(true);
      }),
    );
  });

  it("refuses a frame with a changed byte", () => {
    const frames = fc.constantFrom(
      vectors["mbus.rsp_ud"],
      vectors["mbus.appreset"],
      vectors["mbus.set address 5"],
    );
    fc.assert(
      fc.property(frames, fc.nat(), fc.integer({ min: 1, max: 255 }), (text, place, change) => {
        const bytes = hexBytes(text);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        expect(decodeMbusFrame(bytes)).not.toMatchObject({ ok: true, value: { kind: "long" } });
      }),
    );
  });

  it("refuses to compose what has no length byte", () => {
    expect(() => encodeLongFrame({ control: 8, address: 1, data: new Uint8Array(254) })).toThrow(RangeError);
    expect(() => encodeLongFrame({ control: 8, address: 1, data: [] })).toThrow(RangeError);
  });

  it("does not take a wireless telegram for a wired frame", () => {
    expect(looksLikeMbusFrame(hexBytes(vectors["m5.telegram"]))).toBe(false);
    expect(looksLikeMbusFrame(hexBytes("E5"))).toBe(false);
  });
});

describe("a wired line", () => {
  const answer = hexBytes(vectors["mbus.rsp_ud"]);

  it("gives the master's echo, acknowledges and answers, in any chunks and between noise", () => {
    const line = Uint8Array.from([
      ...encodeShortFrame(0x7b, 1),
      0xff,
      0x00,
      0xe5,
      0x68,
      0x68,
      ...answer,
      ...answer,
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (cuts) => {
        let state: StreamState = STREAM_START;
        const frames: string[] = [];
        for (let at = 0, n = 0; at < line.length; n++) {
          const size = cuts[n % cuts.length] ?? 1;
          const step = splitMbusStream(state, line.subarray(at, at + size));
          state = step.state;
          frames.push(...step.frames.map((frame) => formatHex(frame)));
          at += size;
        }
        expect(frames).toEqual(["107B017C16", "E5", formatHex(answer), formatHex(answer)]);
      }),
    );
  });
});
