import type { Medium } from "../model/medium.ts";
import { makeRandom, noiseAt, type Random } from "./random.ts";
import {
  ASSOCIATIONS,
  BUSINESSES,
  FAMILY_NAMES,
  GIVEN_NAMES,
  type StreetKind,
  TOWN_UTILITY,
} from "./town-names-table.ts";
import type { Plot } from "./town-streets.ts";

export type BuildingKind = "house" | "flat" | "block" | "business";

/** One place to be metered, before it has a meter. */
export interface Dwelling {
  readonly plot: Plot;
  readonly kind: BuildingKind;
  readonly address: string;
  readonly medium: Medium;
  readonly customerName: string;
  readonly seed: number;
}

const MEDIUM_SHARES = [
  ["heat", 0.62],
  ["water", 0.33],
  ["cooling", 0.03],
  ["electricity", 0.02],
] as const satisfies readonly (readonly [Medium, number])[];

/** Share of plots with flats, one block meter, a business; the rest are houses. */
const KIND_SHARES: Record<StreetKind, readonly [flats: number, block: number, business: number]> = {
  centre: [0.5, 0.12, 0.16],
  houses: [0.03, 0.01, 0.03],
  country: [0, 0, 0.02],
};

const GOLDEN_STEP = 0.618033988749895;
const FLOORS = ["st.", "1.", "2.", "3."] as const;
const DOORS = ["tv", "th"] as const;

/** Builds on one plot after the other until `wanted` points stand; a plot may hold a staircase of flats. */
export function buildOn(plots: Iterable<Plot>, wanted: number, seed: number): Dwelling[] {
  const dwellings: Dwelling[] = [];
  const random = makeRandom(seed);
  for (const plot of plots) {
    if (dwellings.length >= wanted) break;
    const kind = pickKind(plot.street.kind, random);
    const size = kind === "flat" ? Math.min(wanted - dwellings.length, random.whole(4, 8)) : 1;
    for (let flat = 0; flat < size; flat++)
      dwellings.push(dwell({ plot, kind, flat, n: dwellings.length, seed }));
  }
  return dwellings;
}

function pickKind(street: StreetKind, random: Random): BuildingKind {
  const [flats, block, business] = KIND_SHARES[street];
  const x = random.next();
  if (x < flats) return "flat";
  if (x < flats + block) return "block";
  return x < flats + block + business ? "business" : "house";
}

interface Place {
  readonly plot: Plot;
  readonly kind: BuildingKind;
  readonly flat: number;
  /** Counts the dwellings built by one call. */
  readonly n: number;
  readonly seed: number;
}

function dwell({ plot, kind, flat, n, seed }: Place): Dwelling {
  const number = `${plot.street.name} ${plot.houseNumber}`;
  // Golden steps keep the shares even in the smallest town.
  const medium = mediumAt((n * GOLDEN_STEP + noiseAt(seed, 0)) % 1);
  const isUtilityOrShop = medium === "cooling" || medium === "electricity";
  const own = makeRandom(seed ^ Math.imul(n + 1, 0x2545f491));
  const home: BuildingKind = isUtilityOrShop
    ? "business"
    : kind === "block" && medium === "water"
      ? "house"
      : kind;
  return {
    plot,
    kind: home,
    address: kind === "flat" ? `${number}, ${doorOf(flat)}` : number,
    medium,
    customerName: medium === "electricity" ? TOWN_UTILITY : nameOf(home, own),
    seed: own.whole(0, 0x7fffffff),
  };
}

function mediumAt(share: number): Medium {
  let left = share;
  for (const [medium, part] of MEDIUM_SHARES) {
    if (left < part) return medium;
    left -= part;
  }
  return "heat";
}

function doorOf(flat: number): string {
  const floor = Math.floor(flat / DOORS.length);
  return `${FLOORS[floor] ?? `${floor}.`} ${DOORS[flat % DOORS.length]}`;
}

function nameOf(kind: BuildingKind, random: Random): string {
  if (kind === "block") return random.pick(ASSOCIATIONS);
  if (kind === "business") return random.pick(BUSINESSES);
  return `${random.pick(GIVEN_NAMES)} ${random.pick(FAMILY_NAMES)}`;
}
