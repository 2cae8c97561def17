import { filterPoints } from "./filter-points.ts";
import { criteriaOf } from "./point-criteria.ts";
import type { PointTable } from "./point-table.ts";

/** Groups that are there without anybody having made them. Ids of made ones are longer. */
export const BUILT_IN_GROUPS = ["all", "none", "imported", "priority"] as const;
export type BuiltInGroup = (typeof BUILT_IN_GROUPS)[number];

export const isBuiltIn = (group: string): group is BuiltInGroup =>
  BUILT_IN_GROUPS.some((known) => known === group);

/** What masks are made from. */
export interface GroupFacts {
  /** By id. */
  readonly groups: ReadonlyMap<string, { readonly kind: "fixed" | "query"; readonly query: unknown }>;
  /** Members of fixed groups, by group. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  readonly lastImported: readonly string[];
}

/**
 * 1 where the row's point is in the group. A group nobody knows keeps nothing: better an empty list than
 * one that is too long.
 */
export function maskGroup(all: PointTable, wanted: string, facts: GroupFacts, nowMs: number): Uint8Array {
  return maskWithin(all, wanted, facts, { nowMs, isAsked: new Set() });
}

/** A saved query may ask for another group. One that comes back to itself keeps nothing. */
function maskWithin(
  all: PointTable,
  wanted: string,
  facts: GroupFacts,
  { nowMs, isAsked }: { readonly nowMs: number; readonly isAsked: ReadonlySet<string> },
): Uint8Array {
  if (wanted === "all") return new Uint8Array(all.count).fill(1);
  if (wanted === "none") return maskUngrouped(all, facts);
  if (wanted === "imported") return maskMembers(all, facts.lastImported);
  if (wanted === "priority") return maskPriority(all);
  const group = facts.groups.get(wanted);
  if (!group || isAsked.has(wanted)) return new Uint8Array(all.count);
  if (group.kind === "fixed") return maskMembers(all, facts.members.get(wanted) ?? []);
  const criteria = criteriaOf(typeof group.query === "string" ? group.query : "");
  const within =
    criteria.group === undefined
      ? undefined
      : maskWithin(all, criteria.group, facts, { nowMs, isAsked: new Set([...isAsked, wanted]) });
  return filterPoints(all, criteria, nowMs, within).keeps;
}

/** 1 where the row's point is a member. Members that are not in the list count for nothing. */
function maskMembers(all: PointTable, members: Iterable<string>): Uint8Array {
  const mask = new Uint8Array(all.count);
  for (const id of members) {
    const row = all.rowOf(id);
    if (row !== undefined) mask[row] = 1;
  }
  return mask;
}

/** 1 where the row's point is in no fixed group that is there. */
function maskUngrouped(all: PointTable, { groups, members }: GroupFacts): Uint8Array {
  const mask = new Uint8Array(all.count).fill(1);
  for (const [group, ids] of members) {
    if (groups.get(group)?.kind !== "fixed") continue;
    for (const id of ids) {
      const row = all.rowOf(id);
      if (row !== undefined) mask[row] = 0;
    }
  }
  return mask;
}

function maskPriority(all: PointTable): Uint8Array {
  const mask = new Uint8Array(all.count);
  for (let row = 0; row < all.count; row++) if (all.isPriority(row)) mask[row] = 1;
  return mask;
}

export const countMask = (mask: Uint8Array): number => mask.reduce((sum, bit) => sum + bit, 0);
