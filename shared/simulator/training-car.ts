import { Drive, type DriveHearing, type DriveMeter } from "./drive.ts";
import { apartM, type StreetNetwork, shortestFrom } from "./street-network.ts";
import type { Spot } from "./town-streets.ts";

const METRES_PER_SECOND = 30 / 3.6;

/** Where a car comes into town. */
const outermost = ({ nodes }: StreetNetwork): number =>
  nodes.reduce((far, node, n) => (fromSquareM(node) > fromSquareM(nodes[far]) ? n : far), 0);

const fromSquareM = (spot: Spot = { eastM: 0, northM: 0 }): number => Math.hypot(spot.eastM, spot.northM);

/** A car that drives by itself on a town's streets, a piece of street at a time, to wherever it is sent. */
export class TrainingCar {
  readonly #drive: Drive;
  #way: number[] = [];
  #routes: ReturnType<typeof shortestFrom> | undefined;
  /** Seconds it may still drive; a piece of street begun is driven to its end. */
  #leftS = 0;

  constructor(network: StreetNetwork, meters: readonly DriveMeter[]) {
    const start = outermost(network);
    this.#drive = new Drive(network, meters, { start, metresPerSecond: METRES_PER_SECOND, day: 1 });
  }

  get spot(): Spot {
    return this.#drive.spot;
  }

  /** Driven so far. */
  get metres(): number {
    return this.#drive.metres;
  }

  /** Since it set out, by its own clock. */
  get seconds(): number {
    return this.#drive.seconds;
  }

  get isDriving(): boolean {
    return this.#way.length > 0;
  }

  /** The shortest way to the crossing nearest to there. */
  headFor(spot: Spot): void {
    const { nodes } = this.#drive.network;
    const target = nodes.reduce(
      (best, node, n) => (apartM(node, spot) < apartM(nodes[best] ?? node, spot) ? n : best),
      0,
    );
    const routes = shortestFrom(this.#drive.network, this.#drive.at);
    this.#routes = routes;
    this.#way = [];
    for (let n = target; n !== this.#drive.at && n >= 0; n = routes.before[n] ?? -1) this.#way.unshift(n);
  }

  /** Goes on for so long, or stands and listens; returns what its receiver heard meanwhile. */
  go(seconds: number): readonly DriveHearing[] {
    this.#leftS += seconds;
    while (this.#leftS > 0 && this.#routes) {
      const next = this.#way.shift();
      if (next === undefined) break;
      const before = this.#drive.seconds;
      this.#drive.goTo(next, this.#routes);
      this.#leftS -= this.#drive.seconds - before;
    }
    if (this.#leftS > 0 && this.#way.length === 0) {
      this.#drive.wait(this.#leftS);
      this.#leftS = 0;
    }
    return this.#drive.hearings.splice(0);
  }
}
