import { randomUUID } from "node:crypto";
import { isInScope } from "../../shared/model/permission.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { WireEdit } from "../../shared/model/wire-review.ts";
import type { Caller } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import type { Decision, EditKind, PeriodLock, ReviewFinding, ValueEdit } from "../review-ports.ts";
import { isBilled } from "./billed-period.ts";
import {
  isOfEdit,
  isTakenBack,
  measuredOf,
  readingAtPlace,
  readingsAfter,
  readingsBefore,
  shareReading,
  sourceOfEdit,
} from "./change-value.ts";
import { judgeTyped } from "./judge-typed.ts";

const DECISION_OF: Readonly<Record<EditKind, Decision>> = {
  accept: "accepted",
  exclude: "excluded",
  correct: "corrected",
  estimate: "corrected",
};

/** Decides about a value: the edit is written down first, then what follows from it for the readings. */
export const changeValue = (
  caller: Caller,
  wish: Wish,
  { nowMs, isSure }: { readonly nowMs: number /** They looked again. */; readonly isSure: boolean },
): Promise<ValueEdit> => inTurn(caller.utility, () => decide(caller, wish, { nowMs, isSure }));

type Wish = Omit<ValueEdit, "id" | "by" | "decidedAtMs" | "revertedBy" | "revertedAtMs" | "wasImplausible">;

async function decide(
  { utility, actor }: Caller,
  wish: Wish,
  { nowMs, isSure }: { readonly nowMs: number; readonly isSure: boolean },
): Promise<ValueEdit> {
  const { review, readings } = utility.store;
  if (await isBilled(utility, wish)) throw new HttpError("period.locked");
  if (wish.atMs > nowMs)
    throw new HttpError("request.invalid", { field: "atMs", expected: "not in the future" });
  const byHand = await readingAtPlace(readings, { ...wish, source: sourceOfEdit(wish) });
  const writesByHand = wish.kind === "correct" || wish.kind === "estimate";
  // What a person read there would be gone for good: one moment holds one reading by hand.
  if (writesByHand && byHand && !isTakenBack(byHand)) throw new HttpError("reading.by-hand");
  const measured = await measuredOf(readings, wish);
  if (!measured && wish.kind !== "estimate") throw new HttpError("reading.not-found");
  if (measured && isTakenBack(measured)) throw new HttpError("reading.taken-back");
  // A correction is not corrected itself: what it was made from stands beside it, and is.
  if (measured && wish.kind === "correct" && isOfEdit(measured)) throw new HttpError("reading.by-hand");
  if (writesByHand) {
    const said: Reading = { ...wish, marks: [], status: [], receiver: actor.name };
    await judgeTyped(readings, said, { type: typeOf(utility, wish), isSure });
  }
  // Which of two edits of one reading is the newer one is told by their time alone.
  const earlier = (await review.edits(wish.pointId)).find((one) => shareReading(one, wish));
  const decidedAtMs = Math.max(nowMs, (earlier?.decidedAtMs ?? 0) + 1);
  const edit: ValueEdit = { ...wish, id: randomUUID(), by: actor.name, decidedAtMs, ...marksOf(measured) };
  const target = { kind: "reading", id: `${wish.meter} ${wish.atMs}`, name: wish.meter };
  const note = { atMs: nowMs, by: actor, target };
  await review.addEdit(edit, {
    ...note,
    event: "value.edited",
    ...(measured ? { before: valuesOf(measured) } : {}),
    after: { kind: wish.kind, values: wireEditOf(edit).values, reason: wish.reason },
  });
  await commit(utility, readingsAfter(edit, measured));
  await review.decide(wish, DECISION_OF[wish.kind], actor.name, { ...note, event: "finding.decided" });
  return edit;
}

/** The product's name of the meter that hung there then. */
const typeOf = ({ points }: Caller["utility"], { pointId, meter }: Wish): string =>
  points.segmentsOf(pointId).find((one) => one.meter === meter)?.type ?? "";

/** Settles a finding that asks for no change of a reading: there is only the reason to write down. */
export async function dismissFinding(
  { utility, actor }: Caller,
  finding: ReviewFinding,
  { decision, reason }: { readonly decision: Decision; readonly reason: string },
  nowMs: number,
): Promise<void> {
  const target = { kind: "reading", id: `${finding.meter} ${finding.atMs}`, name: finding.meter };
  const note = { atMs: nowMs, event: "finding.decided", by: actor, target, after: { reason } };
  await utility.store.review.decide(finding, decision, actor.name, note);
}

