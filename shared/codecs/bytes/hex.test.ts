import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHex, hexOfByte, parseHex } from "./hex.ts";

describe("hexadecimal text", () => {
  it("reads either case and skips what people put between digits", () => {
    const bytes = parseHex(" 0a|FF_b0\n7 8\t");
    expect(bytes.ok && [...bytes.value]).toEqual([0x0a, 0xff, 0xb0, 0x78]);
  });

  it("is written in upper case, whole or in part", () => {
    expect(formatHex(Uint8Array.of(0x00, 0xab, 0x0f))).toBe("00AB0F");
    expect(formatHex(Uint8Array.of(0x00, 0xab, 0x0f), 1, 2)).toBe("AB");
    expect(hexOfByte(7)).toBe("07");
  });

  it.each([
    ["", "empty", 0],
    ["  ", "empty", 0],
    ["0x44", "bad-hex", 1],
    ["44é", "bad-hex", 2],
    ["44 4", "bad-hex", 4],
  ])("names kind and place of what is wrong in %j", (text, kind, offset) => {
    const bytes = parseHex(text);
    expect(bytes).toMatchObject({ ok: false, error: { kind, layer: "input", offset } });
  });

  it("gives any bytes back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const back = parseHex(formatHex(bytes));
        expect(back.ok && [...back.value]).toEqual([...bytes]);
      }),
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseHex(text).ok === "boolean"));
  });
});
