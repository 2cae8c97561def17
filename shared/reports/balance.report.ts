import type { Interval } from "../analysis/consumption.ts";
import type { Register } from "../model/register.ts";
import { err, ok, type Result } from "../model/result.ts";
import { addScaled, formatScaled, type Scaled, subtractScaled } from "../model/scaled.ts";
import { convertUnit, type Unit } from "../model/unit.ts";
import type { IntervalMark, WireConsumption } from "../model/wire.ts";
import { type LeastHour, nightsOf, usesOf } from "./balance-nights.ts";
import { percentOf } from "./compare-years.ts";
import { type ParamReader, quantityOf } from "./read-params.ts";
import type {
  PlaceChoice,
  PlaceUse,
  ReportCell,
  ReportFault,
  ReportPlace,
  ReportSource,
  ReportTable,
  RowMark,
  RunWatch,
} from "./report.ts";
import { type FigureGround, type GroundSide, type ReportFigure, spanOfFigure } from "./report-figure.ts";
import type { ReportPlan } from "./report-plan.ts";
import { dayOf, type ReportSpan, stepBoundaries } from "./report-span.ts";
import { amountCell, lacksDamaged } from "./sum-use.ts";

const QUANTITIES = ["water", "heat"] as const;
const STEPS = ["day", "month", "whole"] as const;
const REGISTER: Readonly<Record<(typeof QUANTITIES)[number], Register>> = { water: "V1", heat: "E1" };
const MAX_BOUNDARIES = 4_000_000;

export interface BalanceParams {
  readonly span: ReportSpan;
  readonly supply: PlaceChoice;
  readonly demand: PlaceChoice;
  readonly register: Register;
  readonly unit: Unit;
  readonly step: (typeof STEPS)[number];
}

/**
 * Supply of a zone against the demand in it. A zone is a saved set of these parameters: the meters that
 * feed it, and the points it consists of. What is lost is supply minus demand, exactly.
 */
export const balanceReport: ReportPlan<BalanceParams> = {
  id: "balance",
  fields: [
    { id: "interval", kind: "interval" },
    { id: "quantity", kind: "choice", options: QUANTITIES },
    { id: "supply", kind: "places" },
    { id: "demand", kind: "places" },
    {
      id: "energyUnit",
      kind: "choice",
      options: ["kWh", "MWh", "GJ"],
      onlyWith: { field: "quantity", options: ["heat"] },
    },
    { id: "step", kind: "choice", options: STEPS },
  ],
  read: readParams,
  run: runReport,
  ground: balanceGround,
};

function readParams(params: ParamReader): BalanceParams {
  const span = params.span();
  const quantity = params.choice("quantity", QUANTITIES);
  const register = REGISTER[quantity];
  const supply = params.places("supply");
  const hasSupply = supply.group !== undefined || (supply.ids?.length ?? 0) > 0;
  if (!hasSupply) params.refuse({ code: "no-supply", field: "supply" });
  return {
    span,
    supply,
    demand: params.places("demand"),
    register,
    unit: params.unit(quantity === "heat" ? "energyUnit" : "", quantityOf(register)),
    step: params.choice("step", STEPS),
  };
}

async function runReport(
  params: BalanceParams,
  source: ReportSource,
  watch: RunWatch,
): Promise<Result<ReportTable, ReportFault>> {
  const zone = await zoneOf(params, source);
  if (!zone.ok) return zone;
  const { supply, demand } = zone.value;
  const boundariesMs = stepBoundaries(params.span, params.step, source.timeZone);
  if ((demand.length + supply.length) * boundariesMs.length > MAX_BOUNDARIES) {
    return err({ code: "too-many-steps", field: "step" });
  }
  const ask = { source, watch, register: params.register, boundariesMs };
  const fedUses = await usesOf(supply, ask);
  const usedUses = fedUses && (await usesOf(demand, ask));
  const nights = usedUses && (await nightsOf({ ...params, source, watch }, supply, boundariesMs));
  if (!(fedUses && usedUses && nights)) return err({ code: "cancelled" });
  const steps = boundariesMs.slice(1).map((toMs, at): BalanceStep => {
    const [inflow, used] = [
      sumStep(fedUses, at, { unit: params.unit, isAsked: true }),
      sumStep(usedUses, at, { unit: params.unit, isAsked: false }),
    ];
    const night = nights[at];
    return {
      fromMs: boundariesMs[at] ?? 0,
      toMs,
      supply: inflow,
      demand: used,
      ...(night ? { night } : {}),
    };
  });
  return ok(tableOf(params, { steps, source, asked: supply.length + demand.length }));
}

/** What feeds the zone, and what is used in it: a meter that feeds uses nothing. */
async function zoneOf(
  params: BalanceParams,
  source: ReportSource,
): Promise<
  Result<{ readonly supply: readonly ReportPlace[]; readonly demand: readonly ReportPlace[] }, ReportFault>
