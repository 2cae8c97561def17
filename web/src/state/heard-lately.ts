import type { WireChange } from "../../../shared/model/wire.ts";
import type { Latest } from "../points/latest-table.ts";

/** What the feed told this short while ago may not have reached the worker when it tells the list anew. */
const RECENT_MS = 60_000;

/** The last reading of each point within a short while. */
export function makeHeardLately(): {
  add(changes: readonly WireChange[]): void;
  list(): readonly WireChange[];
  /** What was heard may not hold any more: the server tells all anew. */
  forget(): void;
} {
  const heardById = new Map<string, { readonly latest: Latest; readonly heardAtMs: number }>();
  const prune = (): void => {
    const untilMs = Date.now() - RECENT_MS;
    for (const [id, { heardAtMs }] of heardById) if (heardAtMs < untilMs) heardById.delete(id);
  };
  return {
    add(changes) {
      prune();
      const heardAtMs = Date.now();
      for (const change of changes) {
        if (change.kind === "reading") heardById.set(change.pointId, { latest: change.latest, heardAtMs });
      }
    },
    forget: () => heardById.clear(),
    list() {
      prune();
      return Array.from(heardById, ([pointId, { latest }]) => ({ kind: "reading", pointId, latest }));
    },
  };
}
