import { readingsOf } from "../../shared/blocks/month-readings.ts";
import { utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { MountedReading, SaidInFrames } from "./reading-of-entry.ts";
import { FRAMED } from "./redecode-span.ts";

/** A point's interval is no longer. */
const DAY_MS = 86_400_000;

/**
 * What frames say that are read anew, without that in whose place a reading stands: at its very moment, or from another
 * frame of its interval with the same info code, as one of each is kept. What stands there may have been decided about.
 */
export async function withoutStanding(
  readings: Pick<ReadingStore, "columns">,
  { heard, logged }: SaidInFrames,
): Promise<SaidInFrames> {
  const standing = await standingAround(readings, [...heard.map(({ reading }) => reading), ...logged]);
  const places = new Set(standing.map(placeOf));
  const slots = new Map<number, ReadonlySet<string>>();
  const slotsOf = (minutes: number): ReadonlySet<string> => {
    const known = slots.get(minutes);
    if (known) return known;
    const framed = standing.filter(({ source }) => FRAMED.includes(source));
    const made = new Set(framed.map((reading) => slotOf(reading, minutes)));
    slots.set(minutes, made);
    return made;
  };
  const isFresh = ({ reading, isAsked, point: { intervalMinutes } }: MountedReading): boolean =>
    !places.has(placeOf(reading)) &&
    (isAsked || !slotsOf(intervalMinutes).has(slotOf(reading, intervalMinutes)));
  return { heard: heard.filter(isFresh), logged: logged.filter((row) => !places.has(placeOf(row))) };
}

/** Month by month, so that no years lie in memory because a few readings are far apart. */
async function standingAround(
  readings: Pick<ReadingStore, "columns">,
  said: readonly Reading[],
): Promise<readonly Reading[]> {
  const groups = new Map<string, Reading[]>();
  for (const reading of said) {
    const name = `${reading.meter} ${utcMonthNumber(reading.atMs)}`;
    groups.set(name, [...(groups.get(name) ?? []), reading]);
  }
  const found = new Map<string, Reading>();
  for (const [first, ...others] of groups.values()) {
    if (!first) continue;
    const times = [first, ...others].map(({ atMs }) => atMs);
    const months = await readings.columns(
      first.meter,
      Math.min(...times) - DAY_MS,
      Math.max(...times) + DAY_MS,
    );
    for (const one of months.flatMap((month) => readingsOf(month))) found.set(placeOf(one), one);
  }
  return [...found.values()];
}

const placeOf = ({ meter, atMs, source }: Reading): string => `${meter} ${atMs} ${source}`;

const slotOf = ({ meter, atMs, status }: Reading, minutes: number): string =>
  `${meter} ${Math.floor(atMs / (minutes * 60_000))} ${status.join(" ")}`;
