import type { MeterTime } from "../../../shared/codecs/kmp/kmp-orders.ts";
import { standardOffsetMs, zoneOffsetMs } from "../../../shared/model/zoned-time.ts";

/** What a meter shall show at a moment (UTC milliseconds) in its utility's zone: with summer time, or without. */
export function meterTimeAt(
  atMs: number,
  { time, timeZone }: { readonly time: "standard" | "local"; readonly timeZone: string },
): MeterTime {
  const offsetMs = time === "local" ? zoneOffsetMs(atMs, timeZone) : standardOffsetMs(atMs, timeZone);
  const shown = new Date(atMs + offsetMs);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}
