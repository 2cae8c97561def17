import type { NotedValue, RegisterValue } from "../../shared/model/reading.ts";
import { beyondRegister } from "../../shared/model/register-digits.ts";
import { compareScaled } from "../../shared/model/scaled.ts";
import { baseOf, baseRecord, editKey, editsOf, NEW, splitEditKey } from "../../shared/rooms/overlay.ts";
import { type Occupancy, occupancyField } from "../../shared/rooms/point-record.ts";
import { decodeOccupancy, decodePointRecord } from "../../shared/rooms/record-codec.ts";
import type { Refusal, RefusedKey } from "../../shared/rooms/refusal.ts";
import type { RoomChange } from "../../shared/rooms/room-change.ts";
import type { RoomKind } from "../../shared/rooms/room-name.ts";
import { fitsRoom, ROOM_RULES } from "../../shared/rooms/room-rules.ts";
import type { RoomValue } from "../../shared/rooms/same-value.ts";
import { sameValue } from "../../shared/rooms/same-value.ts";
import { mayWrite, type RoomAccess } from "./room-access.ts";
import { SERVER_CLIENT, type Trial } from "./room-document.ts";
import type { RoomUser } from "./room-user.ts";

export interface Judgement extends RoomAccess {
  readonly user: RoomUser;
  /** Who speaks under which client id, as far as it is known. */
  readonly ownerOf: (client: number) => string | undefined;
  /** Whether this very value has stood under this key lately, and they may bring it back, as by an undo. */
  readonly mayReturn: (at: { readonly part: string; readonly key: string }, value: RoomValue) => boolean;
}

/** Why an update that was tried is not taken; empty when it is. One key refused refuses all of it. */
export function judgeUpdate(judgement: Judgement, trial: Trial): readonly RefusedKey[] {
  const { user, room } = judgement;
  if (trial.clients.some((client) => !speaksFor(judgement, client))) {
    return trial.step.touched.map((at) => ({ ...at, reason: "foreign-client" }));
  }
  const changeByKey = new Map(trial.step.changes.map((change) => [`${change.part} ${change.key}`, change]));
  const refused = trial.step.touched.flatMap((at): RefusedKey[] => {
    const rule = ROOM_RULES[room.kind].parts[at.part];
    if (!rule || !mayWrite(judgement, user, at.part)) return [{ ...at, reason: "not-permitted" }];
    const change = changeByKey.get(`${at.part} ${at.key}`);
    const reason = change && faultOf(judgement, change);
    return reason ? [{ ...at, reason }] : [];
  });
  return [...refused, ...namedFalsely(judgement, trial)];
}

function speaksFor({ user, ownerOf }: Judgement, client: number): boolean {
  if (client === SERVER_CLIENT) return false;
  const owner = ownerOf(client);
  return owner === undefined || owner === user.personId;
}

function faultOf(judgement: Judgement, change: RoomChange): Refusal | undefined {
  const { room } = judgement;
  const rule = ROOM_RULES[room.kind].parts[change.part];
  // The same word again is none taken back: a car that heard it from the other car says it too.
  if (rule?.onlyGrows && change.before !== undefined && !sameValue(change.before, change.after))
    return "only-grows";
  const taken = rule?.authorOf && room.kind !== "points" && takenFromThem(judgement, change);
  if (taken) return taken;
  if (change.after === undefined) return undefined;
  if (!fitsRoom(room.kind, change, change.after)) return "invalid-value";
  if (!isTheirs(judgement, change, change.after)) return "wrong-author";
  if (room.kind === "points") return pointFault(judgement, change, change.after);
  return undefined;
}

/** Whether the person may say this value: it names no other author, or has stood there lately and may come back. */
function isTheirs(
  { room, user, mayReturn }: Judgement,
  at: { readonly part: string; readonly key: string },
  value: RoomValue,
): boolean {
  const author = ROOM_RULES[room.kind].parts[at.part]?.authorOf?.(value);
  return author === undefined || author === user.personId || mayReturn(at, value);
}

