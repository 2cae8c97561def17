import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { PointRows } from "./point-rows.ts";

const pointOf = (id: string, address = ""): WirePoint => ({
  id,
  number: "",
  address,
  postalCode: "",
  city: "",
  area: "",
  customer: "",
  customerNumber: "",
  medium: "heat",
});
const reading = (pointId: string, atMs: number) => ({
  kind: "reading" as const,
  pointId,
  latest: { atMs, values: [], status: [] },
});

const rowsOf = (...points: WirePoint[]): PointRows => {
  const rows = new PointRows();
  rows.replace(points);
  return rows;
};

describe("PointRows", () => {
  it("takes readings without moving a row", () => {
    const rows = rowsOf(pointOf("a"), pointOf("b"));
    expect(rows.apply([reading("b", 5)])).toEqual({ touched: [1], isEdited: false });
    expect(rows.at(1)?.latest?.atMs).toBe(5);
    expect(rows.rowOf("b")).toBe(1);
  });

  it("leaves a reading that came late to the history", () => {
    const rows = rowsOf(pointOf("a"));
    rows.apply([reading("a", 9)]);
    expect(rows.apply([reading("a", 4)]).touched).toEqual([]);
    expect(rows.at(0)?.latest?.atMs).toBe(9);
  });

  it("passes over a point it does not know, and puts a new one last", () => {
    const rows = rowsOf(pointOf("a"));
    expect(rows.apply([reading("x", 1)]).touched).toEqual([]);
    expect(rows.apply([{ kind: "point", point: pointOf("n") }])).toEqual({ touched: [1], isEdited: true });
    expect(rows.all().points.map(({ id }) => id)).toEqual(["a", "n"]);
  });

  it("finds an edited point by its new words", () => {
    const rows = rowsOf(pointOf("a", "Elmegade 1"));
    rows.texts();
    rows.apply([{ kind: "point", point: pointOf("a", "Askevej 1") }]);
    expect(rows.texts()[0]).toContain("askevej");
  });
});
