import { consumptionOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine, type CounterLine, type MeterSpan } from "../../shared/analysis/counter-line.ts";
import type { CountMonth } from "../../shared/blocks/month-columns.ts";
import type { Medium } from "../../shared/model/medium.ts";
import { REGISTERS, type Register } from "../../shared/model/register.ts";
import { QUANTITIES } from "../../shared/model/unit.ts";
import type { PlaceUse, PlaceUses, UseQuestion } from "../../shared/reports/report.ts";
import type { PointOccupancy, Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { Utility } from "../utilities.ts";
import { spanWithNoted } from "./noted-registers.ts";

/** Around the outer boundaries, so that they find their neighbours over a long silence. */
const MARGIN_MS = 70 * 86_400_000;

/** Whether a moment is near enough to boundaries that readings then count between them. */
export const isAround = (atMs: number, boundariesMs: readonly number[]): boolean =>
  atMs >= (boundariesMs[0] ?? 0) - MARGIN_MS && atMs <= (boundariesMs.at(-1) ?? 0) + MARGIN_MS;

/** What a meter of a kind counts, as far as it has not said so itself. */
const COUNTED: Partial<Record<Medium, Register>> = {
  heat: "E1",
  "heat-cooling": "E1",
  cooling: "E3",
  water: "V1",
  "warm-water": "V1",
  electricity: "A+",
};

export interface UsesWanted {
  readonly registers: readonly Register[];
  readonly boundariesMs: readonly number[];
  readonly segments: readonly Segment[];
  /** Registers noted when somebody moved are readings like others, and those that were reckoned stay estimates. */
  readonly occupancies: readonly PointOccupancy[];
  readonly nowMs: number;
  readonly nearness?: UseQuestion["nearness"];
}

/** One place's use from its readings, whatever happened to its meters. */
export async function readUses(
  store: ReadingStore,
  { registers, boundariesMs, segments, occupancies, ...when }: UsesWanted,
): Promise<readonly (PlaceUse | undefined)[]> {
  const fromMs = (boundariesMs[0] ?? 0) - MARGIN_MS;
  const toMs = (boundariesMs.at(-1) ?? 0) + MARGIN_MS;
  const spans: MeterSpan[] = [];
  for (const segment of segments) {
    if (segment.mountedAtMs > toMs || (segment.removedAtMs ?? toMs) < fromMs) continue;
    const columns = await store.columns(segment.meter, fromMs, toMs, registers);
    spans.push(spanWithNoted({ ...segment, columns }, occupancies));
  }
  return registers.map((register) => useOf(buildCounterLine(spans, register), boundariesMs, when));
}

/** Commits wait while the store reads: for no more than the months of so many meters. */
const METERS_AT_ONCE = 256;

/** The same for many places of which nobody noted a register when they moved: the store is asked for all, many at a time. */
export async function readUsesTogether(
  store: Pick<ReadingStore, "counts">,
  {
    registers,
    boundariesMs,
    places,
    ...when
  }: Pick<UsesWanted, "registers" | "boundariesMs" | "nowMs" | "nearness"> & {
    readonly places: readonly (readonly Segment[])[];
  },
): Promise<PlaceUses> {
  const span = { fromMs: (boundariesMs[0] ?? 0) - MARGIN_MS, toMs: (boundariesMs.at(-1) ?? 0) + MARGIN_MS };
  const isNear = ({ mountedAtMs, removedAtMs = span.toMs }: Segment): boolean =>
    mountedAtMs <= span.toMs && removedAtMs >= span.fromMs;
  const near = places.map((segments) => segments.filter(isNear));
  const all = near.flat();
  const months: (readonly CountMonth[])[] = [];
  for (let from = 0; from < all.length; from += METERS_AT_ONCE) {
    const some = all.slice(from, from + METERS_AT_ONCE);
    const moments = some.map((segment) => [...boundariesMs, ...endsOf(segment)]);
    const meters = some.map(({ meter }) => meter);
    months.push(...(await store.counts(meters, span, registers, moments)));
  }
  let next = 0;
  return near.map((segments) => {
    const spans = segments.map((segment) => ({ ...segment, columns: months[next++] ?? [] }));
    return registers.map((register) => useOf(buildCounterLine(spans, register), boundariesMs, when));
  });
}

/** Between which moments readings of the meter count; what it said at the very end does. */
const endsOf = ({ mountedAtMs, removedAtMs }: Segment): readonly number[] =>
  removedAtMs === undefined ? [mountedAtMs] : [mountedAtMs, removedAtMs, removedAtMs + 1];

export function useOf(
  line: CounterLine | undefined,
  boundariesMs: readonly number[],
  { nowMs, nearness = "day" }: Pick<UsesWanted, "nowMs" | "nearness">,
): PlaceUse | undefined {
  return (
    line && {
      unit: line.unit,
      intervals: consumptionOf(line, boundariesMs, { step: nearness, nowMs }),
      events: line.events,
    }
  );
}

/**
 * The use of a place whose meter was mounted but said nothing all around the interval: missing, step by
 * step. Nothing where its meters count no such register.
 */
export function silentUse(
  { points }: Pick<Utility, "points">,
  asked: {
    readonly register: Register | undefined;
    readonly medium: Medium;
    readonly segments: readonly Segment[];
    readonly boundariesMs: readonly number[];
  },
): PlaceUse | undefined {
  const { register, medium, segments, boundariesMs } = asked;
  const [fromMs, toMs] = [boundariesMs[0] ?? 0, boundariesMs.at(-1) ?? 0];
  const mounted = segments.filter((one) => one.mountedAtMs < toMs && (one.removedAtMs ?? toMs) > fromMs);
  if (!register || mounted.length === 0) return undefined;
  const known = mounted.flatMap(({ meter, startValues, endValues }) => [
    ...startValues,
    ...endValues,
    ...(points.latestReading(meter)?.values ?? []),
  ]);
  const own = known.find((value) => value.register === register);
  const isCounted = own !== undefined || (known.length === 0 && COUNTED[medium] === register);
  if (!isCounted) return undefined;
  return {
    unit: own?.unit ?? QUANTITIES[REGISTERS[register].quantity],
    intervals: boundariesMs
      .slice(1)
      .map((endMs, i) => ({ fromMs: boundariesMs[i] ?? 0, toMs: endMs, mark: "missing" as const })),
    events: [],
  };
}