/** What gave way to somebody else's word stands on the list of conflicts under its author's name. */
const namedFalsely = (judgement: Judgement, { clashes }: Trial): readonly RefusedKey[] =>
  clashes.flatMap(({ part, key, other, isNewcomerOther }): RefusedKey[] =>
    isNewcomerOther && !isTheirs(judgement, { part, key }, other)
      ? [{ part, key, reason: "wrong-author" }]
      : [],
  );

/**
 * Nobody rewrites what somebody else said, not even to what that one said before. Who may only add to the map takes
 * nobody else's word away.
 */
function takenFromThem(
  { allow, room, user }: Judgement,
  { part, before, after }: RoomChange,
): Refusal | undefined {
  const rule = ROOM_RULES[room.kind].parts[part];
  if (before === undefined || sameValue(before, after) || rule?.authorOf?.(before) === user.personId)
    return undefined;
  if (after !== undefined) return "wrong-author";
  return rule && rule.needs !== "server" && allow(user, room, rule.needs) ? undefined : "not-permitted";
}

function pointFault(
  { doc, room }: Judgement,
  { key, before }: RoomChange,
  edit: RoomValue,
): Refusal | undefined {
  const [id, field] = splitEditKey(key);
  if (field === NEW) {
    const bytes = Array.isArray(edit) ? edit[0] : undefined;
    const record = bytes instanceof Uint8Array ? decodePointRecord(bytes) : undefined;
    return record?.area === (room.area ?? "") ? undefined : "invalid-value";
  }
  if (field.startsWith("occupancy:")) {
    const stood = baseRecord(doc, id)?.occupancies.find((one) => occupancyField(one) === field);
    if (isBeyond(livedIn(edit), livedIn(before) ?? stood)) return "invalid-value";
  }
  const isHere = baseOf(doc).has(id) || editsOf(doc).has(editKey(id, NEW));
  return isHere ? undefined : "unknown-point";
}

/** Whether an interim reading is one that no register can show or lies outside its own bounds, and was not said before: that one keeps nothing else from being said. */
function isBeyond(lived: Occupancy | undefined, stood: Occupancy | undefined): boolean {
  const isNew =
    (known: readonly RegisterValue[] = []) =>
    (value: NotedValue) =>
      value.bounds !== undefined ||
      !known.some(
        (one) =>
          one.register === value.register &&
          one.unit === value.unit &&
          compareScaled(one.value, value.value) === 0,
      );
  const said = [
    ...(lived?.startValues ?? []).filter(isNew(stood?.startValues)),
    ...(lived?.endValues ?? []).filter(isNew(stood?.endValues)),
  ];
  return beyondRegister(said.flatMap(withItsBounds)) !== undefined || said.some(isOutside);
}

const withItsBounds = ({ bounds, ...value }: NotedValue): readonly RegisterValue[] => [
  value,
  ...(bounds ?? []).map((bound) => ({ ...value, value: bound })),
];

/** What was reckoned lies between the two readings. */
const isOutside = ({ value, bounds }: NotedValue): boolean =>
  bounds !== undefined && (compareScaled(value, bounds[0]) < 0 || compareScaled(value, bounds[1]) > 0);

function livedIn(edit: RoomValue | undefined): Occupancy | undefined {
  const bytes = Array.isArray(edit) ? edit[0] : undefined;
  return bytes instanceof Uint8Array ? decodeOccupancy(bytes) : undefined;
}

/** Points this update makes, whose ids must be new to the whole utility. */
export const newPoints = (trial: Trial): readonly string[] =>
  trial.step.changes.flatMap(({ part, key, before, after }) => {
    const [id, field] = splitEditKey(key);
    return part === "edits" && field === NEW && before === undefined && after !== undefined ? [id] : [];
  });

/** Whether a value may stand under its key as this person's. */
export function isOwnValue(
  kind: RoomKind,
  at: { readonly part: string; readonly key: string; readonly value: RoomValue },
  personId: string,
): boolean {
  const author = ROOM_RULES[kind].parts[at.part]?.authorOf?.(at.value);
  return fitsRoom(kind, at, at.value) && (author === undefined || author === personId);
}
