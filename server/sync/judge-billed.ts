import type { Doc } from "yjs";
import { billedFacts, hasBills } from "../../shared/rooms/billed-facts.ts";
import {
  baseRecord,
  type Edit,
  editsByPoint,
  GONE,
  splitEditKey,
  viewPoint,
} from "../../shared/rooms/overlay.ts";
import { fieldOf, withField } from "../../shared/rooms/point-fields.ts";
import type { PointRecord } from "../../shared/rooms/point-record.ts";
import type { RefusedKey } from "../../shared/rooms/refusal.ts";
import type { RoomChange } from "../../shared/rooms/room-change.ts";
import type { RoomValue } from "../../shared/rooms/same-value.ts";
import type { Trial } from "./room-document.ts";

/** Fields that say who lived there when, and which meter hung there, and that there is no such point any more. */
const isOfBills = (field: string): boolean =>
  field.startsWith("occupancy:") || field.startsWith("segment:") || field === GONE;

/** What an update says of who lived where, and of meters that hung there; most say nothing of it. */
export const billedChanges = ({ step }: Trial): readonly RoomChange[] =>
  step.changes.filter(({ part, key }) => part === "edits" && isOfBills(splitEditKey(key)[1]));

/**
 * Those of the changes that would make bills say otherwise which were written already. The update stands in
 * the document: what the point was before is what it is now with every change taken back.
 */
export function judgeBilled(
  doc: Doc,
  { step }: Trial,
  { changes, lockedBeforeMs }: { readonly changes: readonly RoomChange[]; readonly lockedBeforeMs: number },
): readonly RefusedKey[] {
  const ids = new Set(changes.map(({ key }) => splitEditKey(key)[0]));
  const refused = new Set(
    [...ids].filter((id) => {
      const after = viewPoint(doc, id)?.record;
      if (!after) return wasBilled(doc, id, lockedBeforeMs);
      const before = takeBack(doc, after, step.changes);
      return before && billedFacts(before, lockedBeforeMs) !== billedFacts(after, lockedBeforeMs);
    }),
  );
  return changes
    .filter(({ key }) => refused.has(splitEditKey(key)[0]))
    .map(({ part, key }) => ({ part, key, reason: "period-locked" }));
}

/** Whether a point that was taken away had bills: they could not be shown any more. */
function wasBilled(doc: Doc, id: string, beforeMs: number): boolean {
  const { [GONE]: _, ...edits } = Object.fromEntries(editsByPoint(doc).get(id) ?? []);
  const before = viewPoint(doc, id, new Map(Object.entries(edits)))?.record;
  return before !== undefined && hasBills(before, beforeMs);
}

/** Nothing for a point that is new: nobody was billed for it. */
function takeBack(doc: Doc, after: PointRecord, changes: readonly RoomChange[]): PointRecord | undefined {
  const base = baseRecord(doc, after.id);
  let record: PointRecord | undefined = after;
  for (const { part, key, before } of changes) {
    const [id, field] = splitEditKey(key);
    if (part !== "edits" || id !== after.id) continue;
    record = record && withField(record, field, saidBefore(before) ?? (base ? fieldOf(base, field) : null));
  }
  return record;
}

const saidBefore = (edit: RoomValue | undefined): RoomValue | undefined =>
  Array.isArray(edit) ? (edit as unknown as Edit)[0] : undefined;
