import { describe, expect, it } from "vitest";
import { type FakePlace, fakeReportSource, GO_ON } from "../../tests/support/fake-report-source.ts";
import { findReport } from "./index.ts";
import { isSameAmount } from "./prove-figure.ts";
import type { ReportSource, ReportTable } from "./report.ts";
import type { FigureProof, ReportFigure } from "./report-figure.ts";

const OCTOBER = { from: "2026-10-01", to: "2026-10-31", registers: ["E1"], places: {} };
const MOVED_OUT = Date.parse("2026-10-10T22:00:00Z");
const MOVED_IN = Date.parse("2026-10-19T22:00:00Z");

/** Ada left on the tenth, nobody was there until Ida came on the nineteenth; a year of readings before. */
const moved: FakePlace = {
  place: {
    id: "moved",
    address: "Elmegade 1",
    customerName: "Ida",
    customerNumber: "3",
    tenancies: [
      { customerNumber: "1", customerName: "Ada", fromMs: 0, toMs: MOVED_OUT },
      { customerNumber: "3", customerName: "Ida", fromMs: MOVED_IN },
    ],
  },
  counted: {
    E1: {
      unit: "kWh",
      exponent: 0,
      rows: [
        ["2025-09-30T22:00:00Z", 10],
        ["2025-10-10T22:00:00Z", 30],
        ["2025-10-31T23:00:00Z", 60],
        ["2026-09-30T22:00:00Z", 100],
        ["2026-10-10T22:00:00Z", 140],
        ["2026-10-19T22:00:00Z", 145],
        ["2026-10-31T23:00:00Z", 205],
      ],
    },
  },
};

/** Read at the ends of the month only; it has nothing of the year before. */
const plain = (id: string, used: number): FakePlace => ({
  place: { id, address: `Elmegade ${id}` },
  counted: {
    E1: {
      unit: "kWh",
      exponent: -1,
      rows: [
        ["2026-09-30T22:00:00Z", 1000],
        ["2026-10-31T23:00:00Z", 1000 + used],
      ],
    },
  },
});

/** The fake world knows media only; here ids choose too. */
function sourceOf(places: readonly FakePlace[]): ReportSource {
  const source = fakeReportSource(places, "2026-11-20T12:00:00Z");
  return {
    ...source,
    places: async (choice) =>
      (await source.places(choice)).filter(({ id }) => !choice.ids || choice.ids.includes(id)),
  };
}

async function prove(
  report: string,
  params: object,
  { places, figure }: { readonly places: readonly FakePlace[]; readonly figure: ReportFigure },
): Promise<FigureProof> {
  const world = { source: sourceOf(places), watch: GO_ON };
  const answer = await findReport(report)?.prove(params, figure, world);
  if (!answer?.ok) throw new Error(JSON.stringify(answer?.error));
  return answer.value;
}

async function run(report: string, params: object, places: readonly FakePlace[]): Promise<ReportTable> {
  const answer = await findReport(report)?.run(params, sourceOf(places), GO_ON);
  if (!answer?.ok) throw new Error(JSON.stringify(answer?.error));
  return answer.value;
}

const textOf = (cell: unknown): string | null =>
  typeof cell === "object" && cell !== null && "value" in cell
    ? (cell.value as string | null)
    : ((cell as string | null) ?? null);

interface Shown {
  readonly figure: ReportFigure;
  readonly value: string | null;
}

/** Every number and every bar of a table, but what a point does not count. */
function figuresOf({ columns, rows, charts }: ReportTable): readonly Shown[] {
  const cells = rows.flatMap(({ pointId, span, cells: own }) =>
    columns.flatMap(({ id, kind, register }, at): readonly Shown[] => {
      const value = textOf(own[at]);
      if ((kind !== "amount" && kind !== "percent") || value === "") return [];
      const row = { ...(pointId === undefined ? {} : { pointId }), ...(span ? { span } : {}) };
      return [{ value, figure: { column: id, ...(register ? { register } : {}), ...row, isBar: false } }];
    }),
  );
  const bars = charts.flatMap(({ id, consumption: { register, intervals } }) =>
    intervals.map(
      ({ fromMs, toMs, value }): Shown => ({
        value,
        figure: { column: id, register, span: [fromMs, toMs], isBar: true },
      }),
    ),
  );
  return [...cells, ...bars];
}

/** Every number of a report against its proof; how many there were. */
async function proveAll(report: string, params: object, places: readonly FakePlace[]): Promise<number> {
  const figures = figuresOf(await run(report, params, places));
  for (const { figure, value } of figures) {
    const proof = await prove(report, params, { places, figure });
    expect([figure, proof.value, isSameAmount(value, proof.value)]).toEqual([figure, proof.value, true]);
  }
  return figures.length;
}

