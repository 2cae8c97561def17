import type { Medium } from "../model/medium.ts";
import { parseMeterKey } from "../model/meter-id.ts";
import type { HeardMeter } from "./heard-meter.ts";

/** Why a point of a round is not read yet, and what goes with it. */
export type Why =
  | { readonly cause: "never-heard" }
  /** Frames are kept and wait: the phone is locked or has no keys. */
  | { readonly cause: "not-decoded" }
  | {
      readonly cause: "no-key" | "wrong-key" | "damaged" | "compact-only" | "unsupported";
      readonly frames: number;
    }
  /** Outside the hours in which it was ever heard, `[from, to)`. */
  | { readonly cause: "asleep"; readonly fromHour: number; readonly toHour: number }
  /** Another meter of its kind is loud just here, and this one is not to be heard. */
  | { readonly cause: "other-meter"; readonly meter: string };

export type Cause = Why["cause"];

export interface UnreadPoint {
  readonly pointId: string;
  readonly medium: Medium;
  readonly lat?: number;
  readonly lon?: number;
  /** Key of the meter that should be there. */
  readonly meter?: string;
}

export interface RoundFacts {
  readonly heard: readonly HeardMeter[];
  /** From when on a frame counts for this round. */
  readonly sinceMs: number;
  /** Hour of the day where the phone is. */
  readonly hour: number;
  /** Whether frames are decoded at all. */
  readonly isDecoding: boolean;
  /** Serials that belong to points of the round, read or not: they are nobody's replacement. */
  readonly knownMeters: readonly string[];
}

/** A cause for every unread point; the phone's own memory is all it stands on. */
export function whyNotRead(points: readonly UnreadPoint[], facts: RoundFacts): ReadonlyMap<string, Why> {
  const bySerial = new Map<string, HeardMeter>();
  for (const heard of facts.heard) bySerial.set(serialOf(heard.meter), heard);
  const known = new Set(facts.knownMeters.map(serialOf));
  const strangers = facts.heard.filter(
    (heard) => heard.meter !== "" && heard.lastAtMs >= facts.sinceMs && !known.has(serialOf(heard.meter)),
  );
  return new Map(
    points.map((point) => {
      const own = point.meter === undefined ? undefined : bySerial.get(serialOf(point.meter));
      return [point.pointId, whyPoint(point, own, { ...facts, strangers })];
    }),
  );
}

function whyPoint(
  point: UnreadPoint,
  own: HeardMeter | undefined,
  facts: RoundFacts & { readonly strangers: readonly HeardMeter[] },
): Why {
  if (!facts.isDecoding) return { cause: "not-decoded" };
  if (own && own.lastAtMs >= facts.sinceMs) return whyHeard(own, facts.sinceMs);
  const asleep = own && sleeps(own, facts.hour);
  if (asleep) return asleep;
  const other = strangerAt(point, facts.strangers);
  return other ? { cause: "other-meter", meter: other.meter } : { cause: "never-heard" };
}

const NO_CONTENT = ["unsupported", "unknown-ci", "unsupported-ci", "decoded"];
const CAUSES: Readonly<Record<string, "no-key" | "wrong-key" | "compact-only" | "unsupported">> = {
  "no-key": "no-key",
  "wrong-key": "wrong-key",
  "wrong-mac": "wrong-key",
  "unknown-signature": "compact-only",
  ...Object.fromEntries(NO_CONTENT.map((outcome) => [outcome, "unsupported" as const])),
};

/** The newest frame that was whole decides; where none was, they were all damaged. */
function whyHeard({ outcomes }: HeardMeter, sinceMs: number): Why {
  const recent = Object.entries(outcomes).filter(([, { lastAtMs }]) => lastAtMs >= sinceMs);
  const whole = recent
    .filter(([outcome]) => CAUSES[outcome] !== undefined)
    .sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs)[0];
  if (whole) return { cause: CAUSES[whole[0]] ?? "unsupported", frames: whole[1].count };
  return { cause: "damaged", frames: recent.reduce((sum, [, { count }]) => sum + count, 0) };
}

/** So much has to be known of a meter before its silence is called sleep. */
const ENOUGH_FRAMES = 12;
const ENOUGH_DAYS = 2;

function sleeps({ hours, count, days }: HeardMeter, hour: number): Why | undefined {
  if (count < ENOUGH_FRAMES || days < ENOUGH_DAYS) return undefined;
  const { fromHour, toHour } = longestQuiet(hours);
  const span = (toHour - fromHour + 24) % 24;
  const into = (hour - fromHour + 24) % 24;
  // Sleep lasts for half a night at least; an hour without a frame is chance.
  if (span < SHORTEST_SLEEP_HOURS || into >= span) return undefined;
  return { cause: "asleep", fromHour: toHour, toHour: fromHour };
}

const SHORTEST_SLEEP_HOURS = 6;

/** The longest stretch of hours without any frame, over midnight too, as `[from, to)`. */
function longestQuiet(hours: readonly number[]): { readonly fromHour: number; readonly toHour: number } {
  let best = { fromHour: 0, length: 0 };
  for (let from = 0; from < 24; from++) {
    let length = 0;
    while (length < 24 && (hours[(from + length) % 24] ?? 0) === 0) length++;
    if (length > best.length) best = { fromHour: from, length };
  }
  return { fromHour: best.fromHour, toHour: (best.fromHour + best.length) % 24 };
}

const NEAR_M = 30;
const LOUD_DBM = -80;
const METRES_PER_DEGREE = 111_320;

/** The loudest stranger of the same medium whose loudest place is this one. */
function strangerAt(
  { medium, lat, lon }: UnreadPoint,
  strangers: readonly HeardMeter[],
): HeardMeter | undefined {
  if (lat === undefined || lon === undefined) return undefined;
  const eastPerDegree = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  let found: HeardMeter | undefined;
  for (const stranger of strangers) {
    const { loudest } = stranger;
    if (!loudest || stranger.medium !== medium || loudest.rssiDbm < LOUD_DBM) continue;
    const metres = Math.hypot((loudest.lat - lat) * METRES_PER_DEGREE, (loudest.lon - lon) * eastPerDegree);
    if (metres > NEAR_M) continue;
    if (!found?.loudest || loudest.rssiDbm > found.loudest.rssiDbm) found = stranger;
  }
  return found;
}

/** Adapters may tell another version or type: maker and number are what a meter is known by. */
function serialOf(key: string): string {
  const meter = parseMeterKey(key);
  return meter ? `${meter.manufacturer}-${meter.id}` : key;
}
