import { describe, expect, it } from "vitest";
import { shortenDecimal } from "./shorten-decimal.ts";

describe("a long decimal", () => {
  // 18.5 GJ are 5138.888… kWh, 1 MJ is 0.2777… kWh (1 kWh = 3.6 MJ).
  it.each([
    ["5138.88888889", "5138.889"],
    ["0.27777778", "0.278"],
    ["-0.27777778", "-0.278"],
    ["0.9995", "1.000"],
    ["999999999999999999.9996", "1000000000000000000.000"],
    ["12.3454", "12.345"],
    ["12.3455", "12.346"],
    ["0.0004", "0.000"],
    ["-0.0004", "0.000"],
  ])("is rounded to three: %s is %s", (exact, shown) => {
    expect(shortenDecimal(exact, 3)).toBe(shown);
  });

  it.each(["12", "12.5", "12.345", "-7.000", "", "n/a"])(
    "that is short enough stays as it is: %s",
    (text) => {
      expect(shortenDecimal(text, 3)).toBe(text);
    },
  );
});
