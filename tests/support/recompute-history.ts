import type { Segment } from "../../server/ports.ts";
import type { ReadingStore } from "../../server/reading-ports.ts";

/**
 * A register's consumption between given boundaries from the definition alone (it shares no code with
 * `shared/analysis`): every reading is an exact integer of the point's smallest resolution; within a meter's time use
 * grows by the difference of two neighbouring readings, or by the digits left over when the register passed its last
 * one; over an exchange nothing is added. A boundary is the reading next to it where one is near, else it lies on the
 * straight line between its neighbours, and what was used cannot be outside what these two allow.
 */
export interface RecomputedRow {
  readonly mark: "measured" | "estimated" | "running" | "silent" | "missing";
  /** In units of 10^exponent. */
  readonly used?: bigint;
  readonly least?: bigint;
  readonly most?: bigint;
}

export interface RecomputedHistory {
  readonly unit: string;
  readonly exponent: number;
  readonly rollovers: readonly number[];
  readonly exchanges: readonly number[];
  /** Registers that fell and did not roll over: the definition says nothing about them. */
  readonly falls: number;
  rows(boundariesMs: readonly number[], toleranceMs: number, nowMs: number): readonly RecomputedRow[];
}

interface Raw {
  readonly atMs: number;
  readonly digits: bigint;
  readonly exponent: number;
  readonly unit: string;
}

interface Mark {
  readonly atMs: number;
  readonly sum: bigint;
  /** Nobody noted what was used since the mark before: a meter was exchanged in between. */
  readonly isAfterGap?: boolean;
}

/** Displays of eight, older ones of seven digits. */
const FULL = [10n ** 7n, 10n ** 8n];
/** A register that was read so near an exchange is as good as noted. */
const NEAR_MS = 2 * 60_000;
const LONGEST_GAP_MS = 400 * 86_400_000;
/** Third of the stored marks. */
const IMPLAUSIBLE_BIT = 1 << 2;

export async function recomputeHistory(
  store: Pick<ReadingStore, "columns">,
  segments: readonly Segment[],
  register: string,
): Promise<RecomputedHistory | undefined> {
  const perMeter: Raw[][] = [];
  for (const segment of segments) perMeter.push(await rawOf(store, segment, register));
  const all = perMeter.flat();
  if (all.length === 0) return undefined;
  if (new Set(all.map(({ unit }) => unit)).size !== 1) return undefined;
  const exponent = Math.min(...all.map((raw) => raw.exponent));
  const { marks, rollovers, falls } = addUp(perMeter, segments, exponent);
  const startsAtMounting = marks[0]?.atMs === segments[0]?.mountedAtMs;
  return {
    unit: all[0]?.unit ?? "",
    exponent,
    rollovers,
    exchanges: segments.slice(1).map(({ mountedAtMs }) => mountedAtMs),
    falls,
    rows: (boundariesMs, toleranceMs, nowMs) =>
      rowsOf(marks, { boundariesMs, toleranceMs, startsAtMounting, nowMs }),
  };
}

interface AddedUp {
  readonly marks: readonly Mark[];
  readonly rollovers: readonly number[];
  readonly falls: number;
}

/** What was used up to each reading, over all meters. */
function addUp(
  perMeter: readonly (readonly Raw[])[],
  segments: readonly Segment[],
  exponent: number,
): AddedUp {
  const marks: Mark[] = [];
  const rollovers: number[] = [];
  let falls = 0;
  let sum = 0n;
  for (const [n, raws] of perMeter.entries()) {
    for (const [i, raw] of raws.entries()) {
      const last = raws[i - 1] ?? raw;
      const step = atFine(raw, exponent) - atFine(last, exponent);
      const full = step < 0n ? fullOf(last) : 0n;
      if (full === undefined) falls += 1;
      else if (full > 0n) rollovers.push(raw.atMs);
      sum += step + (full ?? 0n) * 10n ** BigInt(last.exponent - exponent);
      const isAfterGap = i === 0 && isAway(marks.at(-1), raw, [segments[n - 1], segments[n]]);
      marks.push({ atMs: raw.atMs, sum, isAfterGap });
    }
  }
  return { marks, rollovers, falls };
}

/** Whether the last mark of one meter, or the first reading of the next, is away from the moment of the exchange. */
function isAway(
  before: Mark | undefined,
  raw: Raw,
  [old, next]: readonly [Segment | undefined, Segment | undefined],
): boolean {
  if (!(before && old && next)) return false;
  const wentMs = old.removedAtMs ?? next.mountedAtMs;
  return wentMs - before.atMs > NEAR_MS || raw.atMs - next.mountedAtMs > NEAR_MS;
}

