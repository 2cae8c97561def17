import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { findPoints } from "./find-points.ts";
import { PointTable } from "./point-table.ts";

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
const meterOf = (serial: string) => ({
  key: serial,
  serial,
  manufacturer: "KAM",
  type: "MULTICAL 403",
  hasKey: true,
});

const all = PointTable.of([
  pointOf("long", { address: "Elmegade 4", meter: meterOf("161000004") }),
  pointOf("exact", { address: "Egevej 9", customer: "Bo Bæk", meter: meterOf("61000004") }),
  pointOf("number", { address: "Askevej 1", number: "571313", meter: meterOf("61000099") }),
]);
const ids = (text: string, most = 8) => {
  const { rows, count } = findPoints(all, text, most);
  return { ids: rows.map((row) => all.idAt(row)), count };
};

describe("the search over everything", () => {
  it("puts the meter whose serial number was typed before one that has it inside", () => {
    expect(ids("61000004")).toEqual({ ids: ["exact", "long"], count: 2 });
  });

  it("finds by customer, point number and address, and counts what it does not show", () => {
    expect(ids("baek").ids).toEqual(["exact"]);
    expect(ids("571313").ids).toEqual(["number"]);
    expect(ids("elmegade 4").ids).toEqual(["long"]);
    expect(ids("6100", 2)).toEqual({ ids: ["long", "exact"], count: 3 });
  });

  it("finds nothing for nothing", () => {
    expect(ids("  ")).toEqual({ ids: [], count: 0 });
    expect(ids("no such street")).toEqual({ ids: [], count: 0 });
  });
});