/** Moves the beginning of what may be changed; no decision is under way meanwhile. */
export const lockPeriod = (
  { utility, actor, areas }: Caller,
  lock: PeriodLock,
  nowMs: number,
): Promise<void> =>
  inTurn(utility, async () => {
    const { review } = utility.store;
    const { area } = lock;
    const isOpen = area === undefined ? areas === "all" : isInScope(areas, area);
    if (!isOpen) throw new HttpError("access.denied");
    const locks = await review.locks();
    const wasMs = area === undefined ? locks.beforeMs : (locks.areas[area] ?? 0);
    const isKnown = area === undefined || wasMs > 0 || utility.points.hasArea(area);
    if (!isKnown) throw new HttpError("request.invalid", { field: "area", expected: "an area of a point" });
    // Bills that were written stand on what is opened then: somebody has to say why.
    if (lock.reason === "" && lock.beforeMs < wasMs) throw new HttpError("period.reason-missing");
    await review.lock(lock, { atMs: nowMs, event: "period.locked", by: actor });
  });

/** Takes the newest edit of a reading back; the edit itself stays on record, and an older one holds again. */
export const revertValue = (caller: Caller, wish: RevertWish, nowMs: number): Promise<ValueEdit> =>
  inTurn(caller.utility, () => revert(caller, wish, nowMs));

interface RevertWish {
  readonly id: string;
  readonly reason: string;
}

async function revert(
  { utility, actor, areas }: Caller,
  { id, reason }: RevertWish,
  nowMs: number,
): Promise<ValueEdit> {
  const { review, readings } = utility.store;
  const edit = await review.edit(id);
  const point = edit && utility.points.find(edit.pointId)?.point;
  if (!edit || !(areas === "all" || (point && areas.includes(point.area))))
    throw new HttpError("edit.not-found");
  if (await isBilled(utility, edit)) throw new HttpError("period.locked");
  if (edit.revertedAtMs !== undefined) throw new HttpError("edit.not-found");
  const [newest, older] = (await review.edits(edit.pointId)).filter(
    (one) => one.revertedAtMs === undefined && shareReading(one, edit),
  );
  if (newest && newest.id !== id) throw new HttpError("edit.not-newest");
  const target = { kind: "reading", id: `${edit.meter} ${edit.atMs}`, name: edit.meter };
  const note = {
    atMs: nowMs,
    event: "value.reverted",
    by: actor,
    target,
    before: { kind: edit.kind, reason: edit.reason },
    ...(reason === "" ? {} : { after: { reason } }),
  };
  if (!(await review.revert(id, actor.name, note))) throw new HttpError("edit.not-found");
  await commit(utility, readingsBefore(edit, await measuredOf(readings, edit)));
  if (!older) await review.reopen(edit);
  if (older) await commit(utility, readingsAfter(older, await measuredOf(readings, older)));
  return { ...edit, revertedBy: actor.name, revertedAtMs: nowMs };
}

const turns = new WeakMap<Caller["utility"], Promise<unknown>>();

/** One decision of a utility after the other: what one of them looks at, another does not change meanwhile. */
function inTurn<T>(utility: Caller["utility"], work: () => Promise<T>): Promise<T> {
  const done = (turns.get(utility) ?? Promise.resolve()).then(work);
  turns.set(
    utility,
    done.catch(() => undefined),
  );
  return done;
}

const marksOf = (measured: Reading | undefined): Pick<ValueEdit, "wasImplausible"> =>
  measured ? { wasImplausible: measured.marks.includes("implausible") } : {};

async function commit(
  { store, points, changes, ingest }: Caller["utility"],
  readings: readonly Reading[],
): Promise<void> {
  const decodedSeq = await store.readings.decodedSeq();
  await store.readings.commit({ decodedSeq, readings, outcomes: [], formats: [] });
  let isShown = false;
  for (const meter of new Set(readings.map((one) => one.meter))) {
    const latest = await store.readings.latestOf(meter);
    if (points.noteLatest(meter, latest?.reading)) isShown = true;
    ingest.lookAnew(meter);
  }
  // What is shown may be older than what was: those who watch only take newer ones from the feed.
  if (isShown) changes.reload();
}

const valuesOf = ({ values }: Reading) =>
  values.map(({ register, value, unit }) => ({ register, value: formatScaled(value), unit }));

export function wireEditOf({ values, wasImplausible: _, ...edit }: ValueEdit): WireEdit {
  return {
    ...edit,
    values: values.map(({ register, value, unit }) => ({ register, value: formatScaled(value), unit })),
  };
}
