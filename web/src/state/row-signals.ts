import { createSignal, getOwner, onCleanup, type Signal } from "solid-js";

/**
 * One signal per row that is being looked at: a hundred thousand rows stay plain objects, and a change
 * of one redraws only that one, only if it is on screen.
 */
export interface RowSignals {
  /** Makes the caller depend on this row. */
  track(row: number): void;
  touch(row: number): void;
}

interface Watched {
  readonly signal: Signal<undefined>;
  watchers: number;
}

export function makeRowSignals(): RowSignals {
  const watchedByRow = new Map<number, Watched>();
  return {
    track(row) {
      if (!getOwner()) return;
      const watched = watchedByRow.get(row) ?? {
        signal: createSignal(undefined, { equals: false }),
        watchers: 0,
      };
      watched.watchers++;
      watchedByRow.set(row, watched);
      watched.signal[0]();
      onCleanup(() => {
        watched.watchers--;
        if (watched.watchers === 0) watchedByRow.delete(row);
      });
    },
    touch(row) {
      watchedByRow.get(row)?.signal[1](undefined);
    },
  };
}
