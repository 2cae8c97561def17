import { parseMeterKey } from "../../shared/model/meter-id.ts";
import { lockedIn } from "../../shared/model/period-lock.ts";
import type { WirePointMade } from "../../shared/model/wire-points.ts";
import { addPoint } from "../../shared/rooms/overlay.ts";
import type { PointRecord } from "../../shared/rooms/point-record.ts";
import { formatRoomName } from "../../shared/rooms/room-name.ts";
import { type Caller, isVisible } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import type { Actor } from "../people-ports.ts";
import { assignShards } from "../sync/assign-shards.ts";
import type { Relay } from "../sync/relay.ts";
import { claiming, inTurn } from "./exchange-meter.ts";
import { hungUntil } from "./hung-until.ts";

/**
 * Makes a point that no import knows, as its maker's own edit: it can be undone like any other. Sent again it
 * changes nothing. Two desks that give the same number, or take the same meter, do it one after the other.
 */
export const makePoint = (caller: Caller, record: PointRecord): Promise<WirePointMade> =>
  inTurn(caller.utility, () => claiming(caller.utility, record.segments, () => makeNow(caller, record)));

async function makeNow(caller: Caller, record: PointRecord): Promise<WirePointMade> {
  const { utility, actor } = caller;
  const known = utility.points.find(record.id)?.point;
  if (known && !isVisible(caller, known))
    throw new HttpError("request.invalid", { field: "id", expected: "new to the utility" });
  if (known) {
    const room = (await utility.store.rooms.placesOf([record.id])).get(record.id) ?? "";
    return { id: record.id, room };
  }
  if (!isVisible(caller, record)) throw new HttpError("point.other-area");
  const isTaken = utility.points.rows().some(({ number }) => number !== "" && number === record.number);
  if (isTaken) throw new HttpError("point.number-taken");
  for (const { meter, mountedAtMs } of record.segments) {
    const id = parseMeterKey(meter);
    if (!id || utility.points.mountedAt(id) || mountedAtMs < (await hungUntil(utility, meter)))
      throw new HttpError("exchange.mounted-elsewhere");
    if (mountedAtMs < lockedIn(await utility.store.review.locks(), record.area))
      throw new HttpError("period.locked");
  }
  // What the meter said before is its point's from now on: it is decoded first.
  await utility.ingest.settled();
  return { id: record.id, room: await write(utility.rooms, record, actor) };
}

/** Returns the name of the room the point lies in. */
async function write(relay: Relay, record: PointRecord, by: Actor): Promise<string> {
  const { store, utility, nowMs } = relay.options;
  const [placement] = await assignShards(store, utility, [record]);
  if (!placement) throw new Error("one record has one place");
  const who = { by: by.personId ?? by.name, atMs: nowMs() };
  await relay.edit({ by, rooms: [{ name: placement.room, run: (doc) => addPoint(doc, record, who) }] });
  return formatRoomName(placement.room);
}
