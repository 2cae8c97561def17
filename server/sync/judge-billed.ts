import type { Doc } from "yjs";
import { type BilledNames, hasBills, hasSameBills } from "../../shared/rooms/billed-facts.ts";
import { type Edit, editsByPoint, GONE, NEW, splitEditKey, viewPoint } from "../../shared/rooms/overlay.ts";
import type { PointRecord } from "../../shared/rooms/point-record.ts";
import type { RefusedKey } from "../../shared/rooms/refusal.ts";
import type { RoomChange } from "../../shared/rooms/room-change.ts";
import type { Trial } from "./room-document.ts";

const FIELDS: ReadonlySet<string> = new Set(["customerNumber", "customerName", NEW, GONE]);

/** Fields that say who lived there when, and which meter hung there, and whether there is such a point at all. */
const isOfBills = (field: string): boolean =>
  FIELDS.has(field) || field.startsWith("occupancy:") || field.startsWith("segment:");

/** What an update says of who lived where, and of meters that hung there; most say nothing of it. */
export const billedChanges = ({ step }: Trial): readonly RoomChange[] =>
  step.changes.filter(({ part, key }) => part === "edits" && isOfBills(splitEditKey(key)[1]));

/** The points they are about. */
export const pointsOf = (changes: readonly RoomChange[]): readonly string[] =>
  changes.map(({ key }) => splitEditKey(key)[0]);

/**
 * Those of the changes that would make bills say otherwise which were written already. The update stands in
 * the document: what the point was before is what it is now with every change taken back.
 */
export function judgeBilled(
  doc: Doc,
  { step }: Trial,
  {
    changes,
    lockedBeforeMs,
    names,
  }: {
    readonly changes: readonly RoomChange[];
    readonly lockedBeforeMs: number;
    /** Whom bills were written to, by point. */
    readonly names: ReadonlyMap<string, BilledNames>;
  },
): readonly RefusedKey[] {
  const byPoint = editsByPoint(doc);
  const ids = new Set(pointsOf(changes));
  const refused = new Set(
    [...ids].filter((id) => {
      const edits = byPoint.get(id) ?? new Map<string, Edit>();
      const before = recordUnder(doc, id, editsBefore(edits, id, step.changes));
      // Nobody was billed for a point that is new.
      if (!before) return false;
      const after = edits.has(GONE) ? undefined : recordUnder(doc, id, edits);
      return after
        ? !hasSameBills(before, after, lockedBeforeMs, names.get(id))
        : hasBills(before, lockedBeforeMs);
    }),
  );
  return changes
    .filter(({ key }) => refused.has(splitEditKey(key)[0]))
    .map(({ part, key }) => ({ part, key, reason: "period-locked" }));
}

/** A point's edits as they were before these changes, each of another key. */
function editsBefore(
  edits: ReadonlyMap<string, Edit>,
  id: string,
  changes: readonly RoomChange[],
): ReadonlyMap<string, Edit> {
  const before = new Map(edits);
  for (const { part, key, before: said } of changes) {
    const [pointId, field] = splitEditKey(key);
    if (part !== "edits" || pointId !== id) continue;
    if (said === undefined) before.delete(field);
    else before.set(field, said as unknown as Edit);
  }
  return before;
}

/** The point under these edits, also where it was taken away. */
function recordUnder(doc: Doc, id: string, edits: ReadonlyMap<string, Edit>): PointRecord | undefined {
  const kept = new Map([...edits].filter(([field]) => field !== GONE));
  return viewPoint(doc, id, kept)?.record;
}
