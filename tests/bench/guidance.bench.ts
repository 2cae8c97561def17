import { compareDrives } from "../support/advised-drive.ts";
import type { Bench } from "./figure.ts";

/**
 * What advice saves on the road: towns of 600 meters the advice was not made on, each driven by 200-metre
 * coverage and by what that drive taught a month before. Kilometres beside those of the coverage
 * drive; the share of meters read at the first pass of both; minutes, standing at stops included.
 */
const SEEDS = [101, 202, 303, 404, 505];
const HOUSES = 600;

export const bench: Bench = {
  measure(print) {
    for (const seed of SEEDS) {
      const { advised, coverage, meters } = compareDrives(seed, HOUSES);
      if (meters !== HOUSES || coverage.km === 0) throw new Error(`town ${seed} was not driven`);
      const round = (value: number): number => Math.round(value * 1000) / 1000;
      print({
        name: `guidance.${seed}.km`,
        value: round(advised.km),
        unit: "km",
        reference: round(coverage.km),
        ratio: round(advised.km / coverage.km),
      });
      for (const [name, pick] of [
        ["first-pass", "readShare"],
        ["minutes", "minutes"],
      ] as const) {
        print({
          name: `guidance.${seed}.${name}`,
          value: round(advised[pick]),
          unit: name === "minutes" ? "min" : "share",
          reference: round(coverage[pick]),
          ratio: round(advised[pick] / coverage[pick]),
        });
      }
    }
  },
};
