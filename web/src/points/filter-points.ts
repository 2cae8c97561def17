import type { WirePoint } from "../../../shared/model/wire.ts";
import { foldText } from "./fold-text.ts";
import type { AgeFilter, PointCriteria } from "./point-criteria.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Everything of a point that the search field looks at, folded once. */
export const searchTextOf = (point: WirePoint): string =>
  foldText(
    `${point.address}\n${point.postalCode} ${point.city}\n${point.customer}\n${point.customerNumber}\n${point.number}\n${point.meter?.serial ?? ""}\n${point.meter?.manufacturer ?? ""} ${point.meter?.type ?? ""}`,
  );

/** How many points each choice of a filter would show, all other filters as they stand. */
export interface Facets {
  readonly media: ReadonlyMap<string, number>;
  /** Info code ids, `any`, `none`. */
  readonly status: ReadonlyMap<string, number>;
  readonly age: ReadonlyMap<AgeFilter, number>;
}

export interface Filtered {
  /** 1 where the point stays, in the order of `points`. */
  readonly keeps: Uint8Array;
  readonly count: number;
  readonly facets: Facets;
}

export interface SearchedPoints {
  readonly points: readonly WirePoint[];
  /** `searchTextOf` each, same order. */
  readonly texts: readonly string[];
}

export function filterPoints(all: SearchedPoints, criteria: PointCriteria, nowMs: number): Filtered {
  const words = foldText(criteria.text)
    .split(/\s+/)
    .filter((word) => word !== "");
  const keeps = new Uint8Array(all.points.length);
  const facets = { media: new Map(), status: new Map(), age: new Map() };
  let count = 0;
  all.points.forEach((point, i) => {
    const text = all.texts[i] ?? "";
    if (!words.every((word) => text.includes(word))) return;
    const ageMs = point.latest ? nowMs - point.latest.atMs : undefined;
    const passes = {
      media: criteria.media.length === 0 || criteria.media.includes(point.medium),
      status: matchesStatus(point.latest?.status ?? [], criteria.status),
      age: criteria.age === undefined || matchesAge(ageMs, criteria.age),
    };
    countFacets(facets, { point, ageMs, passes });
    if (passes.media && passes.status && passes.age) {
      keeps[i] = 1;
      count++;
    }
  });
  return { keeps, count, facets };
}

function matchesStatus(status: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  if (status.length === 0) return wanted.includes("none");
  return wanted.includes("any") || status.some((id) => wanted.includes(id));
}

function matchesAge(ageMs: number | undefined, wanted: AgeFilter): boolean {
  if (ageMs === undefined) return wanted === "never";
  if (wanted === "hour") return ageMs <= HOUR_MS;
  if (wanted === "day") return ageMs <= DAY_MS;
  if (wanted === "over-day") return ageMs > DAY_MS;
  return wanted === "over-week" && ageMs > 7 * DAY_MS;
}

interface FacetRow {
  readonly point: WirePoint;
  readonly ageMs: number | undefined;
  readonly passes: { readonly media: boolean; readonly status: boolean; readonly age: boolean };
}

const add = <K>(counts: Map<K, number>, key: K): Map<K, number> =>
  counts.set(key, (counts.get(key) ?? 0) + 1);

function countFacets(
  facets: { media: Map<string, number>; status: Map<string, number>; age: Map<AgeFilter, number> },
  { point, ageMs, passes }: FacetRow,
): void {
  if (passes.status && passes.age) add(facets.media, point.medium);
  if (passes.media && passes.age) {
    const status = point.latest?.status ?? [];
    add(facets.status, status.length === 0 ? "none" : "any");
    for (const id of status) add(facets.status, id);
  }
  if (passes.media && passes.status) for (const band of ageBandsOf(ageMs)) add(facets.age, band);
}

const RECENT: readonly AgeFilter[] = ["hour", "day"];
const TODAY: readonly AgeFilter[] = ["day"];
const OLD: readonly AgeFilter[] = ["over-day"];
const VERY_OLD: readonly AgeFilter[] = ["over-day", "over-week"];
const NEVER: readonly AgeFilter[] = ["never"];

function ageBandsOf(ageMs: number | undefined): readonly AgeFilter[] {
  if (ageMs === undefined) return NEVER;
  if (ageMs <= HOUR_MS) return RECENT;
  if (ageMs <= DAY_MS) return TODAY;
  return ageMs > 7 * DAY_MS ? VERY_OLD : OLD;
}
