import { expect, it } from "vitest";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type { WireRegistersAt } from "../../../shared/model/wire.ts";
import { doubtedRegisters, readRegisters } from "./typed-registers.ts";

/** E1 lay between two readings, and is proposed with more decimals than anybody types. */
const shown: WireRegistersAt["values"] = [
  { register: "E1", unit: "kWh", value: "51291.1234567", mark: "estimated", bounds: ["51200", "51300"] },
  { register: "V1", unit: "m³", value: "98.10", mark: "measured" },
];
const read = (typed: Readonly<Record<string, string>>, languageTag: string): unknown => {
  const values = readRegisters(shown, typed, languageTag);
  return values.ok ? values.value.map(({ value }) => formatScaled(value)) : values.error.text;
};

it("leaves what is proposed as it is, to its last digit", () => {
  expect(read({}, "en-GB")).toEqual(["51291.1234567", "98.10"]);
});

it("keeps what was reckoned within its bounds until somebody types what was read off", () => {
  const bounds = (typed: Readonly<Record<string, string>>): unknown => {
    const values = readRegisters(shown, typed, "en-GB");
    return values.ok ? values.value.map((one) => one.bounds?.map(formatScaled)) : values.error.text;
  };
  expect(bounds({})).toEqual([["51200", "51300"], undefined]);
  // Typed and put back: still nobody read it off.
  expect(bounds({ E1: "51291.1234567" })).toEqual([["51200", "51300"], undefined]);
  expect(bounds({ E1: "51291.5" })).toEqual([undefined, undefined]);
});

it("takes what is typed as the screen writes it", () => {
  expect(read({ E1: "51,291.5", V1: "98,4" }, "en-GB")).toEqual(["51291.5", "98.4"]);
  expect(read({ E1: "51.291,5", V1: "98.4" }, "de-DE")).toEqual(["51291.5", "98.4"]);
});

it("takes for no number what may be a thousandth of it: a bill is parted there", () => {
  expect(read({ E1: "51,291" }, "en-GB")).toBe("51,291");
  expect(read({ E1: "51.291" }, "da-DK")).toBe("51.291");
  expect(read({ E1: "51,291" }, "da-DK")).toEqual(["51.291", "98.10"]);
  expect(read({ V1: "" }, "en-GB")).toBe("");
});

it("doubts what lies outside its bounds, or was measured otherwise than the meter can have counted", () => {
  const doubted = (typed: Readonly<Record<string, string>>) => {
    const values = readRegisters(shown, typed, "en-GB");
    return values.ok ? doubtedRegisters(shown, values.value, "MULTICAL 403") : values.error.text;
  };
  expect(doubted({})).toEqual([]);
  expect(doubted({ E1: "51200.5" })).toEqual([]);
  expect(doubted({ E1: "51199.9" })).toEqual(["E1"]);
  expect(doubted({ E1: "99999999999" })).toEqual(["E1"]);
  // 30 m³/h are 7.5 m³ in a quarter of an hour, and one count of 0.01 m³.
  expect(doubted({ V1: "105.60" })).toEqual([]);
  expect(doubted({ V1: "105.62" })).toEqual(["V1"]);
});
