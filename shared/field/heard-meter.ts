import type { Medium } from "../model/medium.ts";

/** Everything a phone remembers of a meter it heard, ours or not. Times are UTC milliseconds. */
export interface HeardMeter {
  /** Its key; empty for frames too damaged to say whose they are. */
  readonly meter: string;
  readonly medium: Medium;
  /** `clear`, `ell`, `mode-5` …: how its telegrams are encrypted. */
  readonly encryption: string;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** What came of its last frame: `decoded`, a verdict, or a decode error's kind. */
  readonly outcome: string;
  readonly rssiDbm?: number;
  /** How often each outcome came, and when last. */
  readonly outcomes: Readonly<Record<string, { readonly count: number; readonly lastAtMs: number }>>;
  /** Where it was loudest. */
  readonly loudest?: { readonly rssiDbm: number; readonly lat: number; readonly lon: number };
  /** Frames by hour of the day, 24 counts in the phone's own time zone. */
  readonly hours: readonly number[];
  /** On how many days it was heard, and the last of them as `2026-11-29`. */
  readonly days: number;
  readonly lastDay: string;
}

/** One frame, as far as it tells anything about its meter. */
export interface HeardFrame {
  readonly meter: string;
  readonly medium: Medium;
  readonly encryption: string;
  readonly outcome: string;
  readonly atMs: number;
  /** Hour of the day and date where the phone is. */
  readonly hour: number;
  readonly day: string;
  readonly rssiDbm?: number;
  readonly lat?: number;
  readonly lon?: number;
}

/** What is remembered of a meter, with one more frame. */
export function rememberFrame(known: HeardMeter | undefined, frame: HeardFrame): HeardMeter {
  const { meter, outcome, atMs, rssiDbm } = frame;
  // What an older version kept has no hours yet.
  const hours = known?.hours ? [...known.hours] : new Array<number>(24).fill(0);
  hours[frame.hour] = (hours[frame.hour] ?? 0) + 1;
  const before = known?.outcomes?.[outcome];
  const loudest = louder(known?.loudest, frame);
  const isNewDay = known?.lastDay !== frame.day;
  return {
    meter,
    medium: frame.medium === "other" ? (known?.medium ?? "other") : frame.medium,
    encryption: frame.encryption === "" ? (known?.encryption ?? "") : frame.encryption,
    count: (known?.count ?? 0) + 1,
    firstAtMs: known?.firstAtMs ?? atMs,
    lastAtMs: atMs,
    outcome,
    ...(rssiDbm === undefined ? {} : { rssiDbm }),
    outcomes: { ...known?.outcomes, [outcome]: { count: (before?.count ?? 0) + 1, lastAtMs: atMs } },
    ...(loudest ? { loudest } : {}),
    hours,
    days: (known?.days ?? 0) + (isNewDay ? 1 : 0),
    lastDay: frame.day,
  };
}

function louder(
  known: HeardMeter["loudest"],
  { rssiDbm, lat, lon }: HeardFrame,
): HeardMeter["loudest"] | undefined {
  if (rssiDbm === undefined || lat === undefined || lon === undefined) return known;
  return known && known.rssiDbm >= rssiDbm ? known : { rssiDbm, lat, lon };
}
