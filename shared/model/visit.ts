/**
 * Visits: what somebody found at a metering point's door. A visit is a command with an author, made
 * offline and sent later; it is added and never changed.
 */
import type { Exchange } from "./meter-exchange.ts";
import type { RegisterValue } from "./reading.ts";
import { isCounter, type Register } from "./register.ts";
import { compareScaled, type Scaled, scaledToNumber, subtractScaled } from "./scaled.ts";

/** `read` and `exchanged`: there are values, but where a meter was put up and none taken down. The others say why there are none. */
export const VISIT_OUTCOMES = [
  "read",
  "exchanged",
  "no-access",
  "nobody-home",
  "dog",
  "damaged",
  "unreadable",
  "meter-gone",
  "other",
] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

export const isVisitOutcome = (text: string): text is VisitOutcome =>
  VISIT_OUTCOMES.some((known) => known === text);

/** Outcomes that say why nothing was read. */
export const NO_READING = VISIT_OUTCOMES.filter((outcome) => outcome !== "read" && outcome !== "exchanged");

/** What a reader was warned of and held to. */
export const ENTRY_DOUBTS = ["below-last", "far-above", "unknown-meter", "start-above-end"] as const;
export type EntryDoubt = (typeof ENTRY_DOUBTS)[number];
/** Of one value by itself. */
export type ValueDoubt = Extract<EntryDoubt, "below-last" | "far-above">;

export interface Visit {
  /** Made by the phone: sent twice it counts once. */
  readonly id: string;
  readonly pointId: string;
  /** Key of the meter that hung there as far as the phone knew; empty where none did. */
  readonly meter: string;
  /** UTC milliseconds when it was typed. */
  readonly atMs: number;
  readonly outcome: VisitOutcome;
  /** Not empty for `read`, and for `exchanged` the registers of the meter that was taken down, if any. */
  readonly values: readonly RegisterValue[];
  readonly doubts: readonly EntryDoubt[];
  readonly note: string;
  /** SHA-256 of the photo as 64 hexadecimal digits, lower case. */
  readonly photo?: string;
  /** For `exchanged`, and only then. */
  readonly exchange?: Exchange;
}

/** What a register was used up by lately, in plain numbers of `unit`: for comparing, never for billing. */
export interface ExpectedUse {
  readonly register: Register;
  readonly unit: string;
  readonly perDay: number;
  /** The most it was in the months looked at, the same season a year ago among them. */
  readonly mostPerDay: number;
}

const DAY_MS = 86_400_000;
/** So many times the most it ever used is no longer weather. */
const FAR = 3;
/** A meter that hardly moves may still move this many of its smallest steps. */
const FEW_STEPS = 20;

export interface EntryPast {
  /** What the meter said last. */
  readonly last?: { readonly value: Scaled; readonly atMs: number };
  /** In the same unit. */
  readonly use?: Pick<ExpectedUse, "perDay" | "mostPerDay">;
}

/** What the register should stand at about now, as a plain number; `undefined` where too little is known. */
export function expectedNow({ last, use }: EntryPast, nowMs: number): number | undefined {
  if (!last || !use) return undefined;
  return scaledToNumber(last.value) + use.perDay * daysBetween(last.atMs, nowMs);
}

/**
 * Whether a typed value can be: a counter never falls, and a value far above everything the meter used
 * before is more often a digit too many. A doubt is to be confirmed, not a refusal: meters do break.
 */
export function doubtEntry(
  entry: { readonly register: Register; readonly value: Scaled },
  past: EntryPast,
  nowMs: number,
): ValueDoubt | undefined {
  const { last, use } = past;
  if (!last || !isCounter(entry.register)) return undefined;
  if (compareScaled(entry.value, last.value) < 0) return "below-last";
  if (!use) return undefined;
  const used = scaledToNumber(subtractScaled(entry.value, last.value));
  const most = Math.max(use.perDay, use.mostPerDay) * daysBetween(last.atMs, nowMs);
  const idle = scaledToNumber({ digits: FEW_STEPS, exponent: last.value.exponent });
  return used > FAR * most + idle ? "far-above" : undefined;
}

const daysBetween = (fromMs: number, toMs: number): number => Math.max(0, toMs - fromMs) / DAY_MS;
