import { describe, expect, it } from "vitest";
import { type FakePlace, fakeReportSource, kwhPlace } from "../../tests/support/fake-report-source.ts";
import { column, faultOf, run } from "../../tests/support/run-consumption.ts";
import { findReport } from "./index.ts";
import type { ReportCell, ReportRow, ReportTable, RunWatch } from "./report.ts";

const totalOf = (table: ReportTable, nth = 0) => table.columns.filter(({ id }) => id === "use")[nth]?.total;

/** October begins in Denmark at 22:00 UTC of 30 September and ends at 23:00 UTC of 31 October. */
const heat = (id: string, from: number, to: number, more: Partial<FakePlace["place"]> = {}): FakePlace => ({
  place: { id, address: `Elmegade ${id}`, customerName: `Customer ${id}`, customerNumber: id, ...more },
  counted: {
    E1: {
      unit: "kWh",
      exponent: -1,
      rows: [
        ["2026-09-01T00:00:00Z", from - 1000],
        ["2026-09-30T22:00:00Z", from],
        ["2026-10-31T23:00:00Z", to],
        ["2026-11-20T11:00:00Z", to + 500],
      ],
    },
  },
});

describe("the consumption report", () => {
  it("adds rows to the digit, in any unit", async () => {
    // 123.4 + 0.1 + 98,765.4 = 98,888.9 kWh = 98.8889 MWh = 356.00004 GJ
    const places = [heat("1", 0, 1234), heat("2", 500, 501), heat("3", 0, 987_654)];
    const kwh = await run(places, {});
    expect(column(kwh, "use")).toEqual(["123.4", "0.1", "98765.4"]);
    expect(totalOf(kwh)).toBe("98888.9");
    expect(totalOf(await run(places, { energyUnit: "MWh" }))).toBe("98.8889");
    const gj = await run(places, { energyUnit: "GJ" });
    expect(column(gj, "use")).toEqual(["0.44424", "0.00036", "355.55544"]);
    expect(totalOf(gj)).toBe("356.00004");
    expect(column(kwh, "marks")).toEqual([["measured"], ["measured"], ["measured"]]);
  });

  it("cuts the interval where customers moved, and shows each their own", async () => {
    const moved: FakePlace = {
      ...heat("1", 0, 0, {
        customerName: "Ida",
        customerNumber: "3",
        tenancies: [
          {
            customerNumber: "1",
            customerName: "Ada",
            fromMs: 0,
            toMs: Date.parse("2026-10-10T22:00:00Z"),
          },
          { customerNumber: "3", customerName: "Ida", fromMs: Date.parse("2026-10-19T22:00:00Z") },
        ],
      }),
      counted: {
        E1: {
          unit: "kWh",
          exponent: 0,
          rows: [
            ["2026-09-30T22:00:00Z", 100],
            ["2026-10-10T22:00:00Z", 140],
            ["2026-10-19T22:00:00Z", 145],
            ["2026-10-31T23:00:00Z", 205],
          ],
        },
      },
    };
    const table = await run([moved], {});
    expect(column(table, "customer")).toEqual(["Ada", "", "Ida"]);
    expect(column(table, "use")).toEqual(["40", "5", "60"]);
    expect(totalOf(table)).toBe("105");
    expect(table.charts[0]?.consumption.intervals.map(({ value }) => value)).toEqual(["105"]);
  });

  it("marks what is estimated with its bounds, and what is missing as not available", async () => {
    const gap = kwhPlace("gap", [
      ["2026-09-30T22:00:00Z", 1000],
      ["2026-10-31T11:00:00Z", 1300],
      // Twelve hours before the boundary 1,300, twelve after it 1,324: 1,312 at most guess.
      ["2026-11-01T11:00:00Z", 1324],
    ]);
    const late = kwhPlace("late", [
      ["2026-10-15T00:00:00Z", 7],
      ["2026-11-05T00:00:00Z", 9],
    ]);
    const table = await run([gap, late, heat("1", 0, 10)], {});
    expect(column(table, "use")).toEqual([{ value: "312", bounds: ["300", "324"] }, null, "1.0"]);
    expect(column(table, "marks")).toEqual([["estimated"], ["missing"], ["measured"]]);
    expect(column(table, "coverage")).toEqual(["100", "0", "100"]);
    expect(totalOf(table)).toBe("313.0");
    expect(table.notes).toEqual(["has-estimates", "has-gaps"]);
  });

  it("knows nothing of the months before a place's first meter, and a part of the month it came in", async () => {
    // Local midnights: 10 May, 1 June, 1 July.
    const came = kwhPlace(
      "came",
      [
        ["2026-05-09T22:00:00Z", 3],
        ["2026-05-31T22:00:00Z", 47],
        ["2026-06-30T22:00:00Z", 107],
      ],
      { isMounting: true },
    );
    const days = { from: "2026-04-01", to: "2026-06-30" };
    const months = await run([came], { ...days, step: "month" });
    const bars = months.charts[0]?.consumption.intervals ?? [];
    // 47 − 3 = 44 in May's last 22 days, 107 − 47 = 60 in June; April is not 0.
    expect(bars.map(({ value, mark }) => [value, mark])).toEqual([
      [null, "missing"],
      ["44", "measured"],
      ["60", "measured"],
    ]);
    const whole = await run([came], days);
    for (const table of [months, whole]) {
      expect(column(table, "use")).toEqual(["104"]);
      expect(column(table, "marks")).toEqual([["partial"]]);
      // 22 + 30 of 91 days.
      expect(column(table, "coverage")).toEqual(["57"]);
      expect(table.incomplete).toBe(1);
    }
  });

  it("calls edited, not measured, what stands on a register that somebody corrected", async () => {
    const plain = heat("1", 0, 1234);
    const counted = plain.counted.E1;
    if (!counted) throw new Error("no heat");
    const corrected = { ...plain, counted: { E1: { ...counted, edited: [2] } } };
    const table = await run([corrected, heat("2", 0, 10)], {});
    expect(column(table, "use")).toEqual(["123.4", "1.0"]);
    expect(column(table, "marks")).toEqual([["edited"], ["measured"]]);
  });

  it("says so when the interval lies before the first reading", async () => {
    const table = await run([heat("1", 0, 10)], { from: "2024-01-01", to: "2024-01-31" });
    expect(column(table, "use")).toEqual([null]);
    expect(table.notes).toContain("before-first");
  });

  it("says so when no row is left, and when no place is", async () => {
    const table = await run([heat("1", 0, 10)], { limit: "above", limitValue: "1000" });
    expect(table.rows).toEqual([]);
    expect(table.notes).toEqual(["nothing-left"]);
    // Of nothing there is no total: it is not 0.
    expect(totalOf(table)).toBeUndefined();
    expect(await faultOf([heat("1", 0, 10)], { places: { media: ["gas"] } })).toBe("no-places");
  });

  it("calls a month that is not over yet running, and covered up to its last reading", async () => {
    const table = await run([heat("1", 0, 10)], { from: "2026-11-01", to: "2026-11-30" });
    expect(column(table, "use")).toEqual(["50.0"]);
    expect(column(table, "marks")).toEqual([["running"]]);
    // From 31 October 23:00 UTC to 20 November 11:00 are 468 of November's 720 hours.
    expect(column(table, "coverage")).toEqual(["65"]);
    expect(table.incomplete).toBeUndefined();
  });

  describe("of a meter that went silent in the middle of a month that is over", () => {
    const SILENT_MS = Date.parse("2026-10-10T22:00:00Z");
    const silent: FakePlace = {
      place: { id: "s", address: "Elmegade 9" },
      counted: {
        E1: {
          unit: "kWh",
          exponent: 0,
          rows: [
            ["2026-09-30T22:00:00Z", 1000],
            ["2026-10-05T22:00:00Z", 1060],
            ["2026-10-10T22:00:00Z", 1100],
          ],
        },
      },
    };

    it("says since when, counts what was measured, and covers no more than that", async () => {
      const table = await run([silent, heat("1", 0, 10)], {});
      // 1,100 − 1,000 kWh in ten days; evenly on, the month would have had 310.
      expect(column(table, "use")).toEqual(["100", "1.0"]);
      expect(column(table, "marks")).toEqual([["silent"], ["measured"]]);
      expect(table.rows.map(({ silentSinceMs }) => silentSinceMs)).toEqual([SILENT_MS, undefined]);
      // 240 of October's 745 hours: 32.2 %.
      expect(column(table, "coverage")).toEqual(["32", "100"]);
      expect(totalOf(table)).toBe("101.0");
      expect(table.incomplete).toBe(1);
      expect(table.notes).toEqual(["has-gaps"]);
      expect(table.charts[0]?.consumption.intervals.map(({ mark }) => mark)).toEqual(["silent"]);
    });

    it("says the same day by day, and of the days after it that nothing is known", async () => {
      const table = await run([silent], { step: "day" });
      // Of single days between readings five days apart each may have had all 60 or 40 of them, or none: 5 × 60 + 5 × 40.
      expect(column(table, "use")).toEqual([{ value: "100", bounds: ["0", "500"] }]);
      expect(column(table, "marks")).toEqual([["estimated", "silent"]]);
      expect(table.rows[0]?.silentSinceMs).toBe(SILENT_MS);
      expect(column(table, "coverage")).toEqual(["32"]);
      const days = table.charts[0]?.consumption.intervals ?? [];
      expect(days.filter(({ value }) => value === null)).toHaveLength(21);
    });

    it("compares it with no whole month", async () => {
      const rows = silent.counted.E1?.rows ?? [];
      const before = [
        ["2025-09-30T22:00:00Z", 0],
        ["2025-10-31T23:00:00Z", 300],
      ] as const;
      const both: FakePlace = {
        ...silent,
        counted: { E1: { unit: "kWh", exponent: 0, rows: [...before, ...rows] } },
      };
      const table = await run([both], { compare: "year" });
      expect(column(table, "lastYear")).toEqual(["300"]);
      expect(column(table, "change")).toEqual([null]);
    });
  });

  it("adds days of 23, 24 and 25 hours up to the month", async () => {
    const place = kwhPlace(
      "1",
      Array.from({ length: 24 * 33 }, (_, hour) => [
        new Date(Date.UTC(2026, 8, 30) + hour * 3_600_000).toISOString(),
        hour,
      ]),
    );
    // One kWh an hour: the day the clock goes back has 25, the month 31 × 24 + 1 = 745.
    const table = await run([place], { step: "day" });
    const days = table.charts[0]?.consumption.intervals ?? [];
    expect(days).toHaveLength(31);
    expect(days[24]?.value).toBe("25");
    expect(days[0]?.value).toBe("24");
    expect(totalOf(table)).toBe("745");
  });
});

