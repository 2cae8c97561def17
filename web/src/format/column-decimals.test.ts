import { expect, it } from "vitest";
import { columnDecimals, writeFixed } from "./column-decimals.ts";

it.each([
  [[6.22, 6.2, undefined, 6.19], 2],
  [[6, 10], 0],
  [[0.1 + 0.2, 0.02], 2],
  [[1 / 3], 3],
  [[], 0],
])("%o need %i decimals", (values, decimals) => {
  expect(columnDecimals(values, 3)).toBe(decimals);
});

it("writes nothing lost as 0, not as less than nothing", () => {
  expect([writeFixed(-0.0004, 2), writeFixed(-0.01, 2)]).toEqual(["0.00", "-0.01"]);
});
