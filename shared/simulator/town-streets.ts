import { makeRandom, noiseAt, type Random } from "./random.ts";
import {
  OLD_TOWN,
  STREET_FIRST_PARTS,
  STREET_LAST_PARTS,
  type StreetKind,
  TOWN_CENTRE,
  TOWN_SECTORS,
  VILLAGE,
} from "./town-names-table.ts";

/** Metres east and north of the square. */
export interface Spot {
  readonly eastM: number;
  readonly northM: number;
}

export interface Street {
  readonly name: string;
  readonly area: string;
  readonly kind: StreetKind;
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
  lon: round6(TOWN_CENTRE.lon + spot.eastM / (METRES_PER_DEGREE * Math.cos(toRadians(TOWN_CENTRE.lat)))),
});

/** The other way round. */
export const toSpot = ({ lat, lon }: { lat: number; lon: number }): Spot => ({
  eastM: (lon - TOWN_CENTRE.lon) * METRES_PER_DEGREE * Math.cos(toRadians(TOWN_CENTRE.lat)),
  northM: (lat - TOWN_CENTRE.lat) * METRES_PER_DEGREE,
});

const round6 = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between rings of streets, from the street's middle to a house, and between two house numbers. */
const MEASURES: Record<StreetKind, { gap: number; setBack: number; width: number }> = {
  centre: { gap: 56, setBack: 10, width: 15 },
  houses: { gap: 80, setBack: 15, width: 23 },
  country: { gap: 105, setBack: 20, width: 34 },
};

const FIRST_RING_M = 90;
/** Free ground between the ends of two sectors' streets, and before the first house of a side street. */
const FREE_M = 24;

/**
 * The town's plots from the square outwards, without end: along the main streets of the old town and
 * along streets that leave them left and right in rings. Nothing is as round as it is drawn: all of it
 * goes through one gentle distortion.
 */
export function* layOutTown(seed: number): Generator<Plot, never> {
  const plan: Plan = {
    random: makeRandom(seed ^ 0x70106),
    names: makeStreetNames(seed),
    bend: makeDistortion(seed),
  };
  yield* mainStreetPlots(plan);
  for (let radiusM = FIRST_RING_M; ; radiusM += MEASURES[kindAt(radiusM)].gap) {
    for (const sector of TOWN_SECTORS) {
      // Rings do not meet at the edges of two areas.
      const own = radiusM + ((sector.headingDeg * 13) % 40);
      if (own > sector.untilM) continue;
      yield* sideStreetPlots(plan, { sector, radiusM: own, side: -1 });
      yield* sideStreetPlots(plan, { sector, radiusM: own, side: 1 });
    }
  }
}

interface Plan {
  readonly random: Random;
  readonly names: (kind: StreetKind) => string;
  readonly bend: (spot: Spot) => Spot;
}

const kindAt = (radiusM: number): StreetKind => (radiusM < OLD_TOWN.radiusM ? "centre" : "houses");

const polar = (radiusM: number, angle: number): Spot => ({
  eastM: radiusM * Math.sin(angle),
  northM: radiusM * Math.cos(angle),
});

/** Houses on the main streets stand between the side streets, not on them. */
function* mainStreetPlots({ bend }: Plan): Generator<Plot> {
  const { gap, setBack, width } = MEASURES.centre;
  for (const { main, headingDeg } of TOWN_SECTORS) {
    const angle = toRadians(headingDeg);
    const radii = Array.from({ length: 12 }, (_, n) => 20 + (n * OLD_TOWN.radiusM) / 12);
    const line = radii.map((radiusM) => bend(polar(radiusM, angle)));
    const street: Street = { name: main, area: OLD_TOWN.name, kind: "centre", line };
    let houseNumber = 1;
    for (let radiusM = FIRST_RING_M - gap / 2; radiusM < OLD_TOWN.radiusM - gap; radiusM += width) {
      const fromRing = Math.abs(((radiusM - FIRST_RING_M + gap / 2) % gap) - gap / 2);
      if (fromRing < setBack + width / 2) continue;
      for (const side of [-1, 1]) {
        const across = polar(setBack * side, angle + Math.PI / 2);
        const on = polar(radiusM, angle);
        const spot = bend({ eastM: on.eastM + across.eastM, northM: on.northM + across.northM });
        yield { ...spot, street, houseNumber: houseNumber++ };
      }
    }
  }
}

