import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { isAbsent, orderPoints, reverseOrder } from "./order-points.ts";
import type { PointColumn } from "./point-criteria.ts";
import { PointTable } from "./point-table.ts";

const pointOf = (address: string, more: Partial<WirePoint> = {}): WirePoint => ({
  id: address,
  number: "",
  address,
  postalCode: "",
  city: "",
  area: "",
  customer: "",
  customerNumber: "",
  medium: "heat",
  ...more,
});

const inOrder = (points: readonly WirePoint[], column: PointColumn, tag = "en-GB"): readonly string[] =>
  [...orderPoints(PointTable.of(points), column, tag)].map((place) => points[place]?.address ?? "");

describe("orderPoints", () => {
  it("orders house numbers as numbers, their letters behind them, and unknown addresses last", () => {
    const points = ["Elmegade 10", "", "Elmegade 2 B", "Elmegade 2", "Askevej 99", "Elmegade 2 A"].map((a) =>
      pointOf(a),
    );
    expect(inOrder(points, "address")).toEqual([
      "Askevej 99",
      "Elmegade 2",
      "Elmegade 2 A",
      "Elmegade 2 B",
      "Elmegade 10",
      "",
    ]);
  });

  it("orders flats of one house by floor and door, the ground floor first", () => {
    const flats = ["Ågade 4, 2. tv", "Ågade 12", "Ågade 4, 1. tv", "Ågade 4, st. th", "Ågade 4, 1. th"];
    expect(
      inOrder(
        flats.map((a) => pointOf(a)),
        "address",
      ),
    ).toEqual(["Ågade 4, st. th", "Ågade 4, 1. th", "Ågade 4, 1. tv", "Ågade 4, 2. tv", "Ågade 12"]);
  });

  it("follows the language: Å is an A in English and the last letter in Danish", () => {
    const points = ["Zinksvej 1", "Ågade 1", "Askevej 1"].map((a) => pointOf(a));
    expect(inOrder(points, "address", "en-GB")).toEqual(["Ågade 1", "Askevej 1", "Zinksvej 1"]);
    expect(inOrder(points, "address", "da-DK")).toEqual(["Askevej 1", "Zinksvej 1", "Ågade 1"]);
  });

  it("puts the youngest reading first, the most urgent info code first, the smallest value first", () => {
    const latest = (atMs: number, status: string[], value: string) => ({
      latest: { atMs, status, values: [{ register: "E1", value, unit: "kWh" } as const] },
    });
    const points = [
      pointOf("old", latest(1, [], "900")),
      pointOf("never"),
      pointOf("leaking", latest(2, ["leak"], "1000")),
      pointOf("weak", latest(3, ["low-battery"], "80")),
    ];
    expect(inOrder(points, "age")).toEqual(["weak", "leaking", "old", "never"]);
    expect(inOrder(points, "status")).toEqual(["leaking", "weak", "old", "never"]);
    expect(inOrder(points, "value")).toEqual(["weak", "old", "leaking", "never"]);
  });

  it("keeps points without a value last when turned round", () => {
    const points = [pointOf("none"), pointOf("b", { customer: "B" }), pointOf("a", { customer: "A" })];
    const all = PointTable.of(points);
    const order = orderPoints(all, "customer", "en-GB");
    const turned = reverseOrder(order, (row) => isAbsent(all, row, "customer"));
    expect([...turned].map((place) => points[place]?.address)).toEqual(["b", "a", "none"]);
  });
});
