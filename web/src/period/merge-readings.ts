import type { WireReading } from "../../../shared/model/wire.ts";

const keyOf = (reading: WireReading): string => `${reading.atMs} ${reading.source} ${reading.meterKey}`;

/** Both lists as one, newest first, every reading once. */
export function mergeReadings(
  known: readonly WireReading[],
  found: readonly WireReading[],
): readonly WireReading[] {
  const byKey = new Map(known.map((reading) => [keyOf(reading), reading]));
  for (const reading of found) byKey.set(keyOf(reading), reading);
  return [...byKey.values()].sort((a, b) => b.atMs - a.atMs);
}
