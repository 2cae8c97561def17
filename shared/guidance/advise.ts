import { chanceOfTelegram, isSending, type Sending } from "./chance-heard.ts";
import { crowM, type Ground } from "./ground.ts";
import { levelAt, type Reach } from "./learn-reach.ts";

/** A meter that is still to be read. */
export interface Target {
  readonly id: string;
  readonly reach: Reach;
  readonly sending: Sending;
  /** Telegrams that should have been heard on this round and were not: it is weaker than it was. */
  readonly missed?: number;
}

/** Each telegram missed against expectation. */
const MISS_DB = 3;

/** The level at which a target is expected at a place, with what this round has taught. */
function expectedLevel({ reach, missed = 0 }: Target, at: Ground): number | undefined {
  const level = levelAt(reach, at);
  return level === undefined ? undefined : level - MISS_DB * missed;
}

/** Telegrams of a target that should be heard at a place in so many seconds. */
export function expectedTelegrams(target: Target, at: Ground, seconds: number): number {
  const level = expectedLevel(target, at);
  return level === undefined ? 0 : (chanceOfTelegram(level) * seconds) / target.sending.everyS;
}

/** How the car gets about; on a phone without a street map as the crow flies, with a detour. */
export interface Way {
  /** Metres by road. */
  readonly distanceM: (from: Ground, to: Ground) => number;
}

export interface Advice {
  readonly stop: Ground;
  readonly distanceM: number;
  /** How many of the unread meters it is expected to read there and on the way to it. */
  readonly expected: number;
  /** The meters that count most there, best first. */
  readonly ids: readonly string[];
}

/** A stop that takes part of a telegram's time is worth no drive. */
const LEAST_EXPECTED = 0.2;
/** A car passes a place with so much road before and behind it. */
const PASSED_M = 120;
/** Nobody waits longer at a stop before looking at the advice again. */
const DWELL_S = 16;
/** Nobody drives round a block for what is heard from the corner. */
const TURNING_M = 30;
const MOST_NAMED = 5;
const FARTHEST_M = 900;

/**
 * Where to drive next: the stop that promises the most reads for each metre on the way there. Meters
 * are judged by where they are heard, not by where they stand; a meter that is asleep at this hour
 * promises nothing. The best stop may be the one the car stands at: then it waits. `undefined`: nowhere
 * promises anything.
 */
export function adviseStop(
  here: Ground,
  {
    targets,
    stops,
    way,
    day,
    hour,
  }: {
    readonly targets: readonly Target[];
    readonly stops: readonly Ground[];
    readonly way: Way;
    readonly day: number;
    readonly hour: number;
  },
): Advice | undefined {
  const awake = targets.filter(({ sending }) => isSending(sending, day, hour));
  let best: { advice: Advice; worth: number } | undefined;
  for (const stop of stops) {
    const distanceM = way.distanceM(here, stop);
    // Even if all that is left were heard there.
    if (best && awake.length / (distanceM + TURNING_M) <= best.worth) continue;
    const promised = promises(awake, stop);
    const expected = promised.reduce((sum, { chance }) => sum + chance, 0);
    if (expected < LEAST_EXPECTED) continue;
    const worth = expected / (distanceM + TURNING_M);
    if (best && worth <= best.worth) continue;
    const ids = promised.slice(0, MOST_NAMED).map(({ id }) => id);
    best = { worth, advice: { stop, distanceM, expected, ids } };
  }
  return best?.advice;
}

function promises(
  targets: readonly Target[],
  at: Ground,
): readonly { readonly id: string; readonly chance: number }[] {
  return targets
    .flatMap((target) => {
      const { place } = target.reach;
      if (place && crowM(place, at) > FARTHEST_M) return [];
      const level = expectedLevel(target, at);
      const each = level === undefined ? 0 : chanceOfTelegram(level);
      if (each < 0.02) return [];
      return [{ id: target.id, chance: 1 - (1 - each) ** (DWELL_S / target.sending.everyS) }];
    })
    .sort((a, b) => b.chance - a.chance);
}

/** A meter counts as passed well when it had the time for so many telegrams. */
const WANTED_CHANCE = 0.9;
const SLOWEST_MPS = 10 / 3.6;
const FASTEST_MPS = 50 / 3.6;

/**
 * The speed in m/s at which the meters in earshot are likely heard in passing: what the most hurried
 * of them but the weakest tenth need. Nothing in earshot: as fast as the street allows.
 */
export function adviseSpeed(here: Ground, targets: readonly Target[]): number {
  const speeds = targets.flatMap(({ reach, sending }) => {
    const level = levelAt(reach, here);
    const each = level === undefined ? 0 : chanceOfTelegram(level);
    if (each < 0.1) return [];
    const telegrams = Math.log(1 - WANTED_CHANCE) / Math.log(1 - Math.min(0.99, each));
    return [PASSED_M / (telegrams * Math.min(sending.everyS, 60))];
  });
  if (speeds.length === 0) return FASTEST_MPS;
  const sorted = speeds.sort((a, b) => a - b);
  const needed = sorted[Math.floor(sorted.length / 10)] ?? FASTEST_MPS;
  return Math.min(FASTEST_MPS, Math.max(SLOWEST_MPS, needed));
}

/** As the crow flies, and then the streets. */
export const crowWay: Way = { distanceM: (from, to) => crowM(from, to) * 1.35 };
