import { describe, expect, it } from "vitest";
import { type FakePlace, fakeReportSource, GO_ON, kwhPlace } from "../../tests/support/fake-report-source.ts";
import { column, faultOf, run } from "../../tests/support/run-consumption.ts";
import { findReport } from "./index.ts";
import type { ReportTable, UseReader } from "./report.ts";

describe("the consumption report against last year", () => {
  const years = (
    id: string,
    last: number,
    now: number,
    more: Partial<FakePlace["place"]> = {},
  ): FakePlace => ({
    ...kwhPlace(id, [
      ["2025-09-30T22:00:00Z", 0],
      ["2025-10-31T23:00:00Z", last],
      ["2026-09-30T22:00:00Z", 1000],
      ["2026-10-31T23:00:00Z", 1000 + now],
    ]),
    place: { id, ...more },
  });

  it("shows the change, and keeps those that rose or fell by more", async () => {
    const places = [years("a", 100, 150), years("b", 100, 85), years("c", 0, 20), years("d", 200, 210)];
    const table = await run(places, { compare: "year" });
    expect(column(table, "lastYear")).toEqual(["100", "100", "0", "200"]);
    expect(column(table, "change")).toEqual(["50.0", "-15.0", null, "5.0"]);
    const names = (one: ReportTable) => one.rows.map(({ pointId }) => pointId);
    expect(names(await run(places, { limit: "rise", limitValue: "5" }))).toEqual(["a"]);
    expect(names(await run(places, { limit: "fall", limitValue: "10" }))).toEqual(["b"]);
  });

  it("says between what an estimated last year lies, as it does of this one", async () => {
    const gap = kwhPlace("gap", [
      ["2025-09-30T22:00:00Z", 1000],
      ["2025-10-31T11:00:00Z", 1300],
      // Twelve hours before the boundary 1,300, twelve after it 1,324: 1,312 at most guess.
      ["2025-11-01T11:00:00Z", 1324],
      ["2026-09-30T22:00:00Z", 2000],
      ["2026-10-31T23:00:00Z", 2624],
    ]);
    const table = await run([gap], { compare: "year" });
    expect(column(table, "use")).toEqual(["624"]);
    expect(column(table, "lastYear")).toEqual([{ value: "312", bounds: ["300", "324"] }]);
    expect(column(table, "change")).toEqual(["100.0"]);
    expect(column(table, "marks")).toEqual([["measured"]]);
    expect(table.notes).toEqual(["has-estimates"]);
    expect((await run([years("a", 100, 150)], { compare: "year" })).notes).toEqual([]);
  });

  it("says that its totals lack a part of the year before, where the first meter came within it", async () => {
    const came = kwhPlace(
      "came",
      [
        ["2025-10-10T22:00:00Z", 0],
        ["2025-10-31T23:00:00Z", 60],
        ["2026-09-30T22:00:00Z", 1000],
        ["2026-10-31T23:00:00Z", 1100],
      ],
      { isMounting: true },
    );
    const table = await run([came, years("a", 100, 150)], { compare: "year" });
    expect(column(table, "use")).toEqual(["100", "150"]);
    expect(column(table, "lastYear")).toEqual(["60", "100"]);
    // 60 kWh in 21 days are no month to compare 100 kWh with.
    expect(column(table, "change")).toEqual([null, "50.0"]);
    // This year's month is whole, what stands beside it is not: the row says which.
    expect(column(table, "marks")).toEqual([["measured", "last-year-partial"], ["measured"]]);
    expect([table.incomplete, table.notes]).toEqual([1, ["has-gaps"]]);
    expect((await run([came], {})).incomplete).toBeUndefined();
  });

  it("says that readings of last year are damaged, where its amount would need them", async () => {
    // The end of last October is not read: 312 kWh is a guess between 300 and 324.
    const torn: FakePlace = {
      place: { id: "torn" },
      counted: {
        E1: {
          unit: "kWh",
          exponent: 0,
          damaged: [{ fromMs: Date.UTC(2025, 9, 31, 12), toMs: Date.UTC(2025, 10, 1) }],
          rows: [
            ["2025-09-30T22:00:00Z", 1000],
            ["2025-10-31T11:00:00Z", 1300],
            ["2025-11-01T11:00:00Z", 1324],
            ["2026-09-30T22:00:00Z", 2000],
            ["2026-10-31T23:00:00Z", 2624],
          ],
        },
      },
    };
    const table = await run([torn, years("whole", 100, 150)], { compare: "year" });
    expect(column(table, "lastYear")).toEqual([{ value: "312", bounds: ["300", "324"] }, "100"]);
    expect(column(table, "marks")).toEqual([["measured", "last-year-damaged"], ["measured"]]);
    expect(table.notes).toEqual(["has-estimates", "has-damage"]);
    expect((await run([torn], {})).notes).toEqual([]);
  });

  it("shows what was counted last year and is not since an exchange: the total is the sum of its rows", async () => {
    const cooled = (id: string, last: number, now: number): FakePlace => {
      const { place, counted } = years(id, last, now);
      return { place, counted: { ...counted, ...(counted.E1 ? { E3: counted.E1 } : {}) } };
    };
    const source = fakeReportSource([cooled("a", 40, 50), cooled("b", 60, 75)], "2026-11-20T12:00:00Z");
    const open: typeof source.open = async (questions, watch) => {
      const [now, ...others] = (await source.open(questions, watch)) ?? [];
      // The meter that hangs at "a" by now counts no cooling.
      const of: UseReader["of"] = async (places, boundariesOf) =>
        ((await now?.of(places, boundariesOf)) ?? []).map((own, i) =>
          places[i]?.id === "a" ? [own[0], undefined] : own,
        );
      return [{ of }, ...others];
    };
    const asked = { from: "2026-10-01", to: "2026-10-31", registers: ["E1", "E3"], places: {} };
    const answer = await findReport("consumption")?.run(
      { ...asked, compare: "year" },
      { ...source, open },
      GO_ON,
    );
    if (!answer?.ok) throw new Error("no table");
    expect(column(answer.value, "use", 1)).toEqual(["", "75"]);
    expect(column(answer.value, "lastYear", 1)).toEqual(["40", "60"]);
    expect(column(answer.value, "change", 1)).toEqual(["", "25.0"]);
    const totals = answer.value.columns.filter(({ register }) => register === "E3");
    expect(totals.map(({ total }) => total)).toEqual(["75", "100", undefined]);
  });

  it("compares nobody with somebody who lived there before", async () => {
    const tenancies = [
      { customerNumber: "1", customerName: "Ada", fromMs: 0, toMs: Date.parse("2026-01-01T00:00:00Z") },
      { customerNumber: "2", customerName: "Bo", fromMs: Date.parse("2026-01-01T00:00:00Z") },
    ];
    const table = await run([years("a", 100, 150, { tenancies })], { compare: "year" });
    expect(column(table, "customer")).toEqual(["Bo"]);
    expect(column(table, "use")).toEqual(["150"]);
    expect(column(table, "lastYear")).toEqual([null]);
  });

  it("knows that 29 February has no last year, and that February 2024 has one", async () => {
    const leap = kwhPlace("leap", [
      ["2023-01-31T23:00:00Z", 0],
      ["2023-02-28T23:00:00Z", 28],
      ["2024-01-31T23:00:00Z", 100],
      ["2024-02-28T23:00:00Z", 128],
      ["2024-02-29T23:00:00Z", 129],
    ]);
    const day = { from: "2024-02-29", to: "2024-02-29" };
    expect(column(await run([leap], day), "use")).toEqual(["1"]);
    expect(await faultOf([leap], { ...day, compare: "year" })).toBe("no-last-year");
    const month = await run([leap], { from: "2024-02-01", to: "2024-02-29", compare: "year" });
    expect(column(month, "use")).toEqual(["29"]);
    expect(column(month, "lastYear")).toEqual(["28"]);
    expect(await faultOf([leap], { from: "2025-02-29", to: "2025-03-01" })).toBe("not-a-day");
  });
});
