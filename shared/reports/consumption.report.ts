import { REGISTERS, type Register } from "../model/register.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { Unit } from "../model/unit.ts";
import { compareRows } from "./compare-years.ts";
import { consumptionGround } from "./consumption-figures.ts";
import { type ConsumptionParams, ConsumptionTable } from "./consumption-table.ts";
import { LIMITS, readLimit } from "./limits.ts";
import { partsOf, placeBoundaries } from "./place-parts.ts";
import { type ParamReader, quantityOf } from "./read-params.ts";
import type { PlaceUses, ReportFault, ReportPlace, ReportSource, ReportTable, RunWatch } from "./report.ts";
import type { ReportPlan } from "./report-plan.ts";
import { lastYear, stepBoundaries } from "./report-span.ts";
import { sumUse } from "./sum-use.ts";
import type { UseRow } from "./use-row.ts";

/** Counters that can be asked for, by importance. */
const OPTIONS = (Object.keys(REGISTERS) as Register[]).filter((one) => REGISTERS[one].kind === "counter");
const STEPS = ["whole", "month", "day"] as const;
const COMPARE = ["none", "year"] as const;
/** Places times boundaries: more is more than anybody reads, and than a browser holds. */
const MAX_BOUNDARIES = 4_000_000;

/** Who used how much: a row per customer and point, any registers, any days, exact sums. */
export const consumptionReport: ReportPlan<ConsumptionParams> = {
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
  ground: (params, figure, world) =>
    consumptionGround(params, figure, { ...world, run: (watch) => runReport(params, world.source, watch) }),
};

function readParams(params: ParamReader): ConsumptionParams {
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
  params: ConsumptionParams,
  source: ReportSource,
  watch: RunWatch,
): Promise<Result<ReportTable, ReportFault>> {
  const places = await source.places(params.places);
  if (places.length === 0) return err({ code: "no-places" });
  const boundariesMs = stepBoundaries(params.span, params.step, source.timeZone);
  const work = places.length * boundariesMs.length * params.registers.length;
  if (work > MAX_BOUNDARIES) return err({ code: "too-many-steps", field: "step" });
  const { before, registers } = params;
  const asked = [boundariesMs, ...(before ? [[before.fromMs, before.toMs]] : [])];
  let hasLookedUp = false;
  const readers = await source.open(
    asked.map((all) => ({ places, registers, boundariesMs: all })),
    {
      progress(done, total) {
        hasLookedUp = true;
        return partOf(watch, 0, LOOKING_UP).progress(done, total);
      },
    },
  );
  if (!readers) return err({ code: "cancelled" });
  const rest = partOf(watch, hasLookedUp ? LOOKING_UP : 0, 1);
  const [now, then] = readers;
  const table = new ConsumptionTable(params, { boundariesMs, timeZone: source.timeZone });
  await watch.begin?.(table.columns());
  const slice = sliceOf(boundariesMs.length);
  const read = async (from: number): Promise<readonly UseRow[]> => {
    const some = places.slice(from, from + slice);
    const uses = await now?.of(some, (place) => placeBoundaries(place, boundariesMs));
    return compareRows(rowsOf(params, { places: some, uses: uses ?? [] }), {
      ...params,
      source,
      reader: then,
    });
  };
  for await (const [done, rows] of inOrder({ count: places.length, slice }, read)) {
    const written = table.add(rows);
    if (watch.take && written.length > 0) await watch.take(written);
    else table.keep(written);
    const goesOn = await rest.progress(done, places.length);
    if (!goesOn) return err({ code: "cancelled" });
  }
  return ok(table.done(places.length));
}

/** What concerns all places at once, where anything does, is some two thirds of the work of a large run. */
const LOOKING_UP = 0.65;
/** Places answered before others get their turn. */
const SLICE = 2000;
/** From so many boundaries on each of them is work of its own. */
const FEW_BOUNDARIES = 40;

/** Fewer places at once where each takes long: rows come, and somebody can cancel, within a second or two. */
const sliceOf = (boundaries: number): number =>
  Math.max(50, Math.round(SLICE * Math.min(1, FEW_BOUNDARIES / boundaries)));

/** Reads slices one ahead of the one that is worked on: meanwhile the store looks up what it has to. */
async function* inOrder<T>(
  { count, slice }: { readonly count: number; readonly slice: number },
  read: (from: number) => Promise<T>,
): AsyncGenerator<readonly [done: number, T]> {
  let ahead = count > 0 ? read(0) : undefined;
  for (let from = 0; ahead; from += slice) {
    const next = from + slice;
    const current: T = await ahead;
    ahead = next < count ? read(next) : undefined;
    // Whoever stops listening leaves one behind: what became of it is nobody's business any more.
    ahead?.catch(() => undefined);
    yield [Math.min(next, count), current];
  }
}

/** A part of a run as a stretch of its whole progress, in thousandths. */
const partOf = (watch: RunWatch, from: number, to: number): RunWatch => ({
  progress: (done, total) =>
    watch.progress(Math.round(1000 * (from + ((to - from) * done) / Math.max(1, total))), 1000),
});

/** A row per customer of a place; a place that has none of the registers has no row. */
function rowsOf(
  { span, registers, units }: ConsumptionParams,
  world: { readonly places: readonly ReportPlace[]; readonly uses: PlaceUses },
): UseRow[] {
  const rows: UseRow[] = [];
  for (const [i, place] of world.places.entries()) {
    const uses = world.uses[i] ?? [];
    if (uses.every((use) => use === undefined)) continue;
    for (const part of partsOf(place, span.fromMs, span.toMs)) {
      const summed = registers.map((_, r) => sumUse(uses[r], part, units[r] ?? ""));
      rows.push({ place, part, uses: summed, before: [] });
    }
  }
  return rows;
}
