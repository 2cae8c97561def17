import { noiseAt } from "./random.ts";
import { apartM, type StreetNetwork, shortestFrom } from "./street-network.ts";
import type { Spot } from "./town-streets.ts";

/** A meter as a car passes it. */
export interface DriveMeter {
  readonly id: string;
  readonly spot: Spot;
  readonly seed: number;
  readonly everyS: number;
}

export interface DriveHearing {
  readonly id: string;
  readonly at: Spot;
  readonly rssiDbm: number;
}

const SENSITIVITY_DBM = -106;
const FADING_DB = 9;
const SHADOW_DB = 8;
const ANTENNA_M = 1.5;

/**
 * A car on the town's streets with a receiver: what it hears where, how far it went. The radio is the
 * town's own (see `gateway.ts`): walls of the house, distance, a house's shadow to each side, fading.
 */
export class Drive {
  readonly network: StreetNetwork;
  readonly read = new Set<string>();
  readonly hearings: DriveHearing[] = [];
  metres = 0;
  seconds: number;
  at: number;
  readonly #meters: readonly DriveMeter[];
  readonly #mps: number;
  readonly #day: number;

  /** `day`: another day has other fading and other moments. */
  constructor(
    network: StreetNetwork,
    meters: readonly DriveMeter[],
    { start, metresPerSecond, day }: { start: number; metresPerSecond: number; day: number },
  ) {
    this.network = network;
    this.#meters = meters;
    this.#mps = metresPerSecond;
    this.#day = day;
    this.at = start;
    this.seconds = day * 86_400;
  }

  get spot(): Spot {
    return this.network.nodes[this.at] ?? { eastM: 0, northM: 0 };
  }

  /** Drives the shortest way; returns the nodes passed. */
  goTo(node: number, { before } = shortestFrom(this.network, this.at)): readonly number[] {
    const way = [node];
    for (let n = node; n !== this.at && n >= 0; n = before[n] ?? -1) way.unshift(before[n] ?? -1);
    for (const next of way.slice(1)) this.#step(next);
    return way;
  }

  /** Stands still and listens. */
  wait(seconds: number): void {
    this.#listen(this.spot, this.spot, seconds);
  }

  #step(to: number): void {
    const [a, b] = [this.spot, this.network.nodes[to] ?? this.spot];
    const lengthM = apartM(a, b);
    this.#listen(a, b, lengthM / this.#mps);
    this.metres += lengthM;
    this.at = to;
  }

  #listen(a: Spot, b: Spot, seconds: number): void {
    const [from, until] = [this.seconds, this.seconds + seconds];
    for (const meter of this.#meters) {
      const offset = noiseAt(meter.seed, 1) * meter.everyS;
      for (let nth = Math.ceil((from - offset) / meter.everyS); offset + nth * meter.everyS < until; nth++) {
        const along = (offset + nth * meter.everyS - from) / Math.max(1e-9, until - from);
        const at = {
          eastM: a.eastM + (b.eastM - a.eastM) * along,
          northM: a.northM + (b.northM - a.northM) * along,
        };
        this.#hear(meter, at, nth);
      }
    }
    this.seconds = until;
  }

  #hear({ id, spot, seed }: DriveMeter, at: Spot, nth: number): void {
    const distanceM = Math.max(5, apartM(spot, at));
    const octant = Math.floor((Math.atan2(at.eastM - spot.eastM, at.northM - spot.northM) / Math.PI + 1) * 4);
    const indoorDb = 8 + 16 * noiseAt(seed, 2) + SHADOW_DB * noiseAt(seed ^ 0x5ad0, octant);
    const fadingDb = FADING_DB * (noiseAt(seed ^ this.#day, nth) - 0.5);
    const rssiDbm = 14 + ANTENNA_M * 0.35 - indoorDb - 31 - 27 * Math.log10(distanceM) + fadingDb;
    if (rssiDbm < SENSITIVITY_DBM) return;
    this.read.add(id);
    this.hearings.push({ id, at, rssiDbm });
  }
}

/** What people do without advice: to the nearest street from which something is not yet within so many metres, until nothing is. */
export function driveByCoverage(drive: Drive, meters: readonly DriveMeter[], withinM: number): void {
  const { nodes } = drive.network;
  const uncovered = new Set(meters);
  const cover = (way: readonly number[]): void => {
    for (const node of way) {
      for (const meter of uncovered) {
        if (apartM(meter.spot, nodes[node] ?? meter.spot) <= withinM) uncovered.delete(meter);
      }
    }
  };
  cover([drive.at]);
  while (uncovered.size > 0) {
    const routes = shortestFrom(drive.network, drive.at);
    const useful = nodes
      .map((spot, node) => ({ spot, node, metres: routes.metres[node] ?? Number.POSITIVE_INFINITY }))
      .filter(({ metres }) => Number.isFinite(metres))
      .sort((a, b) => a.metres - b.metres)
      .find(({ spot }) => [...uncovered].some((meter) => apartM(meter.spot, spot) <= withinM));
    if (!useful) return;
    cover(drive.goTo(useful.node, routes));
  }
}
