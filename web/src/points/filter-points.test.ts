import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { countFacets, filterPoints } from "./filter-points.ts";
import { type PointCriteria, readCriteria } from "./point-criteria.ts";
import { PointTable } from "./point-table.ts";

const NOW_MS = 1_000_000_000_000;
const HOUR_MS = 3_600_000;

const pointOf = (id: string, more: Partial<WirePoint>): WirePoint => ({
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
const heardAgo = (hours: number, ...status: string[]): NonNullable<WirePoint["latest"]> => ({
  atMs: NOW_MS - hours * HOUR_MS,
  values: [],
  status,
});
const meter = {
  key: "KAM-61000004-34-04",
  serial: "61000004",
  manufacturer: "KAM",
  type: "MULTICAL 403",
  hasKey: true,
};

const points = [
  pointOf("elm", { address: "Elmegade 4", city: "Århus", latest: heardAgo(0.5), meter }),
  pointOf("oak", { address: "Egevej 9", customer: "Bo Bæk", latest: heardAgo(30, "leak"), medium: "water" }),
  pointOf("ash", { address: "Askevej 1", number: "571313", latest: heardAgo(10, "low-battery") }),
  pointOf("fir", { address: "Granvej 7" }),
];
const all = PointTable.of(points);

const shown = (wanted: Partial<PointCriteria>): readonly string[] => {
  const { keeps } = filterPoints(all, { ...readCriteria({}), ...wanted }, NOW_MS);
  return points.filter((_, i) => keeps[i] === 1).map(({ id }) => id);
};

describe("filterPoints", () => {
  it("searches address, town, customer, number, meter and serial, all words in any order", () => {
    expect(shown({ text: "aarhus elme" })).toEqual(["elm"]);
    expect(shown({ text: "baek" })).toEqual(["oak"]);
    expect(shown({ text: "571313" })).toEqual(["ash"]);
    expect(shown({ text: "61000004" })).toEqual(["elm"]);
    expect(shown({ text: "multical" })).toEqual(["elm"]);
    expect(shown({ text: "elmegade 9" })).toEqual([]);
    expect(shown({ text: "gade" })).toEqual(["elm"]);
  });

  it("takes several words as they stand, where they stand anywhere", () => {
    expect(shown({ text: "elmegade 4" })).toEqual(["elm"]);
    expect(shown({ text: "elmegade 403" })).toEqual(["elm"]);
    expect(shown({ text: "multical 40" })).toEqual(["elm"]);
  });

  it("takes a short word for the beginning of one: a house number is not found inside a serial number", () => {
    expect(shown({ text: "vej 1" })).toEqual([]);
    expect(shown({ text: "granvej 7" })).toEqual(["fir"]);
    expect(shown({ text: "61" })).toEqual(["elm"]);
    expect(shown({ text: "13" })).toEqual([]);
    expect(shown({ text: "1313" })).toEqual(["ash"]);
  });

  it("filters by medium, info code and age of the latest reading", () => {
    expect(shown({ media: ["water"] })).toEqual(["oak"]);
    expect(shown({ status: ["any"] })).toEqual(["oak", "ash"]);
    expect(shown({ status: ["none"] })).toEqual(["elm", "fir"]);
    expect(shown({ status: ["leak", "none"] })).toEqual(["elm", "oak", "fir"]);
    expect(shown({ age: "hour" })).toEqual(["elm"]);
    expect(shown({ age: "day" })).toEqual(["elm", "ash"]);
    expect(shown({ age: "over-day" })).toEqual(["oak"]);
    expect(shown({ age: "over-week" })).toEqual([]);
    expect(shown({ age: "never" })).toEqual(["fir"]);
  });
});

describe("countFacets", () => {
  it("counts what each choice would show, the other filters as they stand", () => {
    const facets = countFacets(all, { ...readCriteria({}), media: ["heat"] }, NOW_MS);
    expect(Object.fromEntries(facets.media)).toEqual({ heat: 3, water: 1 });
    expect(Object.fromEntries(facets.status)).toEqual({ none: 2, any: 1, "low-battery": 1 });
    expect(Object.fromEntries(facets.age)).toEqual({ hour: 1, day: 2, never: 1 });
  });

  it("promises exactly what choosing then shows", () => {
    const facets = countFacets(all, readCriteria({ q: "e" }), NOW_MS);
    for (const [id, count] of facets.status) expect(shown({ text: "e", status: [id] })).toHaveLength(count);
    for (const [age, count] of facets.age) expect(shown({ text: "e", age })).toHaveLength(count);
  });
});
