import { GONE, NEW, splitEditKey } from "../../shared/rooms/overlay.ts";
import { decodeOccupancy, decodePointRecord, decodeSegment } from "../../shared/rooms/record-codec.ts";
import type { Refusal, RefusedKey } from "../../shared/rooms/refusal.ts";
import type { RoomChange } from "../../shared/rooms/room-change.ts";
import { formatRoomName, type RoomKind, type RoomName } from "../../shared/rooms/room-name.ts";
import type { RoomValue } from "../../shared/rooms/same-value.ts";
import type { Actor, AuditNote, AuditTarget } from "../people-ports.ts";
import type { Clash } from "./find-clashes.ts";

interface Audited {
  readonly room: RoomName;
  readonly by: Actor;
  readonly atMs: number;
}

/** Who changed what, from what to what: one entry for each point, group or round that was touched. */
export function auditChanges(
  { room, by, atMs }: Audited,
  changes: readonly RoomChange[],
  clashes: readonly Clash[],
): readonly AuditNote[] {
  const byTarget = new Map<string, { target: AuditTarget; before: Said; after: Said }>();
  for (const change of SUMMARIES[room.kind]?.(changes) ?? changes) {
    const said = saidOf(room, change);
    if (!said) continue;
    const entry = byTarget.get(said.target.id) ?? { target: said.target, before: {}, after: {} };
    byTarget.set(said.target.id, entry);
    entry.before[said.field] = said.before;
    entry.after[said.field] = said.after;
  }
  const edited = [...byTarget.values()].map(
    ({ target, before, after }): AuditNote => ({
      atMs,
      event: `${target.kind}.edited`,
      by,
      target,
      before,
      after,
    }),
  );
  const overtaken = clashes
    .filter(({ isNewcomerOther }) => isNewcomerOther)
    .map(
      ({ part, key, other, stands }): AuditNote => ({
        atMs,
        event: "room.overtaken",
        by,
        target: { kind: "room", id: formatRoomName(room), name: `${part}/${key}` },
        before: plain(stands),
        after: plain(other),
      }),
    );
  return [...edited, ...overtaken];
}

/** That somebody was refused, and what they tried. */
export const auditRefusal = (
  { room, by, atMs }: Audited,
  reason: Refusal,
  keys: readonly RefusedKey[] = [],
): AuditNote => ({
  atMs,
  event: "room.refused",
  by,
  target: { kind: "room", id: formatRoomName(room), name: formatRoomName(room) },
  after: { reason, keys: keys.slice(0, 20).map(({ part, key }) => `${part}/${key}`), count: keys.length },
});

/**
 * What happens to a round by the thousand is told in numbers: cards made, points given to each reader.
 * A read mark is its own record of who and when, and nobody can take it back: it is not told again.
 */
function sumUpRound(changes: readonly RoomChange[]): readonly RoomChange[] {
  const counts = new Map<string, { part: string; key: string; before: number; after: number }>();
  const count = (part: string, key: string, side: "before" | "after"): void => {
    const entry = counts.get(`${part} ${key}`) ?? { part, key, before: 0, after: 0 };
    counts.set(`${part} ${key}`, entry);
    entry[side] += 1;
  };
  for (const { part, before, after } of changes) {
    for (const [side, value] of [
      ["before", before],
      ["after", after],
    ] as const) {
      if (value === undefined) continue;
      if (part === "cards") count(part, "count", side);
      if (part === "assigned" && typeof value === "string") count(part, value, side);
    }
  }
  const told = changes.filter(({ part }) => !["cards", "assigned", "read"].includes(part));
  return [...told, ...counts.values()];
}

/** Points come into groups by the thousand: told is how many of those touched were in each before, and are now. */
function sumUpMembers(changes: readonly RoomChange[]): readonly RoomChange[] {
  const counts = new Map<string, { part: string; key: string; before: number; after: number }>();
  for (const { part, key, before, after } of changes) {
    const group = `${key.slice(0, key.indexOf("/"))}/points`;
    const entry = counts.get(group) ?? { part, key: group, before: 0, after: 0 };
    counts.set(group, entry);
    if (before !== undefined) entry.before += 1;
    if (after !== undefined) entry.after += 1;
  }
  return [...counts.values()];
}

const SUMMARIES: Partial<
  Readonly<Record<RoomKind, (changes: readonly RoomChange[]) => readonly RoomChange[]>>
> = { round: sumUpRound, members: sumUpMembers };

type Said = Record<string, unknown>;

interface Change {
  readonly target: AuditTarget;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The change in the reader's words; what only moved from edit to base is none. */
function saidOf(room: RoomName, { part, key, before, after }: RoomChange): Change | undefined {
  if (room.kind === "groups" || room.kind === "members") {
    const [id = "", field = ""] = key.split("/");
    const target = { kind: "group", id, name: id };
    return { target, field, before: plain(before), after: plain(after) };
  }
  if (room.kind !== "points") {
    const id = room.id ?? room.kind;
    return {
      target: { kind: room.kind, id, name: id },
      field: `${part}/${key}`,
      before: plain(before),
      after: plain(after),
    };
  }
  if (part !== "edits") return undefined;
  const [id, field] = splitEditKey(key);
  const [was, says] = [editParts(before), editParts(after)];
  return {
    target: { kind: "point", id, name: id },
    field,
    before: readable(field, id, was?.value ?? says?.replaced),
    after: readable(field, id, says?.value ?? was?.replaced),
  };
}

function editParts(edit: RoomValue | undefined) {
  if (!Array.isArray(edit)) return undefined;
  const [value, replaced] = edit as readonly RoomValue[];
  return { value, replaced };
}

/** Records inside a field are shown as what they say, not as bytes. */
function readable(field: string, id: string, value: RoomValue | undefined): unknown {
  if (!(value instanceof Uint8Array)) return field === GONE ? value === true : plain(value);
  if (field === NEW) return plainRecord(decodePointRecord(value));
  return plainRecord(field.startsWith("segment:") ? decodeSegment(value, id) : decodeOccupancy(value));
}

/** Digits beyond 2^53 as text. */
const plainRecord = (record: unknown): unknown =>
  record === undefined
    ? null
    : JSON.parse(JSON.stringify(record, (_, value) => (typeof value === "bigint" ? String(value) : value)));

function plain(value: RoomValue | undefined): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  return value ?? null;
}
