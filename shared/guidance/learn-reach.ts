import { crowM, type Ground } from "./ground.ts";

/** A telegram as the car heard it. */
export interface Hearing {
  readonly at: Ground;
  readonly rssiDbm: number;
}

/** Where a meter is heard: what a phone keeps of a meter between rounds, a few numbers each. */
export interface Reach {
  /** Where it stands; absent for a meter whose place nobody knows. */
  readonly place?: Ground;
  /** Hearings behind `lossDb`; 0: never heard, only supposed. */
  readonly heard: number;
  /** Level in dBm that the meter would have a metre away, by the law of `SLOPE_DB`. */
  readonly nearDbm: number;
  /** The best level of each piece of road it was heard from, strongest first. */
  readonly cells: readonly ReachCell[];
}

export interface ReachCell {
  /** Middle of the piece. */
  readonly at: Ground;
  readonly bestDbm: number;
}

/** Loss in dB for ten times the distance, between houses and with the antenna on a car's roof. */
const SLOPE_DB = 27;
/** A meter in a cellar of brick, as a meter nobody has heard yet is taken to be. */
const SUPPOSED_NEAR_DBM = -36;
const CELL_M = 25;
const MOST_CELLS = 16;
const LEAST_M = 5;

export const supposedReach = (place: Ground): Reach => ({
  place,
  heard: 0,
  nearDbm: SUPPOSED_NEAR_DBM,
  cells: [],
});

/** A meter that was heard, however it was supposed to be. Hearings only ever add up: order does not matter. */
export function learnReach(reach: Reach, { at, rssiDbm }: Hearing): Reach {
  const { place, heard, nearDbm } = reach;
  const said = place ? rssiDbm + lossDb(crowM(place, at)) : rssiDbm;
  return {
    ...reach,
    heard: heard + 1,
    nearDbm: heard === 0 ? said : nearDbm + (said - nearDbm) / (heard + 1),
    cells: withCell(reach.cells, { at: cellOf(at), bestDbm: rssiDbm }),
  };
}

/** The level at which the meter is expected at a place, dBm; `undefined` where nobody can say. */
export function levelAt({ place, nearDbm, cells }: Reach, at: Ground): number | undefined {
  const lawDbm = place ? nearDbm - lossDb(crowM(place, at)) : undefined;
  const near = cells.find(
    (cell) => Math.abs(cell.at.eastM - at.eastM) <= CELL_M && Math.abs(cell.at.northM - at.northM) <= CELL_M,
  );
  if (!near) return lawDbm;
  // What was heard here was the best of several; the law knows the mean.
  return lawDbm === undefined ? near.bestDbm : (near.bestDbm + lawDbm) / 2;
}

const lossDb = (distanceM: number): number => SLOPE_DB * Math.log10(Math.max(LEAST_M, distanceM));

const cellOf = ({ eastM, northM }: Ground): Ground => ({
  eastM: (Math.floor(eastM / CELL_M) + 0.5) * CELL_M,
  northM: (Math.floor(northM / CELL_M) + 0.5) * CELL_M,
});

function withCell(cells: readonly ReachCell[], next: ReachCell): readonly ReachCell[] {
  const same = cells.find(({ at }) => at.eastM === next.at.eastM && at.northM === next.at.northM);
  if (same && same.bestDbm >= next.bestDbm) return cells;
  const others = cells.filter((cell) => cell !== same);
  return [...others, next].sort((a, b) => b.bestDbm - a.bestDbm).slice(0, MOST_CELLS);
}
