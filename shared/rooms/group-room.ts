import type * as Y from "yjs";
import { isRoomValue, type RoomValue } from "./same-value.ts";

/**
 * Groups are views over points; they carry no rights. All names and queries lie in one room, the
 * members of a fixed group in a room of its own, so that opening the list costs the same however
 * large the groups are.
 *
 * | room | map | key | value |
 * |---|---|---|---|
 * | `groups` | `groups` | `<group id>/<field of GroupHead>` | its value |
 * | `group` | `members` | point id | `true` |
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

export const isMember = (key: string, value: RoomValue): boolean => key !== "" && value === true;