async function rawOf(
  store: Pick<ReadingStore, "columns">,
  segment: Segment,
  register: string,
): Promise<Raw[]> {
  const untilMs = segment.removedAtMs ?? Number.MAX_SAFE_INTEGER;
  const noted = (values: Segment["startValues"], atMs: number): Raw[] =>
    values
      .filter((value) => value.register === register)
      .map(({ value, unit }) => ({
        atMs,
        unit,
        digits: BigInt(value.digits),
        exponent: value.exponent,
      }));
  const raws = noted(segment.startValues, segment.mountedAtMs);
  const months = await store.columns(segment.meter, 0, Number.MAX_SAFE_INTEGER);
  for (const month of months) {
    for (const column of month.registers.filter((one) => one.register === register)) {
      const { exponent, unit } = column;
      const rows = [...column.counts].map((count, row) => ({ count, row, atMs: month.timesMs[row] ?? 0 }));
      const isMeant = ({ count, row, atMs }: (typeof rows)[number]): boolean =>
        !Number.isNaN(count) &&
        ((month.marks[row] ?? 0) & IMPLAUSIBLE_BIT) === 0 &&
        atMs >= segment.mountedAtMs &&
        atMs <= untilMs;
      for (const { count, atMs } of rows.filter(isMeant)) {
        raws.push({ atMs, digits: BigInt(count), exponent, unit });
      }
    }
  }
  raws.sort((a, b) => a.atMs - b.atMs);
  if (segment.removedAtMs !== undefined) raws.push(...noted(segment.endValues, segment.removedAtMs));
  return raws;
}

const atFine = (raw: Raw, exponent: number): bigint => raw.digits * 10n ** BigInt(raw.exponent - exponent);

const fullOf = (last: Raw): bigint | undefined =>
  FULL.find((full) => last.digits < full && last.digits * 10n >= full * 9n);

interface At {
  /** The marks it stands on: twice the same where it is one. */
  readonly on: readonly [Mark, Mark];
  readonly sum: bigint;
  readonly low: bigint;
  readonly high: bigint;
  /** It stands on the last reading there is. */
  readonly isLast?: boolean;
}

type Boundary = At | "before" | "after" | "unknown";

interface Asked {
  readonly boundariesMs: readonly number[];
  readonly toleranceMs: number;
  readonly startsAtMounting: boolean;
  readonly nowMs: number;
}

function rowsOf(marks: readonly Mark[], asked: Asked): readonly RecomputedRow[] {
  const last = marks.at(-1) ?? NOWHERE;
  let next = 0;
  const known = asked.boundariesMs.map((atMs) => {
    while (next < marks.length && (marks[next]?.atMs ?? 0) < atMs) next += 1;
    const nearest = nearestOf(marks[next - 1], marks[next], atMs);
    if (Math.abs(nearest.atMs - atMs) <= asked.toleranceMs)
      return { ...exactly(nearest), isLast: nearest === marks.at(-1) };
    const [first] = marks;
    if (next === 0 && first && asked.startsAtMounting) return exactly(first);
    return between(marks[next - 1], marks[next], atMs);
  });
  const mountedAtMs = asked.startsAtMounting ? (marks[0]?.atMs ?? 0) : Number.NEGATIVE_INFINITY;
  return known.slice(1).map((to, i) => {
    const endMs = asked.boundariesMs[i + 1] ?? 0;
    if (endMs <= mountedAtMs) return { mark: "missing" };
    return useBetween(known[i] ?? "after", to, { marks, last, isOver: endMs <= asked.nowMs });
  });
}

const NOWHERE: Mark = { atMs: Number.POSITIVE_INFINITY, sum: 0n };

const nearestOf = (left: Mark = NOWHERE, right: Mark = NOWHERE, atMs: number): Mark =>
  Math.abs(left.atMs - atMs) < Math.abs(right.atMs - atMs) ? left : right;

function between(left: Mark | undefined, right: Mark | undefined, atMs: number): Boundary {
  if (!left) return "before";
  if (!right) return "after";
  if (right.atMs - left.atMs > LONGEST_GAP_MS && right.sum !== left.sum) return "unknown";
  const share = Number(right.sum - left.sum) * ((atMs - left.atMs) / (right.atMs - left.atMs));
  return { on: [left, right], sum: left.sum + BigInt(Math.round(share)), low: left.sum, high: right.sum };
}

function useBetween(
  from: Boundary,
  to: Boundary,
  { marks, last, isOver }: { readonly marks: readonly Mark[]; readonly last: Mark; readonly isOver: boolean },
): RecomputedRow {
  if (typeof from === "string" || to === "before" || to === "unknown") return { mark: "missing" };
  if (to === "after" && isOver && from.isLast) return { mark: "missing" };
  const until = to === "after" ? exactly(last) : to;
  const used = until.sum - from.sum;
  const isExact = from.low === from.high && until.low === until.high;
  const isGap = marks
    .slice(marks.indexOf(from.on[0]) + 1, marks.indexOf(until.on[1]) + 1)
    .some(({ isAfterGap }) => isAfterGap);
  const mark =
    to === "after" ? (isOver ? "silent" : "running") : isExact && !isGap ? "measured" : "estimated";
  if (isExact || isGap) return { mark, used };
  const least = until.low - from.high;
  return { mark, used, least: least > 0n ? least : 0n, most: until.high - from.low };
}

const exactly = (mark: Mark): At => ({ on: [mark, mark], sum: mark.sum, low: mark.sum, high: mark.sum });
