/** One moment by a clock that nobody sets, and by the phone's own. */
export interface BothClocks {
  readonly beatMs: number;
  readonly wallMs: number;
}

export const bothClocks = (): BothClocks => ({ beatMs: performance.now(), wallMs: Date.now() });

/**
 * When a telegram came that the phone's clock was told of. Of what was heard before the screen was opened only
 * that clock tells.
 */
export function heardAt(toldMs: number, now: BothClocks, isBefore: boolean): BothClocks {
  const agoMs = isBefore ? Math.max(0, now.wallMs - toldMs) : 0;
  return { beatMs: now.beatMs - agoMs, wallMs: now.wallMs - agoMs };
}

/** How old it is: in deep sleep the clock that nobody sets stands still, and one that is put back goes too slow. */
export const agoOf = (heard: BothClocks, now: BothClocks): number =>
  Math.max(0, now.beatMs - heard.beatMs, now.wallMs - heard.wallMs);
