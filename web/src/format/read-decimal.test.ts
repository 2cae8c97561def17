import { expect, it } from "vitest";
import { readDecimal, writeTyped } from "./read-decimal.ts";

it.each([
  ["en-GB", "51291", "51291"],
  ["en-GB", "51.291", "51.291"],
  ["en-GB", "51,29", "51.29"],
  ["en-GB", "51,291.5", "51291.5"],
  ["en-GB", "1,051,291", "1051291"],
  ["en-GB", "0,291", "0.291"],
  ["en-GB", "−0.5", "-0.5"],
  ["de-DE", "51,291", "51.291"],
  ["de-DE", "51.291,5", "51291.5"],
  ["de-DE", "1715.952", "1715.952"],
  ["de-DE", "0.291", "0.291"],
  ["da-DK", "51 291,5", "51291.5"],
])("in %s %s is %s", (language, typed, text) => {
  expect(readDecimal(typed, language)).toEqual({ kind: "number", text });
});

it.each([
  ["en-GB", "51,291", "51291", "51.291"],
  ["de-DE", "51.291", "51291", "51,291"],
  ["da-DK", "51.291", "51291", "51,291"],
])("in %s %s may be %s or %s, a thousandth of it: nobody guesses", (language, typed, whole, part) => {
  expect(readDecimal(typed, language)).toEqual({ kind: "twofold", whole, part });
});

it.each(["", "abc", "1,2,3", "1e5", "5 kWh", "--1"])("%o is no number", (typed) => {
  expect(readDecimal(typed, "en-GB")).toEqual({ kind: "wrong" });
});

it.each([
  ["en-GB", "51291.5", "51291.5"],
  ["de-DE", "51.291", "51,291"],
  ["da-DK", "1051.291", "1051,291"],
  ["de-DE", "51291", "51291"],
])("in %s %s is put into a field as %s, and read back as it was", (language, text, typed) => {
  expect(writeTyped(text, language)).toBe(typed);
  expect(readDecimal(typed, language)).toEqual({ kind: "number", text });
});
