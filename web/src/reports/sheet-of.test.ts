import { describe, expect, it } from "vitest";
import type { ReportTable } from "../../../shared/reports/report.ts";
import type { Words } from "../locales/words.ts";
import { sheetOf } from "./sheet-of.ts";

/** Words that say their key and what was put into it. */
const words = {
  t: (key: string, more?: unknown) => [key, ...(more === undefined ? [] : [JSON.stringify(more)])].join(" "),
  find: (key: string) => key,
  formats: () => ({ dateTime: (atMs: number) => new Date(atMs).toISOString() }),
} as unknown as Words;

const table: ReportTable = {
  columns: [
    { id: "address", kind: "text" },
    { id: "use", kind: "amount", register: "E1", unit: "kWh", total: "101" },
    { id: "marks", kind: "marks" },
  ],
  rows: [
    { silentSinceMs: Date.UTC(2026, 9, 10, 22), cells: ["Elmegade 9", "100", ["silent"]] },
    { cells: ["Elmegade 1", "1", ["measured"]] },
  ],
  charts: [],
  notes: ["has-gaps"],
  incomplete: 1,
  asked: 2,
};
const written = (one: ReportTable) =>
  sheetOf(one, { words, title: "", facts: [], order: Uint32Array.of(0, 1) });

describe("a report's table in a file", () => {
  it("says since when a meter was silent, and that the total lacks it", () => {
    const { rows, totals } = written(table);
    expect(rows.map((cells) => cells.at(-1))).toEqual([
      'charts.silentSince {"time":"2026-10-10T22:00:00.000Z"}',
      "report.mark.measured",
    ]);
    expect(totals).toEqual(["report.totalInPart 1", "101", null]);
  });

  it("calls a total of whole rows just that", () => {
    const { incomplete: _, ...whole } = table;
    expect(written(whole).totals?.[0]).toBe("report.total");
  });

  it("says beside a column with estimates between what they lie", () => {
    const cells = ["Elmegade 1", { value: "1", bounds: ["0", "3"] }, ["estimated"]] as const;
    const rows = [...table.rows.slice(0, 1), { cells }];
    const { columns, rows: lines, totals } = written({ ...table, rows });
    expect(columns.map(({ key, unit }) => [key, unit])).toEqual([
      ["address", undefined],
      ["use.E1", "kWh"],
      ["use.E1.atLeast", "kWh"],
      ["use.E1.atMost", "kWh"],
      ["marks", undefined],
    ]);
    expect(lines.map((line) => line.slice(1, 4))).toEqual([
      ["100", null, null],
      ["1", "0", "3"],
    ]);
    expect(totals?.slice(1, 4)).toEqual(["101", null, null]);
  });
});