> {
  const supply = await source.places(params.supply);
  if (supply.length === 0) return err({ code: "no-supply", field: "supply" });
  const fed = new Set(supply.map(({ id }) => id));
  const demand = (await source.places(params.demand)).filter(({ id }) => !fed.has(id));
  return demand.length === 0 ? err({ code: "no-places", field: "demand" }) : ok({ supply, demand });
}

/** What each figure of a step stands on: one side, both of them, or the night's hour in which least flowed. */
async function balanceGround(
  params: BalanceParams,
  figure: ReportFigure,
  { source, watch }: { readonly source: ReportSource; readonly watch: RunWatch },
): Promise<FigureGround | undefined> {
  const { column } = figure;
  const span = spanOfFigure(figure, params.span);
  const zone = await zoneOf(params, source);
  if (!zone.ok || !span) return undefined;
  const [fromMs, toMs] = span;
  const sideOf = (role: "supply" | "demand", boundariesMs: readonly number[]): GroundSide => ({
    role,
    register: params.register,
    unit: params.unit,
    boundariesMs,
    stretches: zone.value[role].map((place) => ({
      place,
      fromMs: boundariesMs[0] ?? fromMs,
      toMs: boundariesMs.at(-1) ?? toMs,
    })),
  });
  const [supply, demand] = [sideOf("supply", [fromMs, toMs]), sideOf("demand", [fromMs, toMs])];
  if (column === "supply") return { formula: "sum", sides: [supply] };
  if (column === "demand") return { formula: "sum", sides: [demand] };
  if (column === "loss") return { formula: "left", sides: [supply, demand] };
  if (column === "lossShare") return { formula: "share", sides: [supply, demand] };
  if (column !== "nightFlow") return undefined;
  const asked = { source, watch, ...params, span: { fromMs, toMs } };
  const [night] = (await nightsOf(asked, zone.value.supply, [fromMs, toMs])) ?? [];
  return { formula: "sum", sides: night ? [sideOf("supply", [night.fromMs, night.toMs])] : [] };
}

/** One side of the balance in one step. */
interface Sum {
  /** Absent when nothing of it is known. */
  readonly value?: Scaled;
  readonly edited: number;
  readonly estimated: number;
  readonly missing: number;
  readonly isRunning: boolean;
  /** Readings of it are kept and cannot be read: what is estimated or missing is so because of that. */
  readonly isDamaged: boolean;
}

interface BalanceStep {
  readonly fromMs: number;
  readonly toMs: number;
  readonly supply: Sum;
  readonly demand: Sum;
  /** The least that flowed in an hour of the night, m³/h. */
  readonly night?: LeastHour;
}

/** `isAsked`: every meter was named to count this register, so one that says nothing of it is a gap. */
function sumStep(
  uses: readonly (PlaceUse | undefined)[],
  at: number,
  { unit, isAsked }: { readonly unit: Unit; readonly isAsked: boolean },
): Sum {
  let sum: Sum = { edited: 0, estimated: 0, missing: 0, isRunning: false, isDamaged: false };
  for (const use of uses) {
    const interval = use?.intervals[at];
    const value = use && interval?.value && convertUnit(interval.value, use.unit, unit);
    const known = addKnown(sum.value, value);
    sum = {
      ...(known ? { value: known } : {}),
      edited: sum.edited + Number(interval?.mark === "edited"),
      estimated: sum.estimated + Number(interval?.mark === "estimated"),
      // A point in the zone that does not count this register at all is no gap in it.
      missing: sum.missing + Number((isAsked || use !== undefined) && !isWhole(interval)),
      isRunning: sum.isRunning || interval?.mark === "running",
      isDamaged:
        sum.isDamaged || (use !== undefined && interval !== undefined && lacksDamaged(use, interval)),
    };
  }
  return sum;
}

/** Counted from its beginning to its end, or as far as it goes by now. */
const isWhole = (interval: Interval | undefined): boolean =>
  interval?.value !== undefined && interval.mark !== "silent" && interval.sinceMs === undefined;

const addKnown = (sum: Scaled | undefined, value: Scaled | undefined): Scaled | undefined =>
  sum && value ? addScaled(sum, value) : (sum ?? value);

const textOf = (value: Scaled | undefined): string | null => (value ? formatScaled(value) : null);

interface Balanced {
  readonly steps: readonly BalanceStep[];
  readonly source: ReportSource;
  readonly asked: number;
}

/** Nothing where a whole side is unknown: what went in is then not what was lost. */
const lossOf = ({ supply, demand }: BalanceStep): Scaled | undefined =>
  supply.value && demand.value && subtractScaled(supply.value, demand.value);

