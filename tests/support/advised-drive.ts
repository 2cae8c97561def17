import { adviseStop, expectedTelegrams, type Target } from "../../shared/guidance/advise.ts";
import type { Ground } from "../../shared/guidance/ground.ts";
import { learnReach, type Reach, supposedReach } from "../../shared/guidance/learn-reach.ts";
import { Drive, type DriveMeter, driveByCoverage } from "../../shared/simulator/drive.ts";
import { networkOf, shortestFrom } from "../../shared/simulator/street-network.ts";
import { layOutTown, type Plot } from "../../shared/simulator/town-streets.ts";

const METRES_PER_SECOND = 30 / 3.6;
const WITHIN_M = 200;
const EVERY_S = 16;

export interface DriveFigures {
  readonly km: number;
  readonly minutes: number;
  readonly readShare: number;
}

export interface Comparison {
  readonly meters: number;
  readonly coverage: DriveFigures;
  readonly advised: DriveFigures;
}

/** The same town driven twice on one day: by 200-metre coverage, and by advice that last month's drive taught. */
export function compareDrives(seed: number, houses: number): Comparison {
  const plots = takePlots(seed, houses);
  const network = networkOf(plots);
  const meters = plots.map(
    (plot, n): DriveMeter => ({ id: `m-${n}`, spot: plot, seed: seed * 100_003 + n, everyS: EVERY_S }),
  );
  const driveOn = (day: number): Drive =>
    new Drive(network, meters, { start: 0, metresPerSecond: METRES_PER_SECOND, day });
  const lastMonth = driveOn(1);
  driveByCoverage(lastMonth, meters, WITHIN_M);
  const coverage = driveOn(31);
  driveByCoverage(coverage, meters, WITHIN_M);
  const advised = driveOn(31);
  driveByAdvice(advised, meters, learn(lastMonth, meters));
  const figures = (drive: Drive): DriveFigures => ({
    km: drive.metres / 1000,
    minutes: (drive.seconds % 86_400) / 60,
    readShare: drive.read.size / meters.length,
  });
  return { meters: meters.length, coverage: figures(coverage), advised: figures(advised) };
}

function takePlots(seed: number, count: number): readonly Plot[] {
  const plots: Plot[] = [];
  for (const plot of layOutTown(seed)) {
    if (plots.push(plot) === count) break;
  }
  return plots;
}

function learn(drive: Drive, meters: readonly DriveMeter[]): ReadonlyMap<string, Reach> {
  const reaches = new Map(meters.map(({ id, spot }) => [id, supposedReach(spot)]));
  for (const { id, at, rssiDbm } of drive.hearings) {
    const reach = reaches.get(id);
    if (reach) reaches.set(id, learnReach(reach, { at, rssiDbm }));
  }
  return reaches;
}

function driveByAdvice(
  drive: Drive,
  meters: readonly DriveMeter[],
  reaches: ReadonlyMap<string, Reach>,
): void {
  const { network } = drive;
  const indexOf = new Map(network.nodes.map((node, index) => [node, index]));
  const stops = network.nodes.filter((_, node) => node % 2 === 0);
  const missed = new Map<string, number>();
  const targetsLeft = (): readonly Target[] =>
    meters.flatMap(({ id, everyS }): Target[] => {
      const reach = reaches.get(id);
      if (drive.read.has(id) || !reach) return [];
      return [{ id, reach, sending: { everyS }, missed: missed.get(id) ?? 0 }];
    });
  for (let step = 0; step < MOST_STEPS; step++) {
    const { metres } = shortestFrom(network, drive.at);
    const way = {
      distanceM: (_: unknown, to: Ground) => metres[indexOf.get(to) ?? -1] ?? Number.POSITIVE_INFINITY,
    };
    const targets = targetsLeft();
    const advice = adviseStop(drive.spot, { targets, stops, way, day: 1, hour: 9 });
    if (!advice) return;
    drive.goTo(indexOf.get(advice.stop) ?? drive.at);
    drive.wait(WAIT_S);
    for (const target of targets) {
      const more = expectedTelegrams(target, drive.spot, WAIT_S);
      if (!drive.read.has(target.id)) missed.set(target.id, (target.missed ?? 0) + more);
    }
  }
}

/** A stop at the kerb: every meter sends once. */
const WAIT_S = 16;
const MOST_STEPS = 400;
