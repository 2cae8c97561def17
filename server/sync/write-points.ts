import type { Doc } from "yjs";
import { lockedAnywhere, lockedIn, type PeriodLocks } from "../../shared/model/period-lock.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import { hasSameBills } from "../../shared/rooms/billed-facts.ts";
import { type BuriedEdit, type ImportedPoint, mergeImport } from "../../shared/rooms/merge-import.ts";
import {
  type Author,
  baseOf,
  baseRecord,
  type Edit,
  editField,
  editKey,
  editsByPoint,
  editsOf,
  NEW,
  viewPoint,
  writeBase,
} from "../../shared/rooms/overlay.ts";
import { isSayable, withField } from "../../shared/rooms/point-fields.ts";
import type { PointRecord } from "../../shared/rooms/point-record.ts";
import { decodePointRecord, encodePointRecord } from "../../shared/rooms/record-codec.ts";
import { formatRoomName, type RoomName } from "../../shared/rooms/room-name.ts";
import { type RoomValue, sameBytes } from "../../shared/rooms/same-value.ts";
import type { Actor } from "../people-ports.ts";
import type { Conflict, ImportedRow } from "../room-ports.ts";
import { assignShards } from "./assign-shards.ts";
import { keepBilled, type Withheld } from "./keep-billed.ts";
import { keepMail } from "./keep-mail.ts";
import { memberMoves } from "./move-members.ts";
import type { Relay, ServerEdit } from "./relay.ts";

export type PointFault = "point.not-found" | "point.invalid-field" | "period.locked";

export interface PointImport {
  /** Name of the system the records come from: its next import is compared with this one. Absent: nobody's. */
  readonly source?: string;
  readonly records: readonly PointRecord[];
  readonly by: Actor;
}

/**
 * Points as an import, a seed or the API says them: base records, written only where the source says
 * something new. What it says of a time that was billed is kept for a person to look at, beside what stands. Each room is one commit. What a named source brought is the last import from then on; what has no
 * source is none. Returns how many records the source changed.
 */
export async function importPoints(relay: Relay, { source, records, by }: PointImport): Promise<number> {
  const { store, utility, nowMs } = relay.options;
  const previous =
    source === undefined
      ? undefined
      : await store.imported(
          source,
          records.map(({ id }) => id),
        );
  const isChanged = (record: PointRecord): boolean => {
    const last = previous?.get(record.id);
    return !(last && sameBytes(last, encodePointRecord(record)));
  };
  const locks = await relay.options.locks();
  const changed = await stayInArea(relay, records.filter(isChanged), locks);
  const names =
    lockedAnywhere(locks) === 0 ? new Map() : await store.billedNames(changed.map(({ id }) => id));
  for (const placement of await assignShards(store, utility, changed)) {
    const who = { by: source ?? by.name, atMs: nowMs() };
    const points = placement.records.map((next) => pointOf(next, previous?.get(next.id)));
    const moving: MovingPoint[] = [];
    const buried: BuriedEdit[] = [];
    const withheld: Withheld[] = [];
    await relay.edit({
      by,
      rooms: [
        ...leavings(placement.from, moving),
        ...memberMoves(utility, placement),
        {
          name: placement.room,
          run: (doc) => {
            for (const point of moving) arrive(doc, point, placement.room.area ?? "");
            const mailed = source === undefined ? { points, withheld: [] } : keepMail(doc, points);
            const kept = keepBilled(doc, mailed.points, { locks, area: placement.room.area ?? "", names });
            buried.push(...mergeImport(doc, kept.points, who).buried);
            withheld.push(...mailed.withheld, ...kept.withheld);
          },
        },
      ],
      imported: source === undefined ? [] : placement.records.map((record) => rowOf(source, record)),
      conflicts: () => [
        ...buried.map((at) => conflictAt(placement.room, at, { ...who, by: "" })),
        ...withheld.map((at) => conflictAt(placement.room, at, who)),
      ],
    });
  }
  if (source !== undefined) {
    const pointIds = records.map(({ id }) => id);
    await store.saveLastImport({ atMs: nowMs(), source, byName: by.name, pointIds });
  }
  return changed.length;
}

const conflictAt = (room: RoomName, at: BuriedEdit, who: Author): Conflict => ({
  room: formatRoomName(room),
  part: "edits",
  key: editKey(at.id, at.field),
  kind: "concurrent",
  stands: at.stands,
  other: at.value,
  otherBy: who.by,
  atMs: who.atMs,
});

/**
 * Points that were billed in their area stay in it where the one they would go to is locked less far: there their
 * bills could be changed. Once the area is locked as far, the same import moves them.
 */
