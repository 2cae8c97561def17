import type { Step } from "./wire.ts";

/**
 * Local calendar arithmetic of a utility's time zone. Days have 23, 24 or 25 hours; a boundary is
 * the first instant of its local hour, day, month or year, as UTC milliseconds.
 */

const HOUR_MS = 3_600_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Local calendar day; `month` is 1–12. */
interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function localTimeOf(atMs: number, timeZone: string): LocalTime {
  const local = new Date(atMs + zoneOffsetMs(atMs, timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** Local time minus UTC at this instant, in milliseconds. */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (!known) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const stretch = Math.floor(atMs / STRETCH_MS);
  const before = offsetAtStart(known, stretch, timeZone);
  return before === offsetAtStart(known, stretch + 1, timeZone) ? before : lookUpOffset(atMs, timeZone);
}

/**
 * Asking the calendar costs microseconds, and a year of days asks it thousands of times. No zone changes its
 * clocks twice within four days, so where both ends of a stretch agree all of it does.
 */
const STRETCH_MS = 4 * 24 * HOUR_MS;
const MOST_STRETCHES = 4_000;
const offsets = new Map<string, Map<number, number>>();

function offsetAtStart(known: Map<number, number>, stretch: number, timeZone: string): number {
  const offset = known.get(stretch);
  if (offset !== undefined) return offset;
  if (known.size >= MOST_STRETCHES) known.clear();
  const found = lookUpOffset(stretch * STRETCH_MS, timeZone);
  known.set(stretch, found);
  return found;
}

function lookUpOffset(atMs: number, timeZone: string): number {
  const fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatterOf(timeZone).formatToParts(atMs)) {
    if (type in fields) fields[type as keyof typeof fields] = Number(value);
  }
  const { year, month, day, hour, minute, second } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
}

/**
 * The instant a local wall-clock date begins (00:00, or the first existing minute where summer time
 * skips midnight). `month` may run past 1–12 and `day` past the month's end, as in `Date.UTC`.
 */
export function startOfLocalDay(year: number, month: number, day: number, timeZone: string): number {
  const wallMs = Date.UTC(year, month - 1, day);
  const firstGuessMs = wallMs - zoneOffsetMs(wallMs, timeZone);
  const atMs = wallMs - zoneOffsetMs(firstGuessMs, timeZone);
  if (atMs + zoneOffsetMs(atMs, timeZone) === wallMs) return atMs;
  return Math.max(atMs, firstGuessMs);
}

/** The boundary at or before this instant. */
export function startOfStep(atMs: number, step: Step, timeZone: string): number {
  if (step === "hour") {
    const offsetMs = zoneOffsetMs(atMs, timeZone);
    return Math.floor((atMs + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
  }
  const { year, month, day } = localTimeOf(atMs, timeZone);
  if (step === "day") return startOfLocalDay(year, month, day, timeZone);
  return startOfLocalDay(year, step === "month" ? month : 1, 1, timeZone);
}

/** The boundary after this boundary. */
export function nextBoundary(boundaryMs: number, step: Step, timeZone: string): number {
  if (step === "hour") return boundaryMs + HOUR_MS;
  const { year, month, day } = localTimeOf(boundaryMs, timeZone);
  if (step === "day") return startOfLocalDay(year, month, day + 1, timeZone);
  if (step === "month") return startOfLocalDay(year, month + 1, 1, timeZone);
  return startOfLocalDay(year + 1, 1, 1, timeZone);
}

/** All boundaries from the one at or before `fromMs` to the first at or after `toMs`, at most `limit`. */
export function boundariesBetween(
  span: { readonly fromMs: number; readonly toMs: number },
  step: Step,
  options: { readonly timeZone: string; readonly limit: number },
): readonly number[] {
  const boundaries = [startOfStep(span.fromMs, step, options.timeZone)];
  let lastMs = boundaries[0] ?? span.fromMs;
  while (lastMs < span.toMs && boundaries.length < options.limit) {
    lastMs = nextBoundary(lastMs, step, options.timeZone);
    boundaries.push(lastMs);
  }
  return boundaries;
}

/** Standard time minus UTC in this year, in milliseconds: summer time only ever adds to it. */
export function standardOffsetMs(atMs: number, timeZone: string): number {
  const year = new Date(atMs).getUTCFullYear();
  return Math.min(zoneOffsetMs(Date.UTC(year, 0, 1), timeZone), zoneOffsetMs(Date.UTC(year, 6, 1), timeZone));
}

/**
 * The instant a meter's clock shows this ISO 8601 date or date and time: meters count in the standard time of
 * their zone all year. `undefined` when the text is none.
 */
export function instantOfMeterClock(text: string, timeZone: string): number | undefined {
  const wallMs = Date.parse(text.includes("T") ? `${text}Z` : `${text}T00:00Z`);
  return Number.isNaN(wallMs) ? undefined : wallMs - standardOffsetMs(wallMs, timeZone);
}
