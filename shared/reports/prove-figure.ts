import {
  addScaled,
  compareScaled,
  formatScaled,
  parseScaled,
  type Scaled,
  subtractScaled,
} from "../model/scaled.ts";
import { percentOf } from "./compare-years.ts";
import type { PlaceUse, ReportPlace, ReportSource, RunWatch } from "./report.ts";
import {
  type FigureFormula,
  type FigureGround,
  type FigureProof,
  type FigureSide,
  type FigureTerm,
  type GroundSide,
  MOST_TERMS,
  type PlaceStretch,
} from "./report-figure.ts";
import { coverageCell, type SummedStep, type SummedUse, sumUse } from "./sum-use.ts";

/**
 * Reckons a figure anew from what it stands on, with the same arithmetic as the report's own: intervals converted, then
 * added. `undefined`: somebody stopped it.
 */
export async function proveFigure(
  { formula, sides }: FigureGround,
  source: ReportSource,
  watch: RunWatch,
): Promise<FigureProof | undefined> {
  const summed: SummedSide[] = [];
  for (const side of sides) {
    const one = await sumSide(side, source, watch);
    if (!one) return undefined;
    summed.push(one);
  }
  return { formula, value: FORMULAS[formula](summed), sides: summed.map(({ told }) => told) };
}

interface SummedSide {
  readonly value: Scaled | undefined;
  readonly uses: readonly { readonly stretch: PlaceStretch; readonly use: SummedUse }[];
  readonly told: FigureSide;
}

const FORMULAS: Readonly<Record<FigureFormula, (sides: readonly SummedSide[]) => string | null>> = {
  sum: (sides) => textOf(sides.map(({ value }) => value).reduce(addKnown, undefined)),
  left: ([first, second]) =>
    textOf(first?.value && second?.value && subtractScaled(first.value, second.value)),
  change: ([now, before]) =>
    (now?.value && before?.value && percentOf(subtractScaled(now.value, before.value), before.value)) ?? null,
  share: ([whole, part]) =>
    (whole?.value && part?.value && percentOf(subtractScaled(whole.value, part.value), whole.value)) ?? null,
  covered: (sides) => coveredOf(sides.flatMap(({ uses }) => uses)),
};

/** As the row says it: the register that is covered worst decides. */
function coveredOf(uses: SummedSide["uses"]): string {
  const counted = uses.filter(({ use }) => !use.isNotCounted);
  const { fromMs, toMs } = uses[0]?.stretch ?? { fromMs: 0, toMs: 0 };
  return coverageCell(Math.min(...counted.map(({ use }) => use.knownMs)), toMs - fromMs);
}

const textOf = (value: Scaled | undefined): string | null => (value ? formatScaled(value) : null);

const addKnown = (sum: Scaled | undefined, value: Scaled | undefined): Scaled | undefined =>
  sum && value ? addScaled(sum, value) : (sum ?? value);

async function sumSide(
  side: GroundSide,
  source: ReportSource,
  watch: RunWatch,
): Promise<SummedSide | undefined> {
  const { register, unit, boundariesMs, stretches } = side;
  const places = [...new Map(stretches.map(({ place }) => [place.id, place])).values()];
  const cuts = cutsOf(stretches, boundariesMs);
  const boundariesOf = ({ id }: ReportPlace): readonly number[] => cuts.get(id) ?? boundariesMs;
  const answers = await source.uses({ places, registers: [register], boundariesMs, boundariesOf }, watch);
  if (!answers) return undefined;
  const byPlace = new Map<string, PlaceUse | undefined>(places.map(({ id }, i) => [id, answers[i]?.[0]]));
  const uses = stretches.map((stretch) => ({
    stretch,
    use: sumUse(byPlace.get(stretch.place.id), stretch, unit),
  }));
  const value = uses.map(({ use }) => use.value).reduce(addKnown, undefined);
  const silent = uses.filter(({ use }) => !(use.value || use.isNotCounted)).length;
  return {
    value,
    uses,
    told: { role: side.role, register, unit, value: textOf(value), ...tell(uses), silent },
  };
}

