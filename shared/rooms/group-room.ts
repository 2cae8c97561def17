import type * as Y from "yjs";
import { isRoomValue, type RoomValue } from "./same-value.ts";

/**
 * Groups are views over points; they carry no rights. All names and queries lie in one room. Who is a
 * member lies in a room for each area, all fixed groups together: nobody learns of points elsewhere,
 * and a person follows as many rooms as they have areas, however many groups there are.
 *
 * | room | map | key | value |
 * |---|---|---|---|
 * | `groups` | `groups` | `<group id>/<field of GroupHead>` | its value |
 * | `members` | `members` | `<group id>/<point id>` | `true` |
 *
 * A group that is removed leaves its members where they are: taking that back is one step, and who
 * asks for the members of a group that is not there gets none.
 */
export interface GroupHead {
  readonly name: string;
  /** `fixed`: the points put into it. `query`: whatever the saved query finds now. */
  readonly kind: "fixed" | "query";
  /** The saved query as the list's filter writes it; `null` for a fixed group. */
  readonly query: RoomValue;
  readonly comment: string;
}

export const groupsOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("groups");
export const membersOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("members");

export function saveGroup(doc: Y.Doc, id: string, head: Partial<GroupHead>, origin?: unknown): void {
  doc.transact(() => {
    for (const [field, value] of Object.entries(head)) groupsOf(doc).set(`${id}/${field}`, value);
  }, origin);
}

export function removeGroup(doc: Y.Doc, id: string, origin?: unknown): void {
  doc.transact(() => {
    for (const field of FIELDS) groupsOf(doc).delete(`${id}/${field}`);
  }, origin);
}

/** All groups by id. One of which only a part has arrived so far is left out. */
export function listGroups(doc: Y.Doc): ReadonlyMap<string, GroupHead> {
  const heads = new Map<string, GroupHead>();
  const said = (id: string, field: string) => groupsOf(doc).get(`${id}/${field}`);
  for (const key of groupsOf(doc).keys()) {
    const id = key.slice(0, key.indexOf("/"));
    const [name, kind, comment] = [said(id, "name"), said(id, "kind"), said(id, "comment")];
    if (heads.has(id) || typeof name !== "string") continue;
    heads.set(id, {
      name,
      kind: kind === "query" ? "query" : "fixed",
      query: said(id, "query") ?? null,
      comment: typeof comment === "string" ? comment : "",
    });
  }
  return heads;
}

const FIELDS = ["name", "kind", "query", "comment"] as const;

const isText = (value: RoomValue): boolean => typeof value === "string" && value.length <= 4_000;

export function isGroupField(key: string, value: RoomValue): boolean {
  const [id = "", field, more] = key.split("/");
  if (id === "" || more !== undefined) return false;
  if (field === "kind") return value === "fixed" || value === "query";
  if (field === "query") return isRoomValue(value);
  return (field === "name" || field === "comment") && isText(value);
}

const splitMemberKey = (key: string): readonly [group: string, point: string] => {
  const at = key.indexOf("/");
  return at < 0 ? ["", ""] : [key.slice(0, at), key.slice(at + 1)];
};

/** An id of a group has no slash in it; an id of a point may. */
export const memberKey = (groupId: string, pointId: string): string => `${groupId}/${pointId}`;

export function isMember(key: string, value: RoomValue): boolean {
  const [group, point] = splitMemberKey(key);
  return group !== "" && point !== "" && value === true;
}

/** Which points of one area are in which group. */
export function membersByGroup(doc: Y.Doc): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const key of membersOf(doc).keys()) {
    const [group, point] = splitMemberKey(key);
    const points = groups.get(group) ?? new Set();
    groups.set(group, points);
    points.add(point);
  }
  return groups;
}

/** Puts points of the room's area into a group, or takes them out. One transaction. Returns how many that changed. */
export function changeMembers(
  doc: Y.Doc,
  groupId: string,
  { pointIds, isIn }: { readonly pointIds: readonly string[]; readonly isIn: boolean },
): number {
  const members = membersOf(doc);
  let changed = 0;
  doc.transact(() => {
    for (const pointId of pointIds) {
      const key = memberKey(groupId, pointId);
      if (members.has(key) === isIn) continue;
      changed += 1;
      if (isIn) members.set(key, true);
      else members.delete(key);
    }
  });
  return changed;
}
