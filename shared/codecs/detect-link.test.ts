import { describe, expect, it } from "vitest";
import vectors from "../../tests/fixtures/vectors.json" with { type: "json" };
import { parseHex } from "./bytes/hex.ts";
import { detectLink } from "./detect-link.ts";

function linkOf(hex: string): string {
  const bytes = parseHex(hex);
  return bytes.ok ? detectLink(bytes.value) : "not hexadecimal";
}

const hexOfText = (text: string): string =>
  [...text].map((character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join("");

describe("detectLink", () => {
  it("takes a wireless frame for one, with and without its checksums", () => {
    expect(linkOf(vectors["403.full.telegram(no dll crc)"])).toBe("wmbus");
    expect(linkOf(vectors["403.compact.frameA"])).toBe("wmbus");
    expect(linkOf(vectors["403.full.frameB"])).toBe("wmbus");
  });

  it("takes wired frames for such by their start bytes", () => {
    expect(linkOf("E5")).toBe("mbus");
    expect(linkOf("105B015C16")).toBe("mbus");
    expect(linkOf("68 03 03 68 53 01 51 A5 16")).toBe("mbus");
  });

  it("takes KMP frames and text read-outs for optical ones", () => {
    expect(linkOf(vectors["kmp.getReg60.req"])).toBe("kmp");
    expect(linkOf(vectors["kmp.getReg60.resp 12.345 MWh"])).toBe("kmp");
    expect(linkOf("06")).toBe("kmp");
    expect(linkOf(hexOfText("/KAM5 66A\r\n\u00020.0(12345678)\r\n!\r\n\u0003"))).toBe("kmp");
  });

  it("takes a wireless frame that ends with 0D for a wireless one as its first byte counts the others", () => {
    expect(linkOf(`40${"44".repeat(63)}0D`)).toBe("wmbus");
  });
});
