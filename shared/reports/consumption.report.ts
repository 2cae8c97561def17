import { REGISTERS, type Register } from "../model/register.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { Unit } from "../model/unit.ts";
import { chartOf } from "./chart-of.ts";
import { compareRows } from "./compare-years.ts";
import { keepsLimit, LIMITS, type Limit, readLimit } from "./limits.ts";
import { partsOf, placeBoundaries } from "./place-parts.ts";
import { type ParamReader, quantityOf } from "./read-params.ts";
import type {
  PlaceChoice,
  PlaceUses,
  ReportColumn,
  ReportFault,
  ReportNote,
  ReportPlace,
  ReportRow,
  ReportSource,
  ReportTable,
  RowMark,
  RunWatch,
} from "./report.ts";
import { ROW_MARKS } from "./report.ts";
import type { ReportPlan } from "./report-plan.ts";
import { lastYear, type ReportSpan, stepBoundaries } from "./report-span.ts";
import { amountCell, coverageCell, type SummedUse, sumUse, totalText } from "./sum-use.ts";
import type { UseRow } from "./use-row.ts";

/** Counters that can be asked for, by importance. */
const OPTIONS = (Object.keys(REGISTERS) as Register[]).filter((one) => REGISTERS[one].kind === "counter");
const STEPS = ["whole", "month", "day"] as const;
const COMPARE = ["none", "year"] as const;
/** Places times boundaries: more is more than anybody reads, and than a browser holds. */
const MAX_BOUNDARIES = 4_000_000;

interface Params {
  readonly span: ReportSpan;
  readonly before: ReportSpan | undefined;
  readonly places: PlaceChoice;
  readonly registers: readonly Register[];
  readonly units: readonly Unit[];
  readonly step: (typeof STEPS)[number];
  readonly limit: Limit;
}

/** Who used how much: a row per customer and point, any registers, any days, exact sums. */
export const consumptionReport: ReportPlan<Params> = {
  id: "consumption",
  fields: [
    { id: "interval", kind: "interval" },
    { id: "places", kind: "places" },
    { id: "registers", kind: "registers", options: OPTIONS },
    { id: "energyUnit", kind: "choice", options: ["kWh", "MWh", "GJ"] },
    { id: "volumeUnit", kind: "choice", options: ["m³", "l"] },
    { id: "step", kind: "choice", options: STEPS },
    { id: "compare", kind: "choice", options: COMPARE },
    { id: "limit", kind: "choice", options: LIMITS },
    {
      id: "limitValue",
      kind: "number",
      onlyWith: { field: "limit", options: ["above", "below", "rise", "fall"] },
    },
  ],
  read: readParams,
  run: runReport,
};

function readParams(params: ParamReader): Params {
  const span = params.span();
  const registers = params.registers("registers");
  const limit = readLimit(params);
  const isCompared =
    params.choice("compare", COMPARE) === "year" || limit.kind === "rise" || limit.kind === "fall";
  const before = isCompared && !params.fault ? lastYear(span, params) : undefined;
  if (before && !before.ok) params.refuse(before.error);
  return {
    span,
    before: before?.ok ? before.value : undefined,
    places: params.places("places"),
    registers,
    units: registers.map((register) => unitOf(params, register)),
    step: params.choice("step", STEPS),
    limit,
  };
}

function unitOf(params: ParamReader, register: Register): Unit {
  const quantity = quantityOf(register);
  const field = quantity === "energy" ? "energyUnit" : quantity === "volume" ? "volumeUnit" : "";
  return params.unit(field, quantity);
}

async function runReport(
  params: Params,
  source: ReportSource,
  watch: RunWatch,
): Promise<Result<ReportTable, ReportFault>> {
  const places = await source.places(params.places);
  if (places.length === 0) return err({ code: "no-places" });
  const boundariesMs = stepBoundaries(params.span, params.step, source.timeZone);
  const work = places.length * boundariesMs.length * params.registers.length;
  if (work > MAX_BOUNDARIES) return err({ code: "too-many-steps", field: "step" });
  const runs = params.before ? 2 : 1;
  const uses = await source.uses(question(params, places, boundariesMs), shareOf(watch, { at: 0, of: runs }));
  if (!uses) return err({ code: "cancelled" });
  const rows = rowsOf(params, { places, uses, source });
  const compared = await compareRows(rows, { ...params, source, watch: shareOf(watch, { at: 1, of: runs }) });
  if (!compared) return err({ code: "cancelled" });
  const kept = compared.filter((row) => keepsLimit(row, params.limit));
  return ok(tableOf(params, { rows: kept, asked: places.length, boundariesMs, source, all: rows }));
}

const question = (params: Params, places: readonly ReportPlace[], boundariesMs: readonly number[]) => ({
  places,
  registers: params.registers,
  boundariesMs,
  boundariesOf: (place: ReportPlace) => placeBoundaries(place, boundariesMs),
});

