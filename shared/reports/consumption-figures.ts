import type { Register } from "../model/register.ts";
import type { Result } from "../model/result.ts";
import { stretchBefore } from "./compare-years.ts";
import type { ConsumptionParams } from "./consumption-table.ts";
import { type PlacePart, partsOf } from "./place-parts.ts";
import type { ReportFault, ReportPlace, ReportSource, ReportTable, RunWatch } from "./report.ts";
import {
  type FigureGround,
  type GroundSide,
  type PlaceStretch,
  type ReportFigure,
  spanOfFigure,
} from "./report-figure.ts";
import { type ReportSpan, stepBoundaries } from "./report-span.ts";

interface World {
  readonly source: ReportSource;
  readonly watch: RunWatch;
  /** The report itself: only it knows which rows a limit leaves. */
  run(watch: RunWatch): Promise<Result<ReportTable, ReportFault>>;
}

interface Row {
  readonly place: ReportPlace;
  readonly part: PlacePart;
}

/** What a cell or a bar of a consumption report stands on. */
export async function consumptionGround(
  params: ConsumptionParams,
  figure: ReportFigure,
  world: World,
): Promise<FigureGround | undefined> {
  const { source } = world;
  if (figure.isBar) return barGround(params, figure, world);
  const row = await rowOf(params, figure, source);
  if (!row) return undefined;
  const stretch: PlaceStretch = { place: row.place, fromMs: row.part.fromMs, toMs: row.part.toMs };
  const boundariesMs = stepBoundaries(params.span, params.step, source.timeZone);
  const used = (register: Register): GroundSide => ({
    role: "use",
    register,
    unit: unitOf(params, register),
    boundariesMs,
    stretches: [stretch],
  });
  if (figure.column === "coverage") return { formula: "covered", sides: params.registers.map(used) };
  const { register } = figure;
  if (!(register && params.registers.includes(register))) return undefined;
  if (figure.column === "use") return { formula: "sum", sides: [used(register)] };
  if (!params.before) return undefined;
  const before = lastYearSide(params, { row, register, source, before: params.before });
  if (figure.column === "lastYear") return { formula: "sum", sides: [before] };
  return figure.column === "change" ? { formula: "change", sides: [used(register), before] } : undefined;
}

const unitOf = ({ registers, units }: ConsumptionParams, register: Register) =>
  units[registers.indexOf(register)] ?? "";

/** No stretch where somebody else lived there a year before. */
function lastYearSide(
  params: ConsumptionParams,
  {
    row,
    register,
    source,
    before,
  }: {
    readonly row: Row;
    readonly register: Register;
    readonly source: ReportSource;
    readonly before: ReportSpan;
  },
): GroundSide {
  const stretch = stretchBefore(row, { span: params.span, before, source });
  return {
    role: "lastYear",
    register,
    unit: unitOf(params, register),
    boundariesMs: [before.fromMs, before.toMs],
    stretches: stretch ? [{ place: row.place, ...stretch }] : [],
  };
}

/** The row a cell stands in: the point, and whoever lived there at the time. */
async function rowOf(
  { span }: ConsumptionParams,
  { pointId, span: asked }: ReportFigure,
  source: ReportSource,
): Promise<Row | undefined> {
  if (pointId === undefined) return undefined;
  const place = (await source.places({ ids: [pointId] })).find(({ id }) => id === pointId);
  const [fromMs, toMs] = asked ?? [span.fromMs, span.toMs];
  const part = place && partsOf(place, span.fromMs, span.toMs).find((one) => one.fromMs === fromMs);
  return place && part?.toMs === toMs ? { place, part } : undefined;
}

/** A bar adds up every row that the limit left, in the bar's own time. */
async function barGround(
  params: ConsumptionParams,
  figure: ReportFigure,
  { source, watch, run }: World,
): Promise<FigureGround | undefined> {
  const { register } = figure;
  const span = spanOfFigure(figure, params.span);
  if (!(span && register && params.registers.includes(register))) return undefined;
  const [fromMs, toMs] = span;
  const kept = params.limit.kind === "all" ? undefined : keptRows(await run(watch), params.span.fromMs);
  const stretches: PlaceStretch[] = [];
  for (const place of await source.places(params.places)) {
    for (const part of partsOf(place, params.span.fromMs, params.span.toMs)) {
      const [startMs, endMs] = [Math.max(fromMs, part.fromMs), Math.min(toMs, part.toMs)];
      const isKept = !kept || kept.has(rowKey(place.id, part.fromMs));
      if (endMs > startMs && isKept) stretches.push({ place, fromMs: startMs, toMs: endMs });
    }
  }
  const side = { role: "use", register, unit: unitOf(params, register), boundariesMs: [fromMs, toMs] };
  return { formula: "sum", sides: [{ ...side, stretches }] };
}

const rowKey = (pointId: string, fromMs: number): string => `${pointId} ${fromMs}`;

/** By point and beginning. */
function keptRows(answer: Result<ReportTable, ReportFault>, wholeFromMs: number): ReadonlySet<string> {
  const rows = answer.ok ? answer.value.rows : [];
  return new Set(rows.map(({ pointId = "", span }) => rowKey(pointId, span?.[0] ?? wholeFromMs)));
}
