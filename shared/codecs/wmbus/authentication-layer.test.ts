import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { formatHex } from "../bytes/hex.ts";
import { computeAflMac, hasCheckableMac, readAuthenticationLayer } from "./authentication-layer.ts";

const FRAME = hexBytes(vectors["m7.telegram"]);
const AFL_AT = 13;

const read = (text: string) => {
  const bytes = hexBytes(text);
  return readAuthenticationLayer(bytes, 0, bytes.length);
};

describe("authentication layer (EN 13757-7, OMS Vol. 2)", () => {
  it("reads the fields of the mode 7 vector", () => {
    const layer = readAuthenticationLayer(FRAME, AFL_AT, FRAME.length);
    expect(layer).toMatchObject({
      end: 30,
      fragment: 0,
      hasMoreFragments: false,
      counter: 0x1234,
      macLength: 8,
    });
    expect(layer && formatHex(FRAME, layer.macAt, layer.macAt + layer.macLength)).toBe(vectors["m7.mac"]);
  });

  it("computes the MAC of the mode 7 vector", () => {
    const layer = readAuthenticationLayer(FRAME, AFL_AT, FRAME.length);
    if (!layer) throw new Error("no layer");
    const mac = computeAflMac(FRAME, layer, { macKey: hexBytes(vectors["m7.kmac"]), end: FRAME.length });
    expect(formatHex(mac)).toBe(vectors["m7.mac"]);
  });

  it.each([
    [3, 2],
    [4, 4],
    [5, 8],
    [6, 12],
    [7, 16],
  ])("authentication type %i is a CMAC of %i bytes", (type, length) => {
    const afl = `00240${type}${"AA".repeat(length)}`;
    const layer = read(`90${formatHex(Uint8Array.of(3 + length))}${afl}78`);
    expect(layer).toMatchObject({ macAt: 5, macLength: length, end: 5 + length });
    expect(layer && hasCheckableMac(layer)).toBe(true);
  });

  it("a fragment without control byte has the MAC that fills its layer", () => {
    expect(read(`900A0204${"AA".repeat(8)}78`)).toMatchObject({
      fragment: 2,
      controlAt: -1,
      macAt: 4,
      macLength: 8,
    });
  });

  it("all fields come in their order", () => {
    const layer = read(`9013003E25112244332211${"AA".repeat(8)}0400787878`);
    expect(layer).toMatchObject({
      controlAt: 4,
      keyInfoAt: 5,
      counterAt: 7,
      macAt: 11,
      lengthAt: 19,
      counter: 0x11223344,
    });
  });

  it("a GMAC is not checked", () => {
    const layer = read(`900F002408${"AA".repeat(12)}78`);
    expect(layer && hasCheckableMac(layer)).toBe(false);
  });

  it.each([
    ["a length byte behind the end", "900F002C25"],
    ["fields that need more than the layer has", "9003002C2578787878787878787878"],
    ["no control field", "900100"],
  ])("%s makes it unreadable", (_, text) => {
    expect(read(text)).toBeUndefined();
  });
});