describe("the proof of a report's figure", () => {
  it("is one customer's time at the point and nobody else's", async () => {
    const figure: ReportFigure = {
      column: "use",
      register: "E1",
      pointId: "moved",
      span: [MOVED_IN, Date.parse("2026-10-31T23:00:00Z")],
      isBar: false,
    };
    const proof = await prove("consumption", OCTOBER, { places: [moved], figure });
    // 205 − 145 = 60 kWh
    expect(proof).toMatchObject({ formula: "sum", value: "60" });
    expect(proof.sides.flatMap(({ terms }) => terms)).toEqual([
      {
        pointId: "moved",
        name: "Elmegade 1",
        fromMs: MOVED_IN,
        toMs: Date.parse("2026-10-31T23:00:00Z"),
        value: "60",
        mark: "measured",
      },
    ]);
  });

  it("of a change has both years", async () => {
    const figure: ReportFigure = {
      column: "change",
      register: "E1",
      pointId: "moved",
      span: [Date.parse("2026-09-30T22:00:00Z"), MOVED_OUT],
      isBar: false,
    };
    const params = { ...OCTOBER, compare: "year" };
    const proof = await prove("consumption", params, { places: [moved], figure });
    // Ada used 40 kWh in ten days, and 20 kWh in the same days a year before: 100 % more.
    expect(proof).toMatchObject({ formula: "change", value: "100.0" });
    expect(proof.sides.map(({ role, value }) => [role, value])).toEqual([
      ["use", "40"],
      ["lastYear", "20"],
    ]);
  });

  it("of a bar adds up only the rows that the limit left", async () => {
    const places = [plain("2", 15), plain("3", 900), plain("4", 1000)];
    const params = { ...OCTOBER, limit: "above", limitValue: "50" };
    const figure: ReportFigure = { column: "consumption", register: "E1", isBar: true };
    const proof = await prove("consumption", params, { places, figure });
    // 90.0 + 100.0 kWh; 1.5 kWh is not above 50.
    expect(proof.value).toBe("190.0");
    expect(proof.sides[0]?.terms.map(({ pointId, value }) => [pointId, value])).toEqual([
      ["4", "100.0"],
      ["3", "90.0"],
    ]);
  });

  it("is the figure itself, for every number and bar of a report, whatever was asked", async () => {
    const places = [moved, plain("2", 15), plain("3", 900)];
    let proven = 0;
    for (const more of [{}, { step: "day" }, { compare: "year" }, { energyUnit: "GJ", step: "month" }])
      proven += await proveAll("consumption", { ...OCTOBER, ...more }, places);
    expect(proven).toBeGreaterThan(40);
  });

  it("says which figure it does not know", async () => {
    const figure: ReportFigure = { column: "use", register: "V1", pointId: "2", isBar: false };
    const world = { source: sourceOf([plain("2", 15)]), watch: GO_ON };
    expect(await findReport("consumption")?.prove(OCTOBER, figure, world)).toEqual({
      ok: false,
      error: { code: "no-figure" },
    });
  });

  it("knows no figure of a time outside the report's own: nobody makes it reckon centuries", async () => {
    const places = [hourly("main", () => 100), hourly("a", () => 30)];
    const source = sourceOf(places);
    const before = [Date.UTC(2026, 8, 29, 22), Date.UTC(2026, 9, 1, 22)] as const;
    const behind = [Date.UTC(2026, 9, 1, 22), Date.UTC(2226, 9, 1, 22)] as const;
    const balance = {
      ...{ from: "2026-10-01", to: "2026-10-03", quantity: "water" },
      ...{ supply: { ids: ["main"] }, demand: {} },
    };
    const consumption = { ...OCTOBER, registers: ["V1"] };
    const asked = [
      ["balance", balance, { column: "nightFlow", isBar: false }],
      ["balance", balance, { column: "loss", isBar: true }],
      ["consumption", consumption, { column: "consumption", register: "V1", isBar: true }],
    ] as const;
    for (const [report, params, figure] of asked) {
      for (const span of [before, behind]) {
        const answer = findReport(report)?.prove(params, { ...figure, span }, { source, watch: GO_ON });
        expect(await answer, `${figure.column} ${span}`).toEqual({ ok: false, error: { code: "no-figure" } });
      }
    }
  });
});

/** A water meter read every hour of the first three days of October in Denmark. */
function hourly(id: string, litresAt: (hour: number) => number): FakePlace {
  let count = 1000;
  const rows = Array.from({ length: 3 * 24 + 1 }, (_, hour): [string, number] => {
    const atMs = Date.UTC(2026, 8, 30, 22) + hour * 3_600_000;
    const row: [string, number] = [new Date(atMs).toISOString(), count];
    count += litresAt(hour % 24);
    return row;
  });
  return { place: { id, medium: "water", address: id }, counted: { V1: { unit: "m³", exponent: -3, rows } } };
}

describe("the proof of a balance", () => {
  const places = [
    hourly("main", (hour) => (hour === 3 ? 40 : 100)),
    hourly("a", () => 30),
    hourly("b", () => 20),
  ];
  const params = {
    from: "2026-10-01",
    to: "2026-10-03",
    quantity: "water",
    supply: { ids: ["main"] },
    demand: {},
  };
  const span = [Date.UTC(2026, 8, 30, 22), Date.UTC(2026, 9, 1, 22)] as const;

  it("is what went in less what was used, meter by meter", async () => {
    const proof = await prove("balance", params, { places, figure: { column: "loss", span, isBar: false } });
    // 23 × 100 + 40 = 2,340 l in; 24 × 30 + 24 × 20 = 1,200 l used.
    expect(proof).toMatchObject({ formula: "left", value: "1.140" });
    expect(
      proof.sides.map(({ role, value, terms }) => [role, value, terms.map((term) => term.pointId)]),
    ).toEqual([
      ["supply", "2.340", ["main"]],
      ["demand", "1.200", ["a", "b"]],
    ]);
  });

  it("of the night's flow is the hour in which least flowed", async () => {
    const figure = { column: "nightFlow", span, isBar: false };
    const proof = await prove("balance", params, { places, figure });
    expect(proof.value).toBe("0.040");
    const [term] = proof.sides[0]?.terms ?? [];
    expect([term?.fromMs, term?.toMs]).toEqual([Date.UTC(2026, 9, 1, 1), Date.UTC(2026, 9, 1, 2)]);
  });

  it("is the figure itself, for every number and bar", async () => {
    const silent: FakePlace = { place: { id: "silent", medium: "water" }, counted: {} };
    const all = [...places, silent];
    expect(await proveAll("balance", params, all)).toBe(24);
    expect(await proveAll("balance", { ...params, step: "whole", supply: { ids: ["silent"] } }, all)).toBe(8);
  });
});
