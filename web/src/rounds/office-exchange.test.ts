import { describe, expect, it } from "vitest";
import type { WireRegistersAt, WireValue } from "../../../shared/model/wire.ts";
import {
  completeLines,
  type ExchangeDraft,
  exchangeLines,
  firstLines,
  halfLine,
  type TypedDraft,
  wireLines,
  wrongLine,
} from "./office-exchange.ts";

const latest: readonly WireValue[] = [
  { register: "E1", value: "5200", unit: "kWh" },
  { register: "V1", value: "98.10", unit: "m³" },
  { register: "t1", value: "70", unit: "°C" },
  { register: "hours", value: "12000", unit: "h" },
];
const told: WireRegistersAt["values"] = [
  { register: "E1", unit: "kWh", value: "5150", mark: "estimated", bounds: ["5100", "5200"] },
];
const draft = (
  end: ExchangeDraft["end"],
  start: ExchangeDraft["start"] = {},
  languageTag = "en-GB",
): TypedDraft => ({ ...{ end, start, next: undefined, languageTag } });
const doubts = (typed: TypedDraft) => exchangeLines(latest, told, typed).map(({ doubt }) => doubt);

describe("an exchange at a desk", () => {
  it("asks for the counters of the old meter, and for nothing else it says", () => {
    expect(exchangeLines(latest, told, draft({})).map(({ register }) => register)).toEqual(["E1", "V1"]);
  });

  it("doubts an end that lies outside what the meter said on both sides of the moment", () => {
    expect(doubts(draft({ E1: "5099" }))).toEqual(["below-last", undefined]);
    expect(doubts(draft({ E1: "5100" }))).toEqual([undefined, undefined]);
    expect(doubts(draft({ E1: "5201" }))).toEqual(["far-above", undefined]);
    // Of V1 only the last is known.
    expect(doubts(draft({ V1: "98,09" }))).toEqual([undefined, "below-last"]);
    expect(doubts(draft({ V1: "150" }))).toEqual([undefined, undefined]);
  });

  it("doubts an end above what the meter can have counted since it said something last", () => {
    // OMNIPOWER: 69 kW at the most, 690 kWh in ten hours, and one count.
    const when = { atMs: 10 * 3_600_000, latestAtMs: 0, type: "OMNIPOWER" };
    const electric: readonly WireValue[] = [{ register: "A+", value: "5200", unit: "kWh" }];
    const doubt = (end: string, known: WireRegistersAt["values"] = []) =>
      exchangeLines(electric, known, { ...draft({ "A+": end }), when })[0]?.doubt;
    expect(doubt("5891")).toBeUndefined();
    expect(doubt("5892")).toBe("far-above");
    expect(doubt("99999999999")).toBe("far-above");
    // What it said within the last quarter of an hour: 17.25 kWh since, and one count.
    const measured = [{ register: "A+", unit: "kWh", value: "5200", mark: "measured" }] as const;
    expect(doubt("5218", measured)).toBeUndefined();
    expect(doubt("5219", measured)).toBe("far-above");
  });

  it("holds an end against what the meter said last as said afterwards, where the moment is before it", () => {
    const doubt = (end: string, atMs: number) =>
      exchangeLines(latest, [], { ...draft({ E1: end }), when: { atMs, latestAtMs: 1000, type: "MC403" } })[0]
        ?.doubt;
    expect(doubt("5199", 999)).toBeUndefined();
    expect(doubt("5200", 999)).toBeUndefined();
    expect(doubt("5201", 999)).toBe("far-above");
    expect(doubt("5199", 1000)).toBe("below-last");
  });

  it("doubts a new meter that begins above where the old one ended", () => {
    expect(doubts(draft({ E1: "5150" }, { E1: "5151" }))).toEqual(["start-above-end", undefined]);
    expect(doubts(draft({ E1: "5150" }, { E1: "3" }))).toEqual([undefined, undefined]);
  });

  it("sends the registers of which both are typed, to their last digit, and says which is half", () => {
    const typed = draft({ E1: "5150", V1: "98.40" }, { E1: "0", V1: "0,012" });
    const lines = completeLines(exchangeLines(latest, told, typed));
    expect(wireLines(lines, "end")).toEqual([
      { register: "E1", unit: "kWh", value: "5150" },
      { register: "V1", unit: "m³", value: "98.40" },
    ]);
    expect(wireLines(lines, "start")[1]?.value).toBe("0.012");
    const half = draft({ E1: "5150", V1: "98.40" }, { E1: "0" });
    expect(halfLine(exchangeLines(latest, told, half), half)?.register).toBe("V1");
    const wrong = draft({ E1: "much" });
    expect(halfLine(exchangeLines(latest, told, wrong), wrong)?.register).toBe("E1");
    expect(halfLine(exchangeLines(latest, told, typed), typed)).toBeUndefined();
  });

  it("takes for no number what may be a thousandth of it, and for one what the screen writes so", () => {
    const startOf = (text: string, languageTag: string) => {
      const typed = draft({ E1: "5150" }, { E1: text }, languageTag);
      const lines = exchangeLines(latest, told, typed);
      return halfLine(lines, typed)?.register ?? wireLines(completeLines(lines), "start")[0]?.value;
    };
    expect(startOf("1,250", "en-GB")).toBe("E1");
    expect(startOf("1.250", "de-DE")).toBe("E1");
    expect(startOf("1,250", "de-DE")).toBe("1.250");
    expect(startOf("1,250.5", "en-GB")).toBe("1250.5");
    expect(startOf("-1", "en-GB")).toBe("E1");
    const first = draft({}, { E1: "1,250" });
    expect(wrongLine(firstLines("heat", first), first)?.register).toBe("E1");
  });

  it("asks of a point's first meter what meters of its kind count, and takes what is typed of it", () => {
    const typed = draft({}, { V1: "12,5" });
    const lines = firstLines("heat", typed);
    expect(lines.map(({ register, unit }) => [register, unit])).toEqual([
      ["E1", "kWh"],
      ["V1", "m³"],
    ]);
    expect(wireLines(lines, "start")).toEqual([{ register: "V1", unit: "m³", value: "12.5" }]);
    expect(wireLines(lines, "end")).toEqual([]);
    expect(wrongLine(lines, typed)).toBeUndefined();
    const wrong = draft({}, { E1: "much" });
    expect(wrongLine(firstLines("heat", wrong), wrong)?.register).toBe("E1");
    expect(firstLines("smoke-detector", draft({}))).toEqual([]);
  });
});
