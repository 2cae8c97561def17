import { MEDIA } from "../../../shared/model/medium.ts";
import { type OwnFilter, ownTest } from "./own-criteria.ts";
import type { AgeFilter, PointCriteria } from "./point-criteria.ts";
import type { PointTable } from "./point-table.ts";
import { searchWordsOf } from "./search-text.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

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

type Filters = Pick<PointCriteria, "text" | "media" | "status" | "age"> & Partial<Pick<PointCriteria, "own">>;

/** 1 where the point stays, by row. `within`: 1 for the rows that may stay at all, such as those of a group. */
export function filterPoints(
  all: PointTable,
  filters: Filters,
  nowMs: number,
  within?: Uint8Array,
): Filtered {
  const keeps = findWithin(all, filters.text, within) ?? new Uint8Array(all.count).fill(1);
  const passes = makeTests(all, filters, nowMs);
  let count = 0;
  for (let row = 0; row < keeps.length; row++) {
    if (keeps[row] === 0) continue;
    if (passes.medium(row) && passes.status(row) && passes.age(row) && passes.own(row)) count++;
    else keeps[row] = 0;
  }
  return { keeps, count };
}

/** A word this long may stand inside another; a shorter one begins it: "4" is a house number, not part of a serial. */
const LONG_WORD = 4;

function findWithin(all: PointTable, text: string, within: Uint8Array | undefined): Uint8Array | undefined {
  const found = findText(all, text);
  if (!within) return found;
  return found ? found.map((bit, row) => bit & (within[row] ?? 0)) : within.slice();
}

/** 1 where a point has what was typed; `undefined` when nothing was. */
function findText(all: PointTable, text: string): Uint8Array | undefined {
  const typed = searchWordsOf(text);
  if (typed.length === 0) return undefined;
  // "Elmegade 40" is meant as it stands, if it stands anywhere: not the street and a MULTICAL 403.
  if (typed.length > 1) {
    const { found, count } = findWords(all, ` ${typed.join(" ")}`);
    if (count > 0) return found;
  }
  const [first, ...more] = typed.map(
    (word) => findWords(all, word.length < LONG_WORD ? ` ${word}` : word).found,
  );
  for (const found of more) {
    for (let row = 0; first && row < first.length; row++) first[row] = (first[row] ?? 0) & (found[row] ?? 0);
  }
  return first;
}

/** 1 where everything typed stands as it is, between the bounds of words. */
export function findWhole(all: PointTable, text: string): Uint8Array {
  return findWords(all, ` ${searchWordsOf(text).join(" ")} `).found;
}

function findWords(all: PointTable, words: string): { readonly found: Uint8Array; readonly count: number } {
  const found = new Uint8Array(all.count);
  let count = 0;
  all.eachFound(words, (row) => {
    found[row] = 1;
    count++;
  });
  return { found, count };
}

interface Tests {
  readonly medium: (row: number) => boolean;
  readonly status: (row: number) => boolean;
  readonly age: (row: number) => boolean;
  readonly own: (row: number) => boolean;
}

/** What does not depend on the row is looked up once: sets of info codes are few, rows are many. */
function makeTests(all: PointTable, { media, status, age, own = [] }: Filters, nowMs: number): Tests {
  const { latest } = all;
  const passesSet = latest.statusSets.map((set) => matchesStatus(set, status));
  const passesNone = matchesStatus([], status);
  return {
    medium: media.length === 0 ? always : (row) => media.includes(all.medium(row)),
    status:
      status.length === 0
        ? always
        : (row) =>
            Number.isNaN(latest.atMs(row)) ? passesNone : (passesSet[latest.statusPlace(row)] ?? false),
    age: age === undefined ? always : (row) => matchesAge(ageOf(all, row, nowMs), age),
    own: ownPasses(all, own),
  };
}

const always = (): boolean => true;

/** Each text is judged once. What a field says that is not here yet, nobody can say: nothing passes. */
function ownPasses(all: PointTable, filters: readonly OwnFilter[]): (row: number) => boolean {
  if (filters.length === 0) return always;
  const tests = filters.map((filter) => {
    const column = all.own.column(filter.field);
    const passes = ownTest(filter);
    const isIn = column ? Uint8Array.from(["", ...column.texts], (text) => Number(passes(text))) : undefined;
    return (row: number): boolean => isIn?.[column?.places[row] ?? 0] === 1;
  });
  return (row) => tests.every((test) => test(row));
}

function ageOf({ latest }: PointTable, row: number, nowMs: number): number | undefined {
  const atMs = latest.atMs(row);
  return Number.isNaN(atMs) ? undefined : nowMs - atMs;
}

export function countFacets(all: PointTable, filters: Filters, nowMs: number, within?: Uint8Array): Facets {
  const media = new Float64Array(MEDIA.length);
  const status = new Map<string, number>();
  const age = new Map<AgeFilter, number>();
  const found = findWithin(all, filters.text, within);
  const passes = makeTests(all, filters, nowMs);
  for (let row = 0; row < all.count; row++) {
    if (found?.[row] === 0 || !passes.own(row)) continue;
    const [isMedium, isStatus, isAge] = [passes.medium(row), passes.status(row), passes.age(row)];
    if (isStatus && isAge) countOne(media, MEDIA.indexOf(all.medium(row)));
    if (isMedium && isAge) addStatus(status, all.latest.status(row));
    if (isMedium && isStatus) addAge(age, ageOf(all, row, nowMs));
  }
  return {
    media: new Map(MEDIA.flatMap((medium, n) => (media[n] ? [[medium, media[n]] as const] : []))),
    status,
    age,
  };
}

function countOne(counts: Float64Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
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
