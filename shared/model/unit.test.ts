import { describe, expect, it } from "vitest";
import { formatScaled, parseScaled } from "./scaled.ts";
import { convertUnit, toCanonicalUnit, type Unit } from "./unit.ts";

const convert = (value: string, from: Unit, to: Unit): string | undefined => {
  const scaled = parseScaled(value);
  const converted = scaled && convertUnit(scaled, from, to);
  return converted && formatScaled(converted);
};

describe("converting units", () => {
  it("is exact where the result is a finite decimal", () => {
    expect(convert("1", "kWh", "GJ")).toBe("0.0036");
    expect(convert("12.5", "GJ", "MWh")).toMatch(/^3\.4722222/);
    expect(convert("3600", "MJ", "kWh")).toBe("1000");
    expect(convert("90", "s", "h")).toMatch(/^0\.0250*$/);
  });

  it("takes 0.0036 GJ for a kWh, not one of 277.8 as a meter's manual divides (pitfall 20)", () => {
    // 277,800 kWh × 0.0036 = 1,000.08 GJ.
    expect(convert("277800", "kWh", "GJ")).toMatch(/^1000\.080*$/);
    expect(convert("1000.08", "GJ", "kWh")).toMatch(/^277800(\.0+)?$/);
  });

  it("keeps nine decimals beyond the source where it is not", () => {
    expect(convert("161720", "MJ", "kWh")).toBe("44922.222222222");
  });

  it("knows the units of the first M-Bus edition", () => {
    // 1 US gallon = 3.785411784 l, 1 ft³ = 28.316846592 l, 212 °F = 100 °C, 9 °F of difference = 5 K.
    expect(convert("1000", "gal", "m³")).toMatch(/^3\.7854117840*$/);
    expect(convert("1000", "ft³", "m³")).toMatch(/^28\.3168465920*$/);
    expect(convert("212", "°F", "°C")).toBe("100");
    expect(convert("32", "°F", "°C")).toBe("0");
    expect(convert("100", "°C", "°F")).toMatch(/^212(\.0*)?$/);
    expect(convert("9", "Δ°F", "K")).toBe("5");
  });

  it("takes a year for 365.2425 days", () => {
    expect(convert("10", "year", "d")).toMatch(/^3652\.4250*$/);
  });

  it("refuses units of different quantities", () => {
    expect(convert("1", "kWh", "m³")).toBeUndefined();
  });

  it("finds the canonical unit of a quantity", () => {
    const mwh = parseScaled("1.5");
    expect(mwh && toCanonicalUnit(mwh, "MWh")).toMatchObject({
      unit: "kWh",
      value: { digits: 15, exponent: 2 },
    });
  });
});
