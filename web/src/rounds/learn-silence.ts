/**
 * How long a silence has to last before it means something, learnt from how often telegrams come. With
 * telegrams at random times twelve mean gaps in a row happen by chance once in 160,000 (e⁻¹²).
 */
export class SilenceLearner {
  #meanGapMs = 0;
  #arrivals = 0;
  #lastAtMs: number | undefined;

  hear(atMs: number): void {
    const lastAtMs = this.#lastAtMs;
    this.#lastAtMs = atMs;
    if (lastAtMs === undefined || atMs < lastAtMs) return;
    this.#arrivals += 1;
    // A drive to the next street is no property of the radio.
    const gapMs = Math.min(atMs - lastAtMs, LONGEST_GAP_MS);
    this.#meanGapMs += (gapMs - this.#meanGapMs) / Math.min(this.#arrivals, REMEMBERED);
  }

  silentAfterMs(): number {
    if (this.#arrivals < ENOUGH) return UNLEARNT_MS;
    return Math.min(Math.max(GAPS * this.#meanGapMs, SHORTEST_MS), LONGEST_MS);
  }
}

const GAPS = 12;
const REMEMBERED = 60;
const ENOUGH = 10;
const LONGEST_GAP_MS = 60_000;
const SHORTEST_MS = 15_000;
const LONGEST_MS = 180_000;
/** With a hundred meters around and one telegram each 16 s, half a minute of silence is no accident. */
export const UNLEARNT_MS = 30_000;