interface SideStreet {
  readonly sector: (typeof TOWN_SECTORS)[number];
  readonly radiusM: number;
  /** -1 to the left of someone leaving the square, 1 to the right. */
  readonly side: -1 | 1;
}

/** Radians from a main street to the middle between it and the next one on that side. */
function halfAngle(sector: SideStreet["sector"], side: SideStreet["side"]): number {
  const next = TOWN_SECTORS.at((TOWN_SECTORS.indexOf(sector) + side) % TOWN_SECTORS.length) ?? sector;
  const apartDeg = (side * (next.headingDeg - sector.headingDeg) + 360) % 360;
  return toRadians(apartDeg / 2);
}

function* sideStreetPlots(
  { random, names, bend }: Plan,
  { sector, radiusM, side }: SideStreet,
): Generator<Plot> {
  const isOld = radiusM < OLD_TOWN.radiusM;
  const kind = isOld ? "centre" : sector.kind;
  const { setBack, width } = MEASURES[kind];
  const radius = radiusM + random.between(-7, 7);
  const lengthM = radius * halfAngle(sector, side) - FREE_M * random.between(0.7, 1.4);
  // A park, a school, a pond.
  if (random.chance(0.07)) return;
  const angleAt = (alongM: number) => toRadians(sector.headingDeg) + (side * alongM) / radius;
  const pieces = Math.max(2, Math.ceil(lengthM / 25));
  const line = Array.from({ length: pieces + 1 }, (_, n) =>
    bend(polar(radius, angleAt((lengthM * n) / pieces))),
  );
  const street: Street = { name: names(kind), area: isOld ? OLD_TOWN.name : sector.name, kind, line };
  let houseNumber = 1;
  for (let alongM = FREE_M; alongM <= lengthM; alongM += width) {
    for (const outwards of [-1, 1]) {
      const spot = bend(polar(radius + outwards * setBack, angleAt(alongM)));
      yield { ...spot, street, houseNumber: houseNumber++ };
    }
  }
}

const VILLAGE_STREET_PLOTS = 14;

/** The village's plots, without end: farms and houses along lanes left and right of its road. */
export function* layOutVillage(seed: number): Generator<Plot, never> {
  const random = makeRandom(seed ^ 0x71113);
  const names = makeStreetNames(seed ^ 1);
  const { gap, setBack, width } = MEASURES.country;
  const road = toRadians(VILLAGE.headingDeg);
  for (let n = 0; ; n++) {
    const start = shift(VILLAGE, road, gap * Math.floor(n / 2));
    const heading = road + (n % 2 === 0 ? 1 : -1) * (Math.PI / 2 + random.between(-0.15, 0.15));
    const lengthM = width * (VILLAGE_STREET_PLOTS / 2) + FREE_M;
    const line = [0, 0.5, 1].map((f) => shift(start, heading, lengthM * f));
    const street: Street = { name: names("country"), area: VILLAGE.name, kind: "country", line };
    for (let plot = 0; plot < VILLAGE_STREET_PLOTS; plot++) {
      const on = shift(start, heading, FREE_M + width * Math.floor(plot / 2));
      yield {
        ...shift(on, heading + Math.PI / 2, plot % 2 === 0 ? -setBack : setBack),
        street,
        houseNumber: plot + 1,
      };
    }
  }
}

const shift = (from: Spot, angle: number, distanceM: number): Spot => ({
  eastM: from.eastM + Math.sin(angle) * distanceM,
  northM: from.northM + Math.cos(angle) * distanceM,
});

/** Moves every place by up to 80 m each way, neighbours nearly alike. */
function makeDistortion(seed: number): (spot: Spot) => Spot {
  const phase = (n: number) => noiseAt(seed ^ 0xd157, n) * 2 * Math.PI;
  const [a, b, c, d] = [phase(0), phase(1), phase(2), phase(3)];
  return ({ eastM, northM }) => ({
    eastM: eastM + 58 * Math.sin(northM / 330 + a) + 18 * Math.sin((eastM + northM) / 210 + b),
    northM: northM + 58 * Math.sin(eastM / 350 + c) + 18 * Math.sin((eastM - northM) / 230 + d),
  });
}

/** Street names that never repeat, however large the town. */
function makeStreetNames(seed: number): (kind: StreetKind) => string {
  const random = makeRandom(seed ^ 0x57ee7);
  const taken = new Set<string>(TOWN_SECTORS.map(({ main }) => main));
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