/** One of several runs of equal length as a part of the whole progress. */
const shareOf = (watch: RunWatch, run: { readonly at: number; readonly of: number }): RunWatch => ({
  progress: (done, total) => watch.progress(run.at * total + done, run.of * total),
});

/** A row per customer of a place; a place that has none of the registers has no row. */
function rowsOf(
  { span, registers, units }: Params,
  world: { readonly places: readonly ReportPlace[]; readonly uses: PlaceUses; readonly source: ReportSource },
): UseRow[] {
  const rows: UseRow[] = [];
  for (const [i, place] of world.places.entries()) {
    const uses = world.uses[i] ?? [];
    if (uses.every((use) => use === undefined)) continue;
    for (const part of partsOf(place, span.fromMs, span.toMs)) {
      const summed = registers.map((_, r) =>
        sumUse(uses[r], part, { unit: units[r] ?? "", nowMs: world.source.nowMs }),
      );
      rows.push({ place, part, uses: summed, before: [] });
    }
  }
  return rows;
}

interface Written {
  readonly rows: readonly UseRow[];
  readonly all: readonly UseRow[];
  readonly asked: number;
  readonly boundariesMs: readonly number[];
  readonly source: ReportSource;
}

function tableOf(params: Params, written: Written): ReportTable {
  const { rows, asked, boundariesMs, source } = written;
  return {
    columns: columnsOf(params, rows),
    rows: rows.map((row) => writeRow(row, params)),
    charts: params.registers.map((register, r) => ({
      id: "consumption",
      consumption: chartOf({
        register,
        unit: params.units[r] ?? "",
        boundariesMs,
        step: params.step === "day" ? "day" : "month",
        timeZone: source.timeZone,
        steps: rows.flatMap(({ uses }) => uses[r]?.steps ?? []),
      }),
    })),
    notes: notesOf(written),
    asked,
  };
}

function columnsOf({ registers, units, before }: Params, rows: readonly UseRow[]): readonly ReportColumn[] {
  const text = (id: string): ReportColumn => ({ id, kind: "text" });
  const amounts = registers.flatMap((register, r): readonly ReportColumn[] => {
    const form = { register, unit: units[r] ?? "" };
    const now: ReportColumn = {
      id: "use",
      kind: "amount",
      ...form,
      total: totalText(rows.map((row) => row.uses[r]?.value)),
    };
    if (!before) return [now];
    const then = rows.map((row) => row.before[r]?.value);
    return [
      now,
      { id: "lastYear", kind: "amount", ...form, total: totalText(then) },
      { id: "change", kind: "percent", register },
    ];
  });
  return [
    text("address"),
    text("customer"),
    ...amounts,
    { id: "coverage", kind: "percent" },
    { id: "marks", kind: "marks" },
    ...["city", "customerNumber", "number", "serial"].map(text),
  ];
}

function writeRow({ place, part, uses, before }: UseRow, params: Params): ReportRow {
  const { address, city, postalCode, number, serial } = place;
  const counted = uses.filter(({ isNotCounted }) => !isNotCounted);
  const knownMs = Math.min(...counted.map((use) => use.knownMs));
  return {
    pointId: place.id,
    cells: [
      address,
      part.customerName,
      ...uses.flatMap((use, r) =>
        params.before
          ? [
              amountCell(use),
              amountCell(use.isNotCounted ? use : (before[r] ?? {})),
              use.isNotCounted ? "" : (before[r]?.change ?? null),
            ]
          : [amountCell(use)],
      ),
      coverageCell(knownMs, part.toMs - part.fromMs),
      ROW_MARKS.filter((mark) => counted.some(({ marks }) => marks.includes(mark)) && isSaid(mark, counted)),
      [postalCode, city].filter((text) => text !== "").join(" "),
      part.customerNumber,
      number,
      serial,
    ],
  };
}

/** A row is called measured when all of it is. */
const isSaid = (mark: RowMark, uses: readonly SummedUse[]): boolean =>
  mark !== "measured" || uses.every(({ marks }) => marks.includes("measured"));

function notesOf({ rows, all }: Written): readonly ReportNote[] {
  const has = (mark: RowMark): boolean =>
    rows.some((row) => row.uses.some((use) => use.marks.includes(mark)));
  const isNothingKnown = all.every((row) => row.uses.every((use) => use.value === undefined));
  return [
    ...(isNothingKnown ? (["before-first"] as const) : []),
    ...(rows.length === 0 && !isNothingKnown ? (["nothing-left"] as const) : []),
    ...(has("estimated") ? (["has-estimates"] as const) : []),
    ...(has("missing") || has("partial") ? (["has-gaps"] as const) : []),
    ...(has("running") ? (["is-running"] as const) : []),
  ];
}
