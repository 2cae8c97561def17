import type { Accessor } from "solid-js";
import { lockedIn } from "../../../shared/model/period-lock.ts";
import { fetchPeriodLock } from "../api/upkeep-calls.ts";
import { createCall } from "./create-call.ts";

/**
 * Up to where bills are written at a point of an area, for forms that warn before they send; 0 where nothing is, or
 * where the server cannot be asked: it looks itself at what it is sent.
 */
export function createBilledUntil(area: Accessor<string>): Accessor<number> {
  const call = createCall(
    () => "period-lock",
    (_, signal) => fetchPeriodLock(signal),
    { as: () => "period-lock", isQuiet: true },
  );
  return () => {
    const lock = call.answered()?.value;
    return lock ? lockedIn({ beforeMs: lock.lockedBeforeMs, areas: lock.areas }, area()) : 0;
  };
}
