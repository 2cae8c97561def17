import { expect, it } from "vitest";
import { formatScaled, makeScaled } from "../../../shared/model/scaled.ts";
import { judgeTyped } from "./typed-visit.ts";

const nowMs = Date.UTC(2026, 10, 23);
/** 1249 m³ a day ago, and half a cubic metre a day at most. */
const past = {
  last: { value: makeScaled(1249, 0), atMs: nowMs - 86_400_000 },
  use: { perDay: 0.5, mostPerDay: 0.5 },
};
const judge = (text: string, languageTag: string) => {
  const { value, ...more } = judgeTyped(text, "V1", { past, nowMs, languageTag });
  return { ...more, ...(value ? { value: formatScaled(value) } : {}) };
};

it("takes what is typed at a door as the screen writes it", () => {
  expect(judge("1250", "en-GB")).toEqual({ value: "1250" });
  expect(judge("1,250.5", "en-GB")).toEqual({ value: "1250.5" });
  expect(judge("1.250,5", "de-DE")).toEqual({ value: "1250.5" });
  expect(judge("1 250,5", "da-DK")).toEqual({ value: "1250.5" });
});

it("has no value of what may be a thousandth, neither one to keep nor one to doubt", () => {
  expect(judge("1,250", "en-GB")).toEqual({ twofold: { whole: "1250", part: "1.250" } });
  expect(judge("1.250", "de-DE")).toEqual({ twofold: { whole: "1250", part: "1,250" } });
  expect(judge("1.250", "da-DK")).toEqual({ twofold: { whole: "1250", part: "1,250" } });
});

it("takes either of the two once it is said, and doubts the thousandth", () => {
  expect(judge("1250", "de-DE")).toEqual({ value: "1250" });
  expect(judge("1,250", "de-DE")).toEqual({ value: "1.250", doubt: "below-last" });
  expect(judge("1.250", "en-GB")).toEqual({ value: "1.250", doubt: "below-last" });
});

it("has no value of what is no counter's number", () => {
  expect(judge("-1250", "en-GB")).toEqual({});
  expect(judge("12x", "en-GB")).toEqual({});
});
