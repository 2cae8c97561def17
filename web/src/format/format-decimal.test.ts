import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDecimal, readNumberSigns } from "./format-decimal.ts";

describe("formatDecimal", () => {
  it("writes a register as each language does, keeping the meter's resolution", () => {
    expect(formatDecimal("1234567.890", readNumberSigns("en-GB"))).toBe("1,234,567.890");
    expect(formatDecimal("1234567.890", readNumberSigns("da-DK"))).toBe("1.234.567,890");
    expect(formatDecimal("1234567.890", readNumberSigns("de-DE"))).toBe("1.234.567,890");
  });

  it("keeps digits that no float holds", () => {
    expect(formatDecimal("90071992547409931234.5678901234567890", readNumberSigns("en-GB"))).toBe(
      "90,071,992,547,409,931,234.5678901234567890",
    );
  });

  it("writes a real minus sign and leaves text that is no number alone", () => {
    expect(formatDecimal("-0.5", readNumberSigns("de-DE"))).toBe("−0,5");
    expect(formatDecimal("2026-11-23T10:00", readNumberSigns("de-DE"))).toBe("2026-11-23T10:00");
  });

  it("loses no digit of any decimal text", () => {
    const signs = readNumberSigns("da-DK");
    const digits = fc.stringMatching(/^\d{1,30}$/);
    fc.assert(
      fc.property(digits, fc.option(digits), (whole, fraction) => {
        const text = fraction === null ? whole : `${whole}.${fraction}`;
        const back = formatDecimal(text, signs).replaceAll(".", "").replace(",", ".");
        expect(back).toBe(text);
      }),
    );
  });
});