async function stayInArea(
  relay: Relay,
  records: readonly PointRecord[],
  locks: PeriodLocks,
): Promise<readonly PointRecord[]> {
  if (lockedAnywhere(locks) === locks.beforeMs) return records;
  const places = await relay.options.store.placesOf(records.map(({ id }) => id));
  return records.map((record) => {
    const room = places.get(record.id);
    const area = (room === undefined ? undefined : relay.nameOf(room)?.area) ?? record.area;
    return lockedIn(locks, area) > lockedIn(locks, record.area) ? { ...record, area } : record;
  });
}

const rowOf = (source: string, record: PointRecord): ImportedRow => ({
  source,
  pointId: record.id,
  record: encodePointRecord(record),
});

const pointOf = (next: PointRecord, last: Uint8Array | undefined): ImportedPoint => ({
  next,
  previous: last && decodePointRecord(last),
});

/** A point between two rooms, with what people said about it. */
interface MovingPoint {
  readonly id: string;
  readonly base: PointRecord | undefined;
  readonly edits: ReadonlyMap<string, Edit>;
}

/** A point that comes into another area leaves its old room in the same commit. */
function leavings(from: ReadonlyMap<string, RoomName>, moving: MovingPoint[]): ServerEdit["rooms"] {
  const byRoom = new Map<string, { readonly name: RoomName; readonly ids: string[] }>();
  for (const [id, name] of from) {
    const text = formatRoomName(name);
    const room = byRoom.get(text) ?? { name, ids: [] };
    byRoom.set(text, room);
    room.ids.push(id);
  }
  return [...byRoom.values()].map(({ name, ids }) => ({
    name,
    run: (doc) => {
      for (const id of ids) moving.push(leave(doc, id));
    },
  }));
}

function leave(doc: Doc, id: string): MovingPoint {
  const edits = editsByPoint(doc).get(id) ?? new Map<string, Edit>();
  const base = baseRecord(doc, id);
  for (const field of edits.keys()) editsOf(doc).delete(editKey(id, field));
  baseOf(doc).delete(id);
  return { id, base, edits };
}

function arrive(doc: Doc, { id, base, edits }: MovingPoint, area: string): void {
  const bytes = edits.get(NEW)?.[0];
  const record = base ?? (bytes instanceof Uint8Array ? decodePointRecord(bytes) : undefined);
  if (!record) return;
  writeBase(doc, [{ ...record, area }]);
  for (const [field, edit] of edits) if (field !== NEW) editsOf(doc).set(editKey(id, field), edit);
}

/**
 * The one way API and jobs change a point: the same edit a person at a desk makes, through the same
 * commit. All fields are taken, or none.
 */
export async function changePoint(
  relay: Relay,
  pointId: string,
  { fields, by }: { readonly fields: Readonly<Record<string, RoomValue>>; readonly by: Actor },
): Promise<Result<void, PointFault>> {
  const name = await roomOfPoint(relay, pointId);
  if (!name) return err("point.not-found");
  const who = { by: by.personId ?? by.name, atMs: relay.options.nowMs() };
  const lockedBeforeMs = lockedIn(await relay.options.locks(), name.area ?? "");
  const names = (await relay.options.store.billedNames([pointId])).get(pointId);
  let fault: PointFault | undefined;
  const run = (doc: Doc) => {
    const record = viewPoint(doc, pointId)?.record;
    const next = record && withAll(record, fields);
    if (!record) fault = "point.not-found";
    else if (!next) fault = "point.invalid-field";
    else if (!hasSameBills(record, next, lockedBeforeMs, names)) fault = "period.locked";
    else
      for (const [field, value] of Object.entries(fields)) editField(doc, { id: pointId, field, value }, who);
  };
  await relay.edit({ by, rooms: [{ name, run }] });
  return fault ? err(fault) : ok(undefined);
}

/** Nothing where a field does not fit. */
function withAll(record: PointRecord, fields: Readonly<Record<string, RoomValue>>): PointRecord | undefined {
  let next: PointRecord | undefined = record;
  for (const [field, value] of Object.entries(fields))
    next = next && isSayable(field, value) ? withField(next, field, value) : undefined;
  return next;
}

/** Moves a point to another area: only the server may, because it changes who sees the point. */
export async function movePoint(
  relay: Relay,
  pointId: string,
  { area, by }: { readonly area: string; readonly by: Actor },
): Promise<Result<void, PointFault>> {
  const name = await roomOfPoint(relay, pointId);
  if (!name) return err("point.not-found");
  const view = await relay.use(name, (room) => room.exclusive(() => viewPoint(room.doc, pointId)));
  if (!view) return err("point.not-found");
  await importPoints(relay, { records: [{ ...view.record, area }], by });
  return ok(undefined);
}

async function roomOfPoint(relay: Relay, pointId: string): Promise<RoomName | undefined> {
  const text = (await relay.options.store.placesOf([pointId])).get(pointId);
  return text === undefined ? undefined : relay.nameOf(text);
}
