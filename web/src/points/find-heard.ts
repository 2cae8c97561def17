import type { HeardMeter } from "../../../shared/field/heard-meter.ts";

export type HeardOrder = "last" | "loudest" | "count";
export type Whose = "all" | "own" | "foreign";

export interface HeardChoice {
  readonly whose: Whose;
  readonly order: HeardOrder;
  /** Part of maker or number. */
  readonly search: string;
}

/** Of everything heard what is asked for, in its order. Frames too damaged to name a meter are left out. */
export function findHeard<T extends HeardMeter & { readonly isOwn: boolean }>(
  heard: readonly T[],
  { whose, order, search }: HeardChoice,
): readonly T[] {
  const wanted = search.trim().toUpperCase();
  const isWanted = ({ meter, isOwn }: T): boolean =>
    meter !== "" &&
    (whose === "all" || isOwn === (whose === "own")) &&
    (wanted === "" || meter.replaceAll("-", " ").includes(wanted.replaceAll("-", " ")));
  const rank: Readonly<Record<HeardOrder, (one: T) => number>> = {
    last: ({ lastAtMs }) => lastAtMs,
    loudest: ({ rssiDbm }) => rssiDbm ?? Number.NEGATIVE_INFINITY,
    count: ({ count }) => count,
  };
  const rankOf = rank[order];
  return heard.filter(isWanted).sort((a, b) => rankOf(b) - rankOf(a));
}
