import { describe, expect, it } from "vitest";
import { learnWords, wordsOf } from "./pack-words.ts";
import { searchTextOf } from "./search-text.ts";
import { type ListedPoint, packPoints } from "./shard-pack.ts";

const pointOf = (id: string, more: Partial<ListedPoint> = {}): ListedPoint => ({
  id,
  number: "",
  address: "",
  postalCode: "",
  city: "",
  area: "",
  customer: "",
  customerNumber: "",
  medium: "heat",
  ...more,
});
const meter = {
  key: "KAM-61000004-34-04",
  serial: "61000004",
  manufacturer: "KAM",
  type: "MULTICAL 403",
  hasKey: false,
};
const linesOf = (points: readonly ListedPoint[]): readonly string[] => {
  const { text, ends } = wordsOf(packPoints(points));
  return Array.from(ends, (end, n) => text.slice(n === 0 ? 0 : ends[n - 1], end));
};

describe("the words of a shard", () => {
  it("are each point's own, on a line of its own, as one point's are", () => {
    const points = [
      pointOf("a", {
        address: "Ærøvej 4, 2. tv",
        city: "Rundkøbing",
        customer: "Müller-Sørensen (Åse)",
        meter,
      }),
      pointOf("b"),
      pointOf("c", { number: "12/7", customerNumber: "0099", city: "ÅRHUS É", customer: "Groß & Aa  Ltd." }),
      pointOf("d", { address: "日本 1" }),
    ];
    expect(linesOf(points).map((line) => line.trim())).toEqual(points.map((one) => searchTextOf(one).trim()));
    expect(linesOf(points)[0]).toMatch(/^\n aroevej 4 2 tv|^\n arovej 4 2 tv/);
    expect(linesOf(points).every((line) => line.startsWith("\n"))).toBe(true);
  });

  it("stay apart when a text has the sign in it that parts them", () => {
    const points = [
      pointOf("a", { address: "Elme\u0000gade 1" }),
      pointOf("b", { address: "Ny \u0000 Vej 2" }),
    ];
    expect(linesOf(points).map((line) => line.includes("vej 2"))).toEqual([false, true]);
    expect(linesOf(points).map((line) => line.includes("gade 1"))).toEqual([true, false]);
  });

  it("are those that were made elsewhere, where there are such", () => {
    const pack = packPoints([pointOf("a", { address: "Elmegade 1" })]);
    learnWords(pack, { text: "\n torvet", ends: Uint32Array.of(8) });
    expect(wordsOf(pack).text).toBe("\n torvet");
  });
});
