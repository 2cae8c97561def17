import {
  divideScaled,
  formatScaled,
  makeScaled,
  multiplyScaled,
  type Scaled,
  subtractScaled,
} from "../model/scaled.ts";
import type { Unit } from "../model/unit.ts";
import { zoneOffsetMs } from "../model/zoned-time.ts";
import type { PlaceUse, ReportPlace, ReportSource, UseReader } from "./report.ts";
import { dayOf, lastYear, type ReportSpan } from "./report-span.ts";
import { sumUse } from "./sum-use.ts";
import type { Compared, UseRow } from "./use-row.ts";

interface Comparing {
  readonly span: ReportSpan;
  readonly before: ReportSpan | undefined;
  readonly units: readonly Unit[];
  readonly source: ReportSource;
  /** Of the year before; absent: nothing is compared. */
  readonly reader: UseReader | undefined;
}

/** The rows with their last year. */
export async function compareRows(rows: readonly UseRow[], comparing: Comparing): Promise<readonly UseRow[]> {
  const { before, reader } = comparing;
  if (!(before && reader)) return rows;
  const stretches = rows.map((row) => stretchBefore(row, { ...comparing, before }));
  const known = new Map<string, ReportPlace>();
  const cuts = new Map<string, Set<number>>();
  for (const [i, { place }] of rows.entries()) {
    known.set(place.id, place);
    const stretch = stretches[i];
    if (!stretch) continue;
    const own = cuts.get(place.id) ?? new Set<number>();
    cuts.set(place.id, own.add(stretch.fromMs).add(stretch.toMs));
  }
  const places = [...known.values()];
  const boundariesMs = [before.fromMs, before.toMs];
  const boundariesOf = ({ id }: ReportPlace): readonly number[] => {
    const own = cuts.get(id);
    const isWhole = !own || (own.size === 2 && own.has(before.fromMs) && own.has(before.toMs));
    return isWhole ? boundariesMs : [...new Set([...boundariesMs, ...own])].sort((a, b) => a - b);
  };
  const uses = await reader.of(places, boundariesOf);
  const byPlace = new Map(places.map(({ id }, i) => [id, uses[i] ?? []]));
  return rows.map((row, i) => {
    const stretch = stretches[i];
    return stretch
      ? { ...row, before: compareRow(row, { stretch, uses: byPlace.get(row.place.id) ?? [], comparing }) }
      : row;
  });
}

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The row's time a year before, if it was the same customer's all along: what somebody else used there
 * is nothing to compare with, and nobody else's business.
 */
export function stretchBefore(
  { place, part }: Pick<UseRow, "place" | "part">,
  { span, before, source }: Pick<Comparing, "span" | "source"> & { readonly before: ReportSpan },
): Stretch | undefined {
  const fromMs = part.fromMs === span.fromMs ? before.fromMs : yearBefore(part.fromMs, source);
  const toMs = part.toMs === span.toMs ? before.toMs : yearBefore(part.toMs, source);
  if (fromMs === undefined || toMs === undefined || toMs <= fromMs) return undefined;
  if (place.tenancies.length === 0) return { fromMs, toMs };
  const isTheirs = place.tenancies.some(
    (one) =>
      one.customerNumber === part.customerNumber &&
      one.customerName === part.customerName &&
      one.fromMs <= fromMs &&
      (one.toMs === undefined || one.toMs >= toMs),
  );
  return isTheirs ? { fromMs, toMs } : undefined;
}

/** The same wall-clock moment a year before. */
function yearBefore(atMs: number, source: ReportSource): number | undefined {
  const day = dayOf(atMs, source.timeZone);
  const span = lastYear({ from: day, to: day, fromMs: 0, toMs: 1 }, source);
  if (!span.ok) return undefined;
  const wallMs = atMs + zoneOffsetMs(atMs, source.timeZone);
  return span.value.fromMs + (wallMs - Math.floor(wallMs / 86_400_000) * 86_400_000);
}

function compareRow(
  row: UseRow,
  world: {
    readonly stretch: Stretch;
    readonly uses: readonly (PlaceUse | undefined)[];
    readonly comparing: Comparing;
  },
): Compared {
  const { units } = world.comparing;
  return row.uses.map((now, r) => {
    const summed = sumUse(world.uses[r], world.stretch, units[r] ?? "");
    // A part of a year against a whole one, or the other way round, says nothing.
    const isWhole = (marks: readonly string[]): boolean =>
      !["partial", "running", "silent"].some((mark) => marks.includes(mark));
    const { value, bounds } = summed;
    const damage = summed.marks.includes("damaged") ? ({ isDamaged: true } as const) : {};
    if (!value) return damage;
    const amount = { value, ...damage, ...(bounds ? { bounds } : {}) };
    if (!isWhole(summed.marks)) return { ...amount, isPart: true };
    const change = now.value && isWhole(now.marks) ? changeOf(now.value, value) : undefined;
    return change === undefined ? amount : { ...amount, change };
  });
}

const changeOf = (now: Scaled, before: Scaled): string | undefined =>
  percentOf(subtractScaled(now, before), before);

/** Percent with one decimal; nothing where there is nothing to compare with. */
export function percentOf(part: Scaled, whole: Scaled): string | undefined {
  const percent = divideScaled(multiplyScaled(part, makeScaled(100, 0)), whole, -1);
  return percent && formatScaled(percent);
}
