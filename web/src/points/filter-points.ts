import type { WirePoint } from "../../../shared/model/wire.ts";
import { foldText } from "./fold-text.ts";
import type { AgeFilter, PointCriteria } from "./point-criteria.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Everything of a point that the search field looks at: folded, a space before every word. */
export const searchTextOf = (point: WirePoint): string =>
  ` ${wordsOf(
    `${point.address} ${point.postalCode} ${point.city} ${point.customer} ${point.customerNumber} ${point.number} ${point.meter?.serial ?? ""} ${point.meter?.manufacturer ?? ""} ${point.meter?.type ?? ""}`,
  ).join(" ")}`;

const wordsOf = (text: string): readonly string[] =>
  foldText(text)
    .split(/[\s.,;/()-]+/)
    .filter((word) => word !== "");

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
}

export interface SearchedPoints {
  readonly points: readonly WirePoint[];
  /** `searchTextOf` each, same order; made when somebody searches. */
  readonly texts: () => readonly string[];
}

type Filters = Pick<PointCriteria, "text" | "media" | "status" | "age">;

export function filterPoints(all: SearchedPoints, filters: Filters, nowMs: number): Filtered {
  const keeps = new Uint8Array(all.points.length);
  const hasWords = textTest(all, filters.text);
  let count = 0;
  for (const [i, point] of all.points.entries()) {
    const isKept =
      hasWords(i) &&
      passesMedium(point, filters) &&
      passesStatus(point, filters) &&
      passesAge(point, filters, nowMs);
    if (!isKept) continue;
    keeps[i] = 1;
    count++;
  }
  return { keeps, count };
}

/** A word this long may stand inside another; a shorter one begins it: "4" is a house number, not part of a serial. */
const LONG_WORD = 4;

function textTest(all: SearchedPoints, text: string): (i: number) => boolean {
  const typed = wordsOf(text);
  if (typed.length === 0) return () => true;
  const texts = all.texts();
  // "Elmegade 40" is meant as it stands, if it stands anywhere: not the street and a MULTICAL 403.
  const phrase = ` ${typed.join(" ")}`;
  if (typed.length > 1 && texts.some((known) => known.includes(phrase))) {
    return (i) => texts[i]?.includes(phrase) ?? false;
  }
  const words = typed.map((word) => (word.length < LONG_WORD ? ` ${word}` : word));
  return (i) => words.every((word) => texts[i]?.includes(word));
}

const passesMedium = (point: WirePoint, { media }: Filters): boolean =>
  media.length === 0 || media.includes(point.medium);

const passesStatus = (point: WirePoint, { status }: Filters): boolean =>
  status.length === 0 || matchesStatus(point.latest?.status ?? [], status);

const passesAge = (point: WirePoint, { age }: Filters, nowMs: number): boolean =>
  age === undefined || matchesAge(point.latest && nowMs - point.latest.atMs, age);

export function countFacets(all: SearchedPoints, filters: Filters, nowMs: number): Facets {
  const facets = { media: new Map<string, number>(), status: new Map<string, number>(), age: new Map() };
  const hasWords = textTest(all, filters.text);
  for (const [i, point] of all.points.entries()) {
    if (!hasWords(i)) continue;
    const misses = {
      medium: !passesMedium(point, filters),
      status: !passesStatus(point, filters),
      age: !passesAge(point, filters, nowMs),
    };
    if (!(misses.status || misses.age)) add(facets.media, point.medium);
    if (!(misses.medium || misses.age)) addStatus(facets.status, point.latest?.status ?? []);
    if (!(misses.medium || misses.status)) addAge(facets.age, point.latest && nowMs - point.latest.atMs);
  }
  return facets;
}

const add = <K>(counts: Map<K, number>, key: K): Map<K, number> =>
  counts.set(key, (counts.get(key) ?? 0) + 1);

function addStatus(counts: Map<string, number>, status: readonly string[]): void {
  add(counts, status.length === 0 ? "none" : "any");
  for (const id of status) add(counts, id);
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

function addAge(counts: Map<AgeFilter, number>, ageMs: number | undefined): void {
  for (const band of ageBandsOf(ageMs)) add(counts, band);
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
