import type { WireReplayedMeter, WireReplayStep } from "../../../shared/model/wire-replay.ts";

/** What a meter's telegrams come to, the weightiest first. */
export const REPLAY_KINDS = ["other", "fresh", "lost", "unread", "silent", "same"] as const;
export type ReplayKind = (typeof REPLAY_KINDS)[number];

export interface ReplaySums {
  readonly meters: ReadonlyMap<string, WireReplayedMeter>;
  readonly strangers: number;
  readonly nobodys: number;
}

export const NOTHING_REPLAYED: ReplaySums = { meters: new Map(), strangers: 0, nobodys: 0 };

const MOST_TOLD = 5;

/** Adds a step to those before: one meter's telegrams may come in several. */
export function addStep(sums: ReplaySums, step: WireReplayStep): ReplaySums {
  const meters = new Map(sums.meters);
  for (const one of step.meters) {
    const known = meters.get(one.meter);
    meters.set(one.meter, known ? together(known, one) : one);
  }
  return {
    meters,
    strangers: sums.strangers + step.strangers,
    nobodys: sums.nobodys + step.nobodys,
  };
}

function together(a: WireReplayedMeter, b: WireReplayedMeter): WireReplayedMeter {
  const causes = new Map(a.causes.map(({ outcome, telegrams }) => [outcome, telegrams]));
  for (const { outcome, telegrams } of b.causes) causes.set(outcome, (causes.get(outcome) ?? 0) + telegrams);
  const sum = (of: "telegrams" | "understood" | "standing" | "fresh" | "other" | "lost" | "kept"): number =>
    a[of] + b[of];
  return {
    ...a,
    ...{ telegrams: sum("telegrams"), understood: sum("understood"), standing: sum("standing") },
    ...{ fresh: sum("fresh"), other: sum("other"), lost: sum("lost"), kept: sum("kept") },
    causes: Array.from(causes, ([outcome, telegrams]) => ({ outcome, telegrams })),
    differences: [...a.differences, ...b.differences].slice(0, MOST_TOLD),
  };
}

/** The one list a meter stands in. */
export function kindOf({
  telegrams,
  understood,
  other,
  fresh,
  lost,
}: Pick<WireReplayedMeter, "telegrams" | "understood" | "other" | "fresh" | "lost">): ReplayKind {
  if (other > 0) return "other";
  if (fresh > 0) return "fresh";
  if (lost > 0) return "lost";
  if (telegrams === 0) return "silent";
  return understood > 0 ? "same" : "unread";
}

/** Meters of which taking over changes something. */
export const toTakeOver = ({ meters }: ReplaySums): readonly WireReplayedMeter[] =>
  [...meters.values()].filter(({ fresh, other, kept }) => fresh + other > kept);
