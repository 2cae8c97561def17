import { makeRandom, type Random } from "./random.ts";
import {
  type AreaKind,
  MAIN_STREETS,
  STREET_FIRST_PARTS,
  STREET_LAST_PARTS,
  TOWN_AREAS,
  TOWN_CENTRE,
} from "./town-names-table.ts";

/** Metres east and north of the square. */
export interface Spot {
  readonly eastM: number;
  readonly northM: number;
}

export interface Street {
  readonly name: string;
  readonly area: string;
  readonly kind: AreaKind;
  readonly line: readonly Spot[];
}

/** One house number. */
export interface Plot extends Spot {
  readonly street: Street;
  readonly houseNumber: number;
}

const METRES_PER_DEGREE = 111_320;

export const toLatLon = (spot: Spot): { lat: number; lon: number } => ({
  lat: round6(TOWN_CENTRE.lat + spot.northM / METRES_PER_DEGREE),
  lon: round6(
    TOWN_CENTRE.lon + spot.eastM / (METRES_PER_DEGREE * Math.cos((TOWN_CENTRE.lat * Math.PI) / 180)),
  ),
});

/** The other way round. */
export const toSpot = ({ lat, lon }: { lat: number; lon: number }): Spot => ({
  eastM: (lon - TOWN_CENTRE.lon) * METRES_PER_DEGREE * Math.cos((TOWN_CENTRE.lat * Math.PI) / 180),
  northM: (lat - TOWN_CENTRE.lat) * METRES_PER_DEGREE,
});

const round6 = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Distance from the street's middle to the houses, and between two numbers on one side. */
const SET_BACK_M: Record<AreaKind, number> = { centre: 9, houses: 14, country: 22 };
const PLOT_WIDTH_M: Record<AreaKind, number> = { centre: 13, houses: 21, country: 48 };
/** Houses on the shortest side street. */
const LEAST_PLOTS: Record<AreaKind, number> = { centre: 20, houses: 24, country: 8 };

/**
 * Streets with plots for `count` addresses: each area has a main street from which side streets
 * branch left and right, so that no two cross.
 */
export function layOutTown(
  seed: number,
  count: number,
): { streets: readonly Street[]; plots: readonly Plot[] } {
  const names = makeStreetNames(seed);
  const streets: Street[] = [];
  const plots: Plot[] = [];
  TOWN_AREAS.forEach((area, n) => {
    const isLast = n === TOWN_AREAS.length - 1;
    const wanted = isLast ? count - plots.length : Math.round(count * area.share);
    const grown = growArea({
      area,
      wanted,
      random: makeRandom(seed ^ (0xa5ea + n)),
      names,
      main: MAIN_STREETS[n] ?? area.name,
    });
    streets.push(...grown.streets);
    plots.push(...grown.plots);
  });
  return { streets, plots };
}

interface AreaPlan {
  readonly area: (typeof TOWN_AREAS)[number];
  readonly wanted: number;
  readonly random: Random;
  readonly names: (kind: AreaKind) => string;
  readonly main: string;
}

function growArea({ area, wanted, random, names, main }: AreaPlan): { streets: Street[]; plots: Plot[] } {
  const { kind, sideStreetGapM } = area;
  const mostStreets = Math.ceil(wanted / LEAST_PLOTS[kind]) + 1;
  const mainLine = bend({
    from: area,
    headingDeg: area.headingDeg,
    lengthM: sideStreetGapM * (Math.ceil(mostStreets / 2) + 1),
    bendDeg: random.between(-14, 14),
  });
  const streets: Street[] = [{ name: main, area: area.name, kind, line: mainLine }];
  const plots: Plot[] = [];
  for (let n = 0; plots.length < wanted; n++) {
    const at = along(mainLine, sideStreetGapM * (Math.floor(n / 2) + 0.8));
    const count = Math.min(wanted - plots.length, random.whole(LEAST_PLOTS[kind], LEAST_PLOTS[kind] + 10));
    const line = bend({
      from: at,
      headingDeg: at.headingDeg + (n % 2 === 0 ? 90 : -90),
      lengthM: SET_BACK_M[kind] * 2 + PLOT_WIDTH_M[kind] * Math.ceil(count / 2),
      bendDeg: random.between(-16, 16),
    });
    const street: Street = { name: names(kind), area: area.name, kind, line };
    streets.push(street);
    for (let plot = 0; plot < count; plot++) plots.push(plotAt(street, plot));
  }
  return { streets, plots };
}

function plotAt(street: Street, n: number): Plot {
  const width = PLOT_WIDTH_M[street.kind];
  const setBack = SET_BACK_M[street.kind];
  const at = along(street.line, setBack * 2 + width * (Math.floor(n / 2) + 0.5));
  const across = ((at.headingDeg + (n % 2 === 0 ? -90 : 90)) * Math.PI) / 180;
  return {
    street,
    houseNumber: n + 1,
    eastM: at.eastM + Math.sin(across) * setBack,
    northM: at.northM + Math.cos(across) * setBack,
  };
}

interface Course {
  readonly from: Spot;
  readonly headingDeg: number;
  readonly lengthM: number;
  /** How far the heading has turned at the end. */
  readonly bendDeg: number;
}

const BEND_PIECES = 6;

function bend({ from, headingDeg, lengthM, bendDeg }: Course): Spot[] {
  const line: Spot[] = [{ eastM: from.eastM, northM: from.northM }];
  let { eastM, northM } = from;
  for (let n = 0; n < BEND_PIECES; n++) {
    const heading = ((headingDeg + (bendDeg * (n + 0.5)) / BEND_PIECES) * Math.PI) / 180;
    eastM += (Math.sin(heading) * lengthM) / BEND_PIECES;
    northM += (Math.cos(heading) * lengthM) / BEND_PIECES;
    line.push({ eastM, northM });
  }
  return line;
}

const pieceLength = (a: Spot, b: Spot): number => Math.hypot(b.eastM - a.eastM, b.northM - a.northM);

/** The place `distanceM` down the line and the heading there; past the end, straight on. */
function along(line: readonly Spot[], distanceM: number): Spot & { headingDeg: number } {
  let left = distanceM;
  for (let n = 1; n < line.length; n++) {
    const a = line[n - 1];
    const b = line[n];
    if (a === undefined || b === undefined) break;
    const length = pieceLength(a, b);
    if (left <= length || n === line.length - 1) {
      const f = left / length;
      return {
        eastM: a.eastM + (b.eastM - a.eastM) * f,
        northM: a.northM + (b.northM - a.northM) * f,
        headingDeg: (Math.atan2(b.eastM - a.eastM, b.northM - a.northM) * 180) / Math.PI,
      };
    }
    left -= length;
  }
  return { eastM: 0, northM: 0, headingDeg: 0 };
}

/** Street names that never repeat, however large the town. */
function makeStreetNames(seed: number): (kind: AreaKind) => string {
  const random = makeRandom(seed ^ 0x57ee7);
  const taken = new Set<string>(MAIN_STREETS);
  return (kind) => {
    for (let tries = 0; ; tries++) {
      const base = random.pick(STREET_FIRST_PARTS) + random.pick(STREET_LAST_PARTS[kind]);
      const name = tries < 20 ? base : `${base} ${tries - 18}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}
