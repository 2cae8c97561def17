import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { PointTable } from "./point-table.ts";
import { packPoints } from "./shard-pack.ts";

const pointOf = (id: string, address = "", more: Partial<WirePoint> = {}): WirePoint => ({
  id,
  number: `n-${id}`,
  address,
  postalCode: "8700",
  city: "Århus",
  area: "north",
  customer: "",
  customerNumber: "",
  medium: "heat",
  ...more,
});
const reading = (pointId: string, atMs: number) => ({
  kind: "reading" as const,
  pointId,
  latest: { atMs, values: [], status: [] },
});
const meter = {
  key: "KAM-61000004-34-04",
  serial: "61000004",
  manufacturer: "KAM",
  type: "MULTICAL 403",
  hasKey: true,
};
const foundIn = (table: PointTable, words: string): readonly (string | undefined)[] => {
  const rows: number[] = [];
  table.eachFound(words, (row) => rows.push(row));
  return rows.map((row) => table.idAt(row));
};

describe("the table of points", () => {
  it("gives back every point as it came, whatever shard it lies in", () => {
    const points = [
      pointOf("a", "Elmegade 1, 日本", { lat: 56.1, lon: 10.2, meter, medium: "water" }),
      pointOf("b", "", {
        latest: { atMs: 5, values: [{ register: "E1", value: "-0.070", unit: "MWh" }], status: ["leak"] },
      }),
      pointOf("c", "Åvej 3", {
        customer: "Bo 🙂 Bæk",
        meter: { ...meter, key: "odd", serial: "odd", manufacturer: "" },
      }),
    ];
    expect(points.map((_, row) => PointTable.of(points).at(row))).toEqual(points);
    const shards = new PointTable([
      packPoints(points.slice(0, 2)),
      packPoints([]),
      packPoints(points.slice(2)),
    ]);
    expect([0, 1, 2, 3].map((row) => shards.idAt(row))).toEqual(["a", "b", "c", undefined]);
    expect(shards.at(2)?.customer).toBe("Bo 🙂 Bæk");
    expect(["a", "b", "c", "d"].map((id) => shards.rowOf(id))).toEqual([0, 1, 2, undefined]);
    expect(shards.at(-1)).toBeUndefined();
  });

  it("takes readings without moving a row", () => {
    const table = PointTable.of([pointOf("a"), pointOf("b")]);
    expect(table.apply([reading("b", 5)])).toEqual({ touched: [1], isEdited: false });
    expect(table.at(1)?.latest?.atMs).toBe(5);
  });

  it("leaves a reading that came late to the history", () => {
    const table = PointTable.of([pointOf("a")]);
    table.apply([reading("a", 9)]);
    expect(table.apply([reading("a", 4)]).touched).toEqual([]);
    expect(table.at(0)?.latest?.atMs).toBe(9);
  });

  it("passes over a point it does not know, and puts a new one last", () => {
    const table = PointTable.of([pointOf("a")]);
    expect(table.apply([reading("x", 1)]).touched).toEqual([]);
    expect(table.apply([{ kind: "point", point: pointOf("n") }])).toEqual({ touched: [1], isEdited: true });
    expect([0, 1].map((row) => table.idAt(row))).toEqual(["a", "n"]);
    expect(table.count).toBe(2);
    expect(table.apply([reading("n", 7)]).touched).toEqual([1]);
    expect(table.at(1)?.latest?.atMs).toBe(7);
  });

  it("finds words in the texts of their own points only, each point once", () => {
    const table = PointTable.of([
      pointOf("a", "Elmegade 4"),
      pointOf("b", "Elmegade 40, Elmegade 41"),
      pointOf("c", "Askevej 4"),
    ]);
    expect(foundIn(table, "elmegade")).toEqual(["a", "b"]);
    expect(foundIn(table, " askevej 4")).toEqual(["c"]);
    // The end of one point's text and the beginning of the next one's are no words of anybody.
    expect(foundIn(table, "n a elmegade")).toEqual([]);
  });

  it("finds an edited point by its new words, and not by its old ones", () => {
    const table = PointTable.of([pointOf("a", "Elmegade 1"), pointOf("b", "Elmegade 2")]);
    table.apply([{ kind: "point", point: pointOf("a", "Askevej 1") }]);
    expect(foundIn(table, "askevej")).toEqual(["a"]);
    expect(foundIn(table, "elmegade")).toEqual(["b"]);
    expect(table.at(0)?.address).toBe("Askevej 1");
  });

  it("knows the areas that occur", () => {
    const table = PointTable.of([
      pointOf("a"),
      pointOf("b", "", { area: "" }),
      pointOf("c", "", { area: "east" }),
    ]);
    expect(table.areas()).toEqual(["east", "north"]);
  });
});
