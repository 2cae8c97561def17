/**
 * How far the server's clock is ahead of ours, as its answers say. A phone whose clock is a year off
 * would send a year's wrong times.
 */
const MOST_OFF_MS = 5 * 60_000;
/**
 * What one answer may differ from the next by its whole seconds and its way. The offset stays meanwhile:
 * a frame that is sent again has to have the time it had, or the server takes it for another hearing.
 */
const STEADY_MS = 2000;
/** So near one word comes to another: the server says whole seconds, and each word has its way. */
export const NEAR_MS = 3000;
/** No phone sleeps so long with this app in memory: a clock that goes on by more was set. */
export const LONGEST_SLEEP_MS = 7 * 86_400_000;
/** An answer that was longer on its way, as while the phone slept, says what time it was then. */
const LATE_MS = 20_000;

/** What an answer said, however little it was off. */
export interface ServerWord {
  readonly offMs: number;
  /** How far the phone's clock was ahead of the one that nobody sets. */
  readonly leadMs: number;
  /** When it was asked for, by a clock that nobody sets. */
  readonly beatMs: number;
}

/** When an answer was asked for, by a clock that nobody sets and by the phone's own. */
interface AskedAt {
  readonly beatMs: number;
  readonly clockMs: number;
}

export const askedNow = (): AskedAt => ({ beatMs: performance.now(), clockMs: Date.now() });

let offMs = 0;
/** The same, however little it is, and as exactly as it is known. */
let exactMs = 0;
/** How far the phone's clock was ahead of the one that nobody sets when that was known. */
let knownLeadMs = 0;
let word: ServerWord | undefined;

/** Every answer passes here; `Date` has whole seconds, and the way takes a moment. */
export function noteServerTime(
  date: string | null,
  nowMs: number,
  { beatMs, clockMs }: AskedAt = { beatMs: performance.now(), clockMs: nowMs },
): void {
  const serverMs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(serverMs) || Math.abs(nowMs - clockMs) > LATE_MS) return;
  const off = serverMs - nowMs;
  word = { offMs: off, beatMs, leadMs: leadMs() };
  [exactMs, knownLeadMs] = [off, word.leadMs];
  if (offMs === 0 || Math.abs(off - offMs) >= STEADY_MS) takeOff();
}

const takeOff = (): void => {
  offMs = Math.abs(exactMs) < MOST_OFF_MS ? 0 : exactMs;
};

/**
 * Looks whether the phone's clock leapt against the one that nobody sets, since the server told or this was looked at. Back
 * it goes only where somebody set it; so it was where it went on by just what the server had said, or by more than any
 * sleep. Else the phone slept, and it is as right as it was.
 */
export function noteLeap(): void {
  const byMs = leadMs() - knownLeadMs;
  if (!word || Math.abs(byMs) < STEADY_MS) return;
  knownLeadMs += byMs;
  const isPutRight = offMs !== 0 && Math.abs(byMs - exactMs) < NEAR_MS;
  if (byMs > 0 && byMs < LONGEST_SLEEP_MS && !isPutRight) return;
  exactMs -= byMs;
  takeOff();
}

/** To be added to our own clock; 0 where that is right enough. */
export function clockOffMs(): number {
  noteLeap();
  return offMs;
}

/** What our clock is wrong by now, where anything was told of it: also where it is right enough. */
export function exactOffMs(): number {
  noteLeap();
  return exactMs;
}

const leadMs = (): number => Date.now() - performance.now();

/** Whether the server told the time since this app was started, slept, or had its clock set. */
export const isTimeTold = (): boolean => !!word && Math.abs(leadMs() - word.leadMs) < STEADY_MS;

/** What the clock is wrong by, where that is known at this moment. It stays with what is heard, whoever sets the clock later. */
export const toldOff = (): { readonly offMs?: number } => (isTimeTold() ? { offMs } : {});

export const lastServerWord = (): ServerWord | undefined => word;
