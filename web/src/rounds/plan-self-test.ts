import type { RadioMode } from "../../../shared/codecs/receivers/receiver-codec.ts";

export interface SelfTestPart {
  readonly mode: RadioMode;
  readonly lastsMs: number;
}

const SELF_TEST_MS = 30_000;

/**
 * Half a minute in equal parts, one for each mode a meter on a drive may use: C alone, T alone, then both
 * at once where the receiver can. One that cannot be told its mode hears what it hears, in one part.
 */
export function planSelfTest(modes: readonly RadioMode[]): readonly SelfTestPart[] {
  const wanted = (["c1", "t1", "c-t"] as const).filter((mode) => modes.includes(mode));
  const tested = wanted.length > 0 ? wanted : (["c-t"] as const);
  return tested.map((mode) => ({ mode, lastsMs: SELF_TEST_MS / tested.length }));
}
