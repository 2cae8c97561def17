import { productOf } from "../../shared/codecs/drivers/find-driver.ts";
import type { Exchange } from "../../shared/model/meter-exchange.ts";
import { type MeterKey, meterKeyOf, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Mounting, Segment } from "../../shared/model/metering-point.ts";
import type { Visit } from "../../shared/model/visit.ts";
import { segmentField } from "../../shared/rooms/point-record.ts";
import { encodeSegment } from "../../shared/rooms/record-codec.ts";
import type { Caller } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import { lockedAt, wouldChangeBill } from "../review/billed-period.ts";
import { changePoint } from "../sync/write-points.ts";
import type { Utility } from "../utilities.ts";
import { hungUntil } from "./hung-until.ts";

/** One after the other: what hangs where is looked up and changed as one step. */
const turns = new WeakMap<Utility, Promise<unknown>>();

/** Does this once whatever changes where meters hang, and began before, is done. */
export function inTurn<T>(utility: Utility, work: () => Promise<T>): Promise<T> {
  const before = turns.get(utility) ?? Promise.resolve();
  const done = before.then(work, work);
  turns.set(utility, done);
  return done;
}

/**
 * Takes the old meter down and puts the new one up, as an edit of the point like any other; where none hangs, the new
 * one is only put up. Sent again it changes nothing. Gives a code where somebody else exchanged the meter before: nothing is changed, and
 * a person has to look.
 */
export const exchangeMeter = (
  caller: Caller,
  visit: Visit & { readonly exchange: Exchange },
): Promise<string | undefined> =>
  inTurn(caller.utility, () => {
    const { pointId, atMs, exchange } = visit;
    const put: Mounting = { pointId, meter: exchange.meter as MeterKey, mountedAtMs: atMs };
    return claiming(caller.utility, [put], () => exchangeNow(caller, visit));
  });

/** Does this while no other change, of a room neither, takes these meters; refused where one does already. */
export async function claiming<T>(
  { rooms }: Utility,
  mountings: readonly Mounting[],
  work: () => Promise<T>,
): Promise<T> {
  const claim = rooms.options.claims.claim(mountings);
  try {
    if (claim.taken.length > 0) throw new HttpError("exchange.mounted-elsewhere");
    return await work();
  } finally {
    claim.release();
  }
}

async function exchangeNow(
  { utility, actor }: Caller,
  visit: Visit & { readonly exchange: Exchange },
): Promise<string | undefined> {
  const { pointId, atMs, exchange } = visit;
  if (atMs < (await lockedAt(utility, pointId))) throw new HttpError("period.locked");
  // What the old meter said while it hung here is its point's: it is decoded before it is taken down.
  await utility.ingest.settled();
  const segments = utility.points.segmentsOf(pointId);
  const mounted = segments.find(({ removedAtMs }) => removedAtMs === undefined);
  if (mounted?.meter === exchange.meter && mounted.mountedAtMs === atMs) return undefined;
  if ((mounted?.meter ?? "") !== visit.meter) return "exchange.other-meter";
  const next = parseMeterKey(exchange.meter);
  if (!next || utility.points.mountedAt(next) || atMs < (await hungUntil(utility, meterKeyOf(next))))
    throw new HttpError("exchange.mounted-elsewhere");
  checkMoment(segments, atMs);
  // What the old one showed last is a reading like others: none comes nearer to a billed end than that was reckoned with.
  if (mounted && (await wouldChangeBill(utility, { pointId, meter: mounted.meter, atMs })))
    throw new HttpError("period.locked");
  const removed = mounted && { ...mounted, removedAtMs: atMs, endValues: visit.values };
  const put: Segment = {
    pointId,
    meter: exchange.meter as MeterKey,
    type: productOf(next) || exchange.type,
    mountedAtMs: atMs,
    startValues: exchange.startValues,
    endValues: [],
  };
  const fields = Object.fromEntries(
    [...(removed ? [removed] : []), put].map((segment) => [segmentField(segment), encodeSegment(segment)]),
  );
  const changed = await changePoint(utility.rooms, pointId, { fields, by: actor });
  if (!changed.ok && changed.error === "period.locked") throw new HttpError("period.locked");
  if (!changed.ok) throw new HttpError("point.not-found", { id: pointId });
  return undefined;
}

/** Nothing else hung there: neither the old meter only later, nor one before it still. */
function checkMoment(segments: readonly Segment[], atMs: number): void {
  if (segments.some((one) => one.removedAtMs === undefined && atMs <= one.mountedAtMs))
    throw new HttpError("exchange.before-mounting");
  if (segments.some(({ removedAtMs = 0 }) => atMs < removedAtMs))
    throw new HttpError("exchange.before-removal");
}
