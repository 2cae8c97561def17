import type { WireEvent } from "../../../shared/model/wire.ts";

/** One event, or several readings of one register that were left out one after the other. */
export interface GatheredEvents {
  readonly first: WireEvent;
  readonly last: WireEvent;
  /** In their order; one alone stands for itself. */
  readonly events: readonly WireEvent[];
}

/** So few are told one by one. */
const FEW = 2;

/**
 * Events in their order, with many left-out readings in a row as one: a meter that was reset has one an hour. What
 * happened between two of them parts them.
 */
export function gatherEvents(events: readonly WireEvent[]): readonly GatheredEvents[] {
  const runs: WireEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && isLike(run[0], event)) run.push(event);
    else runs.push([event]);
  }
  return runs
    .flatMap((run) => (run.length > FEW ? [run] : run.map((one) => [one])))
    .flatMap((run) => {
      const [first, last] = [run[0], run.at(-1)];
      return first && last ? [{ first, last, events: run }] : [];
    });
}

const isLike = (a: WireEvent | undefined, b: WireEvent): boolean =>
  a?.kind === "implausible" && b.kind === "implausible" && a.register === b.register;
