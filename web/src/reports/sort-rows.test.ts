import { describe, expect, it } from "vitest";
import type { ReportCell, ReportColumn } from "../../../shared/reports/report.ts";
import { sortRows } from "./sort-rows.ts";

const columns: readonly ReportColumn[] = [
  { id: "address", kind: "text" },
  { id: "use", kind: "amount" },
];
const rowsOf = (cells: readonly (readonly ReportCell[])[]) => cells.map((one) => ({ cells: one }));
const rows = rowsOf([
  ["Ågade 10", "9.5"],
  ["Ågade 9", null],
  ["Elmegade 1", { value: "10.0", bounds: ["9", "11"] }],
  ["", "-1"],
]);
const inOrder = (column: number, isDescending: boolean) => [
  ...sortRows(rows, columns, { column, isDescending }, "da-DK"),
];

describe("sorting a report's rows", () => {
  it("sorts amounts as numbers, estimated ones among them, and those without one last either way", () => {
    expect(inOrder(1, false)).toEqual([3, 0, 2, 1]);
    expect(inOrder(1, true)).toEqual([2, 0, 3, 1]);
  });

  it("sorts text as the language does, house numbers as numbers, nothing last", () => {
    expect(inOrder(0, false)).toEqual([2, 1, 0, 3]);
    expect(inOrder(0, true)).toEqual([0, 1, 2, 3]);
  });

  it("leaves the report's own order alone until somebody asks", () => {
    expect([...sortRows(rows, columns, undefined, "en-GB")]).toEqual([0, 1, 2, 3]);
  });
});
