import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { createFragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import { MARKS, type Reading, type Source } from "../../shared/model/reading.ts";
import type { Journal, PointStore, Segment } from "../ports.ts";
import type { KeptFromRemoval, ReadingStore, TimeSpan } from "../reading-ports.ts";
import { billedBefore } from "../review/billed-with.ts";
import type { ReviewStore } from "../review-ports.ts";
import { ArrivalCheck } from "./arrival-check.ts";
import type { EntryDecoder } from "./entry-decoder.ts";

export interface Redecoding {
  readonly journal: Pick<Journal, "find">;
  readonly readings: Pick<ReadingStore, "columns" | "newest" | "replaceSpan">;
  readonly points: Pick<PointStore, "segments">;
  readonly review: Pick<ReviewStore, "edits">;
  readonly decodeEntry: EntryDecoder;
  readonly nowMs: () => number;
}

export interface MeterSpanToDecode extends TimeSpan {
  readonly meter: MeterKey;
  readonly kept: KeptFromRemoval;
}

export interface RedecodedSpan {
  readonly isHeld: boolean;
  /** Readings of the span kept coming while it was decoded: nothing was changed. */
  readonly isBusy?: true;
  /** Readings of the span that came in frames. */
  readonly readings: number;
  /** Those that say something else now. */
  readonly changed: number;
  /** Those whose frame the journal does not have any more: they stay as they are. */
  readonly withoutFrame: number;
}

/** Ways of reading that leave a frame behind; what people and imports said is not touched. */
export const FRAMED: readonly Source[] = ["radio", "wired", "optical"];
/** Readings before the span, until one can be true. */
const LOOKED_BACK = 20;
/** How often a span is decoded again because a reading of it came meanwhile. */
const MOST_TURNS = 5;

/**
 * What a meter's frames say with today's drivers and keys, in the place of what was read from them before: when a
 * driver was wrong. Each reading stays at its moment; whether it can be true is judged anew, in their order.
 * What a person decided about stays as decided, and what was billed as it was, the readings with which the billed end
 * was reckoned included. Readings may come meanwhile: none of them is lost.
 */
export async function redecodeSpan(parts: Redecoding, span: MeterSpanToDecode): Promise<RedecodedSpan> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const done = await redecodeOnce(parts, span);
    if (done) return done;
  }
  return { isHeld: false, isBusy: true, readings: 0, changed: 0, withoutFrame: 0 };
}

/** `undefined` when a reading of the span came while it was decoded. */
async function redecodeOnce(parts: Redecoding, span: MeterSpanToDecode): Promise<RedecodedSpan | undefined> {
  const { readings, points } = parts;
  const { meter, fromMs, toMs } = span;
  const lockedBeforeMs = await billedBefore(readings, meter, span.kept.lockedBeforeMs);
  const kept = { ...span.kept, lockedBeforeMs };
  const all = (await readings.columns(meter, fromMs, toMs)).flatMap((month) => readingsOf(month));
  const framed = all.filter(({ source }) => FRAMED.includes(source));
  const mountings = (await points.segments()).filter((segment) => segment.meter === meter);
  const decided = await decidedOf(parts.review, mountings, meter);
  const check = new ArrivalCheck(parts.nowMs);
  const before = await readings.newest(meter, fromMs, LOOKED_BACK);
  let latest = before.find((one) => !one.marks.includes("implausible"));
  const outcome = { changed: 0, withoutFrame: 0 };
  const anew: Reading[] = [];
  for (const reading of framed) {
    const again = decided.has(placeOf(reading)) ? reading : await decodeAgain(parts, reading);
    if (!again) outcome.withoutFrame += 1;
    const segment = mountings.find((one) => isWithin(one, reading.atMs));
    const judged = again && again !== reading && segment ? judge(check, again, { segment, latest }) : reading;
    const isBilled = reading.atMs < lockedBeforeMs;
    if (!isBilled && asKept(judged) !== asKept(reading)) outcome.changed += 1;
    if (!judged.marks.includes("implausible")) latest = judged;
    anew.push(judged);
  }
  const replaced = await readings.replaceSpan({
    ...{ meter, fromMs, toMs, sources: FRAMED, kept },
    ...{ readings: anew, madeOf: framed },
  });
  if (replaced.isStale) return undefined;
  if (replaced.isHeld) return { isHeld: true, readings: framed.length, changed: 0, withoutFrame: 0 };
  return { isHeld: false, readings: framed.length, ...outcome };
}

/** The reading as its frame says it now; the same where it says nothing, none where the frame is gone. */
async function decodeAgain(
  { journal, decodeEntry }: Redecoding,
  reading: Reading,
): Promise<Reading | undefined> {
  const entry = reading.frameSeq === undefined ? undefined : await journal.find(reading.frameSeq);
  if (!entry) return undefined;
  const {
    values,
    status,
    marks,
    meterClock,
    logged = [],
    outcome,
  } = decodeEntry(entry, createFragmentStore());
  if (outcome !== "decoded") return reading;
  const row = logged.find(({ atMs }) => atMs === reading.atMs);
  if (row) return { ...reading, ...row, marks: [] };
  if (entry.rxAtMs !== reading.atMs || values.length + status.length === 0) return reading;
  return { ...reading, values, status, marks, ...(meterClock === undefined ? {} : { meterClock }) };
}

function judge(
  check: ArrivalCheck,
  reading: Reading,
  { segment, latest }: { readonly segment: Segment; readonly latest: Reading | undefined },
): Reading {
  const { reading: judged } = check.check(reading, segment, latest);
  check.accept();
  return { ...judged, marks: MARKS.filter((mark) => judged.marks.includes(mark)) };
}

/** Readings that somebody accepted, excluded or corrected, and did not take it back. */
export async function decidedOf(
  review: Redecoding["review"],
  mountings: readonly Segment[],
  meter: MeterKey,
): Promise<ReadonlySet<string>> {
  const pointIds = new Set(mountings.map(({ pointId }) => pointId));
  const edits = await Promise.all([...pointIds].map((id) => review.edits(id)));
  return new Set(
    edits
      .flat()
      .filter((edit) => edit.meter === meter && edit.revertedAtMs === undefined)
      .map(placeOf),
  );
}

/** As text, with its values in the order the store gives them. */
const asKept = (reading: Reading): string =>
  JSON.stringify(toMonthColumns([reading]).flatMap((month) => readingsOf(month)));

const placeOf = ({ atMs, source }: Pick<Reading, "atMs" | "source">): string => `${atMs} ${source}`;

const isWithin = ({ mountedAtMs, removedAtMs }: Segment, atMs: number): boolean =>
  atMs >= mountedAtMs && (removedAtMs === undefined || atMs <= removedAtMs);

/** Whether a text is a meter's key, as `--meter` takes it. */
export const isMeterKey = (text: string): text is MeterKey => parseMeterKey(text) !== undefined;
