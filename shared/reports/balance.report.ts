import type { Interval } from "../analysis/consumption.ts";
import type { Register } from "../model/register.ts";
import { err, ok, type Result } from "../model/result.ts";
import {
  addScaled,
  compareScaled,
  divideScaled,
  formatScaled,
  makeScaled,
  multiplyScaled,
  type Scaled,
  subtractScaled,
} from "../model/scaled.ts";
import { convertUnit, type Unit } from "../model/unit.ts";
import type { IntervalMark, WireConsumption } from "../model/wire.ts";
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
import type { ReportPlan } from "./report-plan.ts";
import { dayOf, type ReportSpan, stepBoundaries } from "./report-span.ts";

const QUANTITIES = ["water", "heat"] as const;
const STEPS = ["day", "month", "whole"] as const;
const REGISTER: Readonly<Record<(typeof QUANTITIES)[number], Register>> = { water: "V1", heat: "E1" };
const MAX_BOUNDARIES = 4_000_000;
const HOUR_MS = 3_600_000;
/** Hours after midnight in which least is used: what flows then is mostly leaks. */
const NIGHT_HOURS = [2, 3, 4] as const;

interface Params {
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
export const balanceReport: ReportPlan<Params> = {
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
};

function readParams(params: ParamReader): Params {
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
  params: Params,
  source: ReportSource,
  watch: RunWatch,
): Promise<Result<ReportTable, ReportFault>> {
  const supply = await source.places(params.supply);
  if (supply.length === 0) return err({ code: "no-supply", field: "supply" });
  const fed = new Set(supply.map(({ id }) => id));
  const demand = (await source.places(params.demand)).filter(({ id }) => !fed.has(id));
  if (demand.length === 0) return err({ code: "no-places", field: "demand" });
  const boundariesMs = stepBoundaries(params.span, params.step, source.timeZone);
  if ((demand.length + supply.length) * boundariesMs.length > MAX_BOUNDARIES) {
    return err({ code: "too-many-steps", field: "step" });
  }
  const ask = { source, watch, register: params.register, boundariesMs };
  const fedUses = await usesOf(supply, ask);
  const usedUses = fedUses && (await usesOf(demand, ask));
  const nights = usedUses && (await nightsOf(params, { source, watch, supply, boundariesMs }));
  if (!(fedUses && usedUses && nights)) return err({ code: "cancelled" });
  const steps = boundariesMs.slice(1).map((toMs, at): BalanceStep => {
    const [inflow, used] = [
      sumStep(fedUses, at, { unit: params.unit, isAsked: true }),
      sumStep(usedUses, at, { unit: params.unit, isAsked: false }),
    ];
    const night = nights[at];
    return { fromMs: boundariesMs[at] ?? 0, toMs, supply: inflow, demand: used, ...(night ? { night } : {}) };
  });
  return ok(tableOf(params, { steps, source, asked: supply.length + demand.length }));
}

interface Asking {
  readonly source: ReportSource;
  readonly watch: RunWatch;
  readonly register: Register;
  readonly boundariesMs: readonly number[];
}

async function usesOf(
  places: readonly ReportPlace[],
  { source, watch, register, boundariesMs }: Asking,
): Promise<readonly (PlaceUse | undefined)[] | undefined> {
  const boundariesOf = (): readonly number[] => boundariesMs;
  const uses = await source.uses({ places, registers: [register], boundariesMs, boundariesOf }, watch);
  return uses?.map(([use]) => use);
}

/** One side of the balance in one step. */
interface Sum {
  /** Absent when nothing of it is known. */
  readonly value?: Scaled;
  readonly edited: number;
  readonly estimated: number;
  readonly missing: number;
  readonly isRunning: boolean;
}

interface BalanceStep {
  readonly fromMs: number;
  readonly toMs: number;
  readonly supply: Sum;
  readonly demand: Sum;
  /** The least that flowed in an hour of the night, m³/h. */
  readonly night?: Scaled;
}

/** `isAsked`: every meter was named to count this register, so one that says nothing of it is a gap. */
function sumStep(
  uses: readonly (PlaceUse | undefined)[],
  at: number,
  { unit, isAsked }: { readonly unit: Unit; readonly isAsked: boolean },
): Sum {
  let sum: Sum = { edited: 0, estimated: 0, missing: 0, isRunning: false };
  for (const use of uses) {
    const interval = use?.intervals[at];
    const value = use && interval?.value && convertUnit(interval.value, use.unit, unit);
    const known = addKnown(sum.value, value);
    sum = {
      ...(known ? { value: known } : {}),
      edited: sum.edited + Number(interval?.mark === "edited"),
      estimated: sum.estimated + Number(interval?.mark === "estimated"),
      // A point in the zone that does not count this register at all is no gap in it.
      missing: sum.missing + Number((isAsked || use !== undefined) && !value),
      isRunning: sum.isRunning || interval?.mark === "running",
    };
  }
  return sum;
}

const addKnown = (sum: Scaled | undefined, value: Scaled | undefined): Scaled | undefined =>
  sum && value ? addScaled(sum, value) : (sum ?? value);

const textOf = (value: Scaled | undefined): string | null => (value ? formatScaled(value) : null);

/** Step by step the least hourly inflow between two and four in the morning; only water flows at night. */
async function nightsOf(
  { register, span, unit }: Params,
  world: {
    readonly source: ReportSource;
    readonly watch: RunWatch;
    readonly supply: readonly ReportPlace[];
    readonly boundariesMs: readonly number[];
  },
): Promise<readonly (Scaled | undefined)[] | undefined> {
  const { source, watch, supply, boundariesMs } = world;
  if (register !== "V1") return boundariesMs.map(() => undefined);
  const days = stepBoundaries(span, "day", source.timeZone).slice(0, -1);
  // In the night the clock is turned these are other hours of the clock; the flow is as low then.
  const hours = days.flatMap((dayMs) => NIGHT_HOURS.map((hour) => dayMs + hour * HOUR_MS));
  const uses = await usesOf(supply, { source, watch, register, boundariesMs: hours });
  if (!uses) return undefined;
  const least: (Scaled | undefined)[] = boundariesMs.map(() => undefined);
  for (const [d, dayMs] of days.entries()) {
    const at = boundariesMs.findLastIndex((fromMs) => fromMs <= dayMs);
    for (const hour of [0, 1]) {
      const flow = hourlyFlow(uses, d * NIGHT_HOURS.length + hour, unit);
      const known = least[at];
      if (flow && (!known || compareScaled(flow, known) < 0)) least[at] = flow;
    }
  }
  return least;
}

/** All supply of one hour, if every supplying meter was read on both sides of it. */
function hourlyFlow(uses: readonly (PlaceUse | undefined)[], at: number, unit: Unit): Scaled | undefined {
  let sum: Scaled | undefined;
  for (const use of uses) {
    const interval: Interval | undefined = use?.intervals[at];
    const value = use && interval?.mark === "measured" && interval.value;
    const converted = value && convertUnit(value, use.unit, unit);
    if (!converted) return undefined;
    sum = sum ? addScaled(sum, converted) : converted;
  }
  return sum;
}

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

function tableOf(params: Params, { steps, source, asked }: Balanced): ReportTable {
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
      cells: [
        dayOf(step.fromMs, source.timeZone),
        textOf(step.supply.value),
        textOf(step.demand.value),
        textOf(lossOf(step)),
        shareOf(step),
        ...(isWater ? [textOf(step.night)] : []),
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
      ...(has(({ isRunning }) => isRunning) ? (["is-running"] as const) : []),
    ],
    asked,
  };
}

function chartOfSide(
  { register, unit, step }: Params,
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
  if (!(loss && step.supply.value)) return null;
  const percent = divideScaled(multiplyScaled(loss, makeScaled(100, 0)), step.supply.value, -1);
  return percent ? formatScaled(percent) : null;
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
    ...(edited || estimated || partial || missing || running ? [] : (["measured"] as const)),
  ];
}
