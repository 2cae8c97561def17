import type { MeterTime } from "../../../shared/codecs/kmp/kmp-orders.ts";

/** What a meter shall show at a moment (UTC milliseconds) in the phone's zone: with summer time, or without. */
export function meterTimeAt(atMs: number, time: "standard" | "local"): MeterTime {
  const at = new Date(atMs);
  const year = at.getFullYear();
  // Minutes to UTC are the most where no summer time is added.
  const standard = Math.max(
    new Date(year, 0, 1).getTimezoneOffset(),
    new Date(year, 6, 1).getTimezoneOffset(),
  );
  const shown = new Date(atMs - 60_000 * (time === "local" ? at.getTimezoneOffset() : standard));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}