/** The boundaries of places of which a stretch begins or ends between everybody's. */
function cutsOf(stretches: readonly PlaceStretch[], boundariesMs: readonly number[]) {
  const common = new Set(boundariesMs);
  const cuts = new Map<string, readonly number[]>();
  for (const { place, fromMs, toMs } of stretches) {
    const own = [fromMs, toMs].filter((atMs) => !common.has(atMs));
    if (own.length === 0) continue;
    const all = new Set([...(cuts.get(place.id) ?? boundariesMs), ...own]);
    cuts.set(
      place.id,
      [...all].sort((a, b) => a - b),
    );
  }
  return cuts;
}

function tell(uses: SummedSide["uses"]): Pick<FigureSide, "terms" | "rest"> {
  const terms = uses.flatMap(({ stretch, use }) => termsOf(stretch, use));
  const sorted = terms.sort((a, b) => byValue(a.sum, b.sum));
  const rest = sorted.slice(MOST_TERMS).map(({ sum }) => sum);
  const value = rest.reduce(addKnown, undefined);
  return {
    terms: sorted.slice(0, MOST_TERMS).map(({ term }) => term),
    ...(rest.length > 0 ? { rest: { count: rest.length, value: textOf(value) ?? "0" } } : {}),
  };
}

const byValue = (a: Scaled | undefined, b: Scaled | undefined): number =>
  a && b ? compareScaled(b, a) : Number(a === undefined) - Number(b === undefined);

interface SummedTerm {
  readonly term: FigureTerm;
  readonly sum: Scaled | undefined;
}

/** One term for each time without a gap, so that each is a difference of two registers. */
function termsOf({ place, fromMs, toMs }: PlaceStretch, use: SummedUse): readonly SummedTerm[] {
  if (use.isNotCounted) return [];
  const form = { pointId: place.id, name: place.address || place.number };
  if (!use.value) return [{ term: { ...form, fromMs, toMs, value: null, mark: "missing" }, sum: undefined }];
  const runs = runsOf(use.steps);
  return runs.map((steps) => {
    const sum = steps.map(({ value }) => value).reduce(addKnown, undefined);
    return {
      sum,
      term: {
        ...form,
        fromMs: steps[0]?.fromMs ?? fromMs,
        toMs: steps.at(-1)?.toMs ?? toMs,
        value: textOf(sum),
        mark: weakestOf(steps),
        ...silenceOf(steps),
        ...(use.bounds && runs.length === 1
          ? { bounds: [formatScaled(use.bounds[0]), formatScaled(use.bounds[1])] as const }
          : {}),
      },
    };
  });
}

function runsOf(steps: readonly SummedStep[]): readonly (readonly SummedStep[])[] {
  const runs: SummedStep[][] = [];
  let isOpen = false;
  for (const step of steps) {
    if (step.value && isOpen) runs.at(-1)?.push(step);
    else if (step.value) runs.push([step]);
    isOpen = step.value !== undefined;
  }
  return runs;
}

const weakestOf = (steps: readonly SummedStep[]): FigureTerm["mark"] =>
  (["running", "silent", "estimated", "edited"] as const).find((mark) =>
    steps.some((step) => step.mark === mark),
  ) ?? "measured";

function silenceOf(steps: readonly SummedStep[]): Pick<FigureTerm, "silentSinceMs"> {
  const untilMs = steps.find(({ mark }) => mark === "silent")?.untilMs;
  return untilMs === undefined ? {} : { silentSinceMs: untilMs };
}

/** Whether the figure shown is still the one that is proven: readings may have come since. */
export function isSameAmount(shown: string | null, proven: string | null): boolean {
  const [a, b] = [parseScaled(shown ?? ""), parseScaled(proven ?? "")];
  return a && b ? compareScaled(a, b) === 0 : shown === proven || (!shown && !proven);
}
