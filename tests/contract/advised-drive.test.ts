import { describe, expect, it } from "vitest";
import { compareDrives } from "../support/advised-drive.ts";

/** Towns that no constant of the advice was chosen on. */
const SEEDS = [101, 202, 303];

describe("a drive by advice, against one that comes within 200 m of every meter", () => {
  it.each(SEEDS)(
    "reads at least ninety-nine in a hundred with at least a tenth fewer kilometres, in town %i",
    (seed) => {
      const { advised, coverage } = compareDrives(seed, 400);
      expect(coverage.km).toBeGreaterThan(1);
      expect(advised.readShare).toBeGreaterThanOrEqual(0.99);
      expect(advised.km).toBeLessThanOrEqual(0.9 * coverage.km);
    },
  );
});
