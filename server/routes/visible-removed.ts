import { type Caller, isVisible } from "../caller.ts";
import type { RemovedPoint } from "../retention-ports.ts";

/** Points that were taken away, as long as readings of them are here, and as far as this caller may know of them. */
export const visibleRemoved = async (caller: Caller): Promise<readonly RemovedPoint[]> =>
  (await caller.utility.store.retention.removedPoints()).filter((point) =>
    isVisible(caller, point.looseMeter === undefined ? point : undefined),
  );
