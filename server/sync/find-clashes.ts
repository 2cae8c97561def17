import type * as Y from "yjs";
import type { RoomChange, RoomStep } from "../../shared/rooms/room-change.ts";
import { isRoomValue, type RoomValue, sameValue } from "../../shared/rooms/same-value.ts";

/** Two people wrote the same key without knowing of each other; Yjs lets one value stand. */
export interface Clash {
  readonly part: string;
  readonly key: string;
  readonly stands: RoomValue;
  readonly other: RoomValue;
  /** Whether the value that does not stand is the one that has just arrived. */
  readonly isNewcomerOther: boolean;
}

/** A value that lost to one that is itself gone: nothing stands under its key, though somebody spoke. */
export interface BuriedValue {
  readonly part: string;
  readonly key: string;
  readonly value: RoomValue;
}

/**
 * What this step said under keys that others had written and then cleared without the writer's
 * knowing, as the fold does: Yjs sorts such a value before the cleared one and drops it. It has to be
 * said again to stand. Must run before the transaction's clean-up.
 */
export function findBuried(doc: Y.Doc, { touched, transaction }: RoomStep): readonly BuriedValue[] {
  return touched.flatMap(({ part, key }): BuriedValue[] => {
    const item = itemAt(doc, part, key);
    if (!item?.deleted || isNew(item, transaction)) return [];
    const value = loserOf(item, transaction);
    return value === undefined ? [] : [{ part, key, value }];
  });
}

/**
 * Keys of this step whose last writers did not know of each other. An item of a Yjs map names, as its
 * `origin`, the item its writer saw under that key; another one to its left is a value the writer
 * never saw. A value that was removed before is none: there is nothing to choose.
 *
 * Must run before the transaction's clean-up, which throws away what values that lost said.
 */
export function findClashes(doc: Y.Doc, step: RoomStep): readonly Clash[] {
  const changeByKey = new Map(step.changes.map((change) => [`${change.part} ${change.key}`, change]));
  return step.touched.flatMap((at) => {
    const item = itemAt(doc, at.part, at.key);
    const change = changeByKey.get(`${at.part} ${at.key}`);
    if (!item) return [];
    return [...unseenOf(item, step, change), ...overtakenAt(doc, item, { at, step })];
  });
}

/** The value that stood before this step, when the writer of the one that stands now never saw it. */
function unseenOf(item: Y.Item, { transaction }: RoomStep, change: RoomChange | undefined): readonly Clash[] {
  if (change?.before === undefined || change.after === undefined) return [];
  const { part, key, before, after } = change;
  if (sameValue(before, after) || wasSeen(item, transaction)) return [];
  return [{ part, key, stands: after, other: before, isNewcomerOther: false }];
}

/** The value that arrived with this step and did not come to stand. */
function overtakenAt(
  doc: Y.Doc,
  item: Y.Item,
  { at: { part, key }, step }: { readonly at: RoomStep["touched"][number]; readonly step: RoomStep },
): readonly Clash[] {
  const stands = doc.getMap<RoomValue>(part).get(key);
  const other = loserOf(item, step.transaction);
  if (other === undefined || stands === undefined || sameValue(other, stands)) return [];
  return [{ part, key, stands, other, isNewcomerOther: true }];
}

/** The item that decides what stands under a key, also when it is deleted. */
const itemAt = (doc: Y.Doc, part: string, key: string): Y.Item | undefined =>
  doc.getMap<RoomValue>(part)._map.get(key);

const isNew = (item: Y.Item, { beforeState }: Y.Transaction): boolean =>
  item.id.clock >= (beforeState.get(item.id.client) ?? 0);

const sameId = (a: Y.ID | null, b: Y.ID): boolean =>
  a !== null && a.client === b.client && a.clock === b.clock;

/** Whether the writer of the standing item had seen the value that stood before this step. */
function wasSeen(winner: Y.Item, transaction: Y.Transaction): boolean {
  const { first, left } = runOf(winner, transaction);
  return left === null || sameId(first.origin, left.lastId);
}

/** The first of the new items that lie side by side up to this one, and the older item left of them. */
function runOf(winner: Y.Item, transaction: Y.Transaction): { first: Y.Item; left: Y.Item | null } {
  let [first, left] = [winner, winner.left];
  while (left && isNew(left, transaction)) {
    first = left;
    left = left.left;
  }
  return { first, left };
}

/**
 * The newest value of this step that did not come to stand: it lies left of an older one. Whoever said
 * it may have taken it back before sending; then there is no content left.
 */
function loserOf(winner: Y.Item, transaction: Y.Transaction): RoomValue | undefined {
  const oldest = isNew(winner, transaction) ? runOf(winner, transaction).left : winner;
  for (let item = oldest?.left ?? null; item; item = item.left) {
    if (!isNew(item, transaction)) continue;
    const value: unknown = item.content.getContent().at(-1);
    if (isRoomValue(value)) return value;
  }
  return undefined;
}