const totalOf = (values: readonly (Scaled | undefined)[]): string | undefined => {
  const sum = values.reduce(addKnown, undefined);
  return sum && formatScaled(sum);
};

function tableOf(params: BalanceParams, { steps, source, asked }: Balanced): ReportTable {
  const { register, unit } = params;
  const amount = (id: string, of: (step: BalanceStep) => Scaled | undefined) => {
    const total = totalOf(steps.map(of));
    return { id, kind: "amount" as const, unit, ...(total === undefined ? {} : { total }) };
  };
  const isWater = register === "V1";
  const has = (of: (sum: Sum) => boolean): boolean =>
    steps.some((step) => of(step.supply) || of(step.demand));
  return {
    columns: [
      { id: "day", kind: "day" },
      amount("supply", (step) => step.supply.value),
      amount("demand", (step) => step.demand.value),
      amount("loss", lossOf),
      { id: "lossShare", kind: "percent" },
      ...(isWater ? [{ id: "nightFlow", kind: "amount" as const, unit: "m³/h" as const }] : []),
      { id: "marks", kind: "marks" },
    ],
    rows: steps.map((step) => ({
      span: [step.fromMs, step.toMs],
      cells: [
        dayOf(step.fromMs, source.timeZone),
        textOf(step.supply.value),
        textOf(step.demand.value),
        textOf(lossOf(step)),
        shareOf(step),
        ...(isWater ? [step.night ? amountCell({ ...step.night, value: step.night.flow }) : null] : []),
        marksOf(step),
      ] satisfies ReportCell[],
    })),
    charts: (["loss", "supply", "demand"] as const).map((id) => ({
      id,
      consumption: chartOfSide(params, { steps, source, id }),
    })),
    notes: [
      ...(has(({ estimated }) => estimated > 0) ? (["has-estimates"] as const) : []),
      ...(has(({ missing, value }) => missing > 0 || !value) ? (["has-gaps"] as const) : []),
      ...(has(({ isDamaged }) => isDamaged) ? (["has-damage"] as const) : []),
      ...(has(({ isRunning }) => isRunning) ? (["is-running"] as const) : []),
    ],
    ...incompleteOf(steps),
    asked,
  };
}

function incompleteOf(steps: readonly BalanceStep[]): Pick<ReportTable, "incomplete"> {
  const incomplete = steps.filter(
    ({ supply, demand }) => supply.missing + demand.missing > 0 || !(supply.value && demand.value),
  ).length;
  return incomplete === 0 ? {} : { incomplete };
}

function chartOfSide(
  { register, unit, step }: BalanceParams,
  { steps, source, id }: Pick<Balanced, "steps" | "source"> & { readonly id: "loss" | "supply" | "demand" },
): WireConsumption {
  const sideOf = (one: BalanceStep): Scaled | undefined => (id === "loss" ? lossOf(one) : one[id].value);
  return {
    register,
    unit,
    step: step === "day" ? "day" : "month",
    timeZone: source.timeZone,
    intervals: steps.map((one) => ({
      fromMs: one.fromMs,
      toMs: one.toMs,
      value: textOf(sideOf(one)),
      mark: sideOf(one) ? chartMark(id === "loss" ? [one.supply, one.demand] : [one[id]]) : "missing",
    })),
    events: [],
    total: totalOf(steps.map(sideOf)) ?? "0",
  };
}

const chartMark = (sides: readonly Sum[]): IntervalMark => {
  if (sides.some(({ isRunning }) => isRunning)) return "running";
  // A sum that lacks a meter is no measurement of the side, and the chart has no word for a part.
  if (sides.some(({ estimated, missing }) => estimated + missing > 0)) return "estimated";
  return sides.some(({ edited }) => edited > 0) ? "edited" : "measured";
};

/** Percent of the supply, one decimal; nothing where nothing was supplied. */
function shareOf(step: BalanceStep): string | null {
  const loss = lossOf(step);
  return (loss && step.supply.value && percentOf(loss, step.supply.value)) ?? null;
}

function marksOf({ supply, demand }: BalanceStep): readonly RowMark[] {
  const edited = supply.edited + demand.edited > 0;
  const estimated = supply.estimated + demand.estimated > 0;
  const missing = !(supply.value || demand.value);
  const isWhole = supply.value && demand.value && supply.missing + demand.missing === 0;
  const partial = !(missing || isWhole);
  const running = supply.isRunning || demand.isRunning;
  return [
    ...(edited ? (["edited"] as const) : []),
    ...(estimated ? (["estimated"] as const) : []),
    ...(running ? (["running"] as const) : []),
    ...(partial ? (["partial"] as const) : []),
    ...(missing ? (["missing"] as const) : []),
    ...(supply.isDamaged || demand.isDamaged ? (["damaged"] as const) : []),
    ...(edited || estimated || partial || missing || running ? [] : (["measured"] as const)),
  ];
}