describe("a report of several registers", () => {
  it("leaves empty what a point does not count at all, and calls nothing of it missing", async () => {
    const water: FakePlace = {
      place: { id: "w" },
      counted: {
        V1: {
          unit: "m³",
          exponent: -3,
          rows: [
            ["2026-09-30T22:00:00Z", 1000],
            ["2026-10-31T23:00:00Z", 8120],
          ],
        },
      },
    };
    const table = await run([heat("1", 0, 10), water], { registers: ["E1", "V1"] });
    expect(table.rows.map(({ cells }) => cells.slice(2, 6))).toEqual([
      ["1.0", "", "100", ["measured"]],
      ["", "7.120", "100", ["measured"]],
    ]);
    expect([totalOf(table), totalOf(table, 1)]).toEqual(["1.0", "7.120"]);
    expect(table.notes).toEqual([]);
  });
});

describe("how a report goes on", () => {
  const town = Array.from({ length: 500 }, (_, n) => heat(String(n), 0, n + 1));
  const toldOf = async (params: Readonly<Record<string, string>>, mostTurns = Number.POSITIVE_INFINITY) => {
    const portions: (readonly ReportRow[])[] = [];
    const turns: number[] = [];
    const watch: RunWatch = {
      async progress(done, total) {
        turns.push(done / total);
        return turns.length < mostTurns;
      },
      async take(rows) {
        portions.push(rows);
      },
    };
    const october = { from: "2026-10-01", to: "2026-10-31", registers: ["E1"], places: {} };
    const source = fakeReportSource(town, "2026-11-20T12:00:00Z");
    const answer = await findReport("consumption")?.run({ ...october, ...params }, source, watch);
    return { portions, turns, answer };
  };
  const year = { from: "2025-11-01", to: "2026-10-31", step: "day" };
  const thousandths = (cell: ReportCell | undefined): number =>
    Math.round(1000 * Number(typeof cell === "object" && cell && "value" in cell ? cell.value : cell));

  it("is said, and can be stopped, several times in a year by days, where each place takes long", async () => {
    // 366 boundaries: 2000 · 40 / 366 = 219 places at once, so 500 take three turns.
    const { portions, turns, answer } = await toldOf(year);
    expect(portions.map((rows) => rows.length)).toEqual([219, 219, 62]);
    // 219, 438 and 500 of 500.
    expect(turns).toEqual([0.438, 0.876, 1]);
    const rows = portions.flat();
    expect(rows.map(({ pointId }) => pointId)).toEqual(town.map(({ place }) => place.id));
    if (!answer?.ok) throw new Error("no table");
    const sum = rows.reduce((all, { cells }) => all + thousandths(cells[2]), 0);
    expect(sum).toBeGreaterThan(0);
    expect([thousandths(totalOf(answer.value)), answer.value.rows]).toEqual([sum, []]);
    const stopped = await toldOf(year, 1);
    expect(stopped.answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(stopped.portions).toHaveLength(1);
    expect((await toldOf({})).turns).toEqual([1]);
  });
});
