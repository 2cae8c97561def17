import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { countFacets, filterPoints } from "./filter-points.ts";
import { maskGroup } from "./group-mask.ts";
import { orderBy, turnOrder } from "./order-own.ts";
import { OwnColumns } from "./own-columns.ts";
import { criteriaOf } from "./point-criteria.ts";
import { PointTable } from "./point-table.ts";
import { packPoints } from "./shard-pack.ts";

const pointOf = (id: string, medium: WirePoint["medium"]): WirePoint => ({
  id,
  number: "",
  address: "",
  postalCode: "",
  city: "",
  area: "",
  customer: "",
  customerNumber: "",
  medium,
});

/** Five points: heated areas 145.5, none, 90, 1000, none; three of them in Elm Street's pipe of steel. */
function makeTable(): { readonly table: PointTable; readonly own: OwnColumns; readonly wanted: string[] } {
  const wanted: string[] = [];
  const own = new OwnColumns((fields) => wanted.push(fields.join()));
  const points = ["a", "b", "c", "d", "e"].map((id, n) => pointOf(id, n < 3 ? "heat" : "water"));
  return { table: new PointTable([packPoints(points)], undefined, own), own, wanted };
}

const AREA = { field: "area", texts: ["90", "145.5", "1000"], places: Uint32Array.of(2, 0, 1, 3, 0) };
const PIPE = { field: "pipe", texts: ["copper", "steel"], places: Uint32Array.of(2, 1, 2, 2, 0) };

const kept = (table: PointTable, query: string): string =>
  table
    .listed(filterPoints(table, criteriaOf(query), 0).keeps)
    .map(({ id }) => id)
    .join("");

describe("own fields of a list", () => {
  it("come when somebody looks at them, each asked for once", () => {
    const { table, own, wanted } = makeTable();
    expect(wanted).toEqual([]);
    expect([own.text(0, "area"), own.text(1, "area"), own.text(0, "pipe")]).toEqual(["", "", ""]);
    expect(wanted).toEqual(["area", "area,pipe"]);
    expect(own.isBehind()).toBe(true);
    own.take([AREA, PIPE]);
    expect(own.isBehind()).toBe(false);
    expect(["a", "b", "c"].map((_, row) => table.own.text(row, "area"))).toEqual(["145.5", "", "90"]);
  });

  it("keep nothing while nobody can say what points say", () => {
    const { table, own } = makeTable();
    expect(kept(table, "own.pipe=is:steel")).toBe("");
    own.take([PIPE]);
    expect(kept(table, "own.pipe=is:steel")).toBe("acd");
  });

  it("filter together with each other and with the filters of every list, and with points that say nothing", () => {
    const { table, own } = makeTable();
    own.take([AREA, PIPE]);
    expect(kept(table, "own.area=100..")).toBe("ad");
    expect(kept(table, "own.area=100..&own.pipe=is:steel&medium=heat")).toBe("a");
    expect(kept(table, "own.pipe=is:|copper")).toBe("be");
    const { media } = countFacets(table, criteriaOf("own.pipe=is:steel"), 0);
    expect([...media]).toEqual([
      ["heat", 2],
      ["water", 1],
    ]);
  });

  it("are what a saved filter asks for as well", () => {
    const { table, own } = makeTable();
    own.take([PIPE]);
    const groups = new Map([["g", { kind: "query" as const, query: "own.pipe=is%3Asteel" }]]);
    expect([...maskGroup(table, "g", { groups, members: new Map(), lastImported: [] }, 0)]).toEqual([
      1, 0, 1, 1, 0,
    ]);
  });

  it("are a sort key: by size, those that say nothing last in both directions, points newer than the answer too", () => {
    const { table, own } = makeTable();
    own.take([AREA]);
    const order = orderBy(table, "own.area", "en");
    const ids = (rows: Uint32Array): string => [...rows].map((row) => table.idAt(row)).join("");
    expect(ids(order)).toBe("cadbe");
    expect(ids(turnOrder(table, "own.area", order))).toBe("dacbe");
    table.apply([{ kind: "point", point: pointOf("f", "heat") }]);
    expect(ids(orderBy(table, "own.area", "en"))).toBe("cadbef");
  });
});
