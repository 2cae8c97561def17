/** What a stage of the tests came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** `file › test: reason`, one for each skipped test. */
  readonly skips: readonly string[];
}

export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: 0, skips: [] };

export const addTallies = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  skips: [...a.skips, ...b.skips],
});

/** The line every run ends with. */
export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
