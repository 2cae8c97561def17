/**
 * The overlay layout of a room of points (DESIGN D4). Two maps of plain values:
 *
 * | map | key | value | written by |
 * |---|---|---|---|
 * | `base` | point id | `encodePointRecord` | import and the server's fold, only where it changed |
 * | `edits` | `<point id>/<field>` | `Edit`, as the list below | people, through the relay's guard |
 *
 * An edit is `[value, replaced, author, atMs, over…]`: the value, the base value it replaced, who and
 * when, and the edits it knowingly replaced in turn (`briefOf` each), so that a fold between two edits
 * of one person is not mistaken for somebody else's change. Two fields are none of the record's own: `new` (its
 * value is a whole record, for a point that has no base yet) and `gone` (the point is to be removed).
 */
import type * as Y from "yjs";
import { fieldOf, isSayable, withField } from "./point-fields.ts";
import type { PointRecord } from "./point-record.ts";
import { decodePointRecord, encodePointRecord } from "./record-codec.ts";
import { briefOf, type RoomValue, sameBytes, sameValue } from "./same-value.ts";

export type Edit = readonly [
  value: RoomValue,
  replaced: RoomValue,
  author: string,
  atMs: number,
  ...over: RoomValue[],
];

/** Whose hand, and when by their clock. */
export interface Author {
  readonly by: string;
  readonly atMs: number;
}

/** The base said something new after somebody had edited the field: a person has to choose. */
export interface FieldConflict {
  readonly field: string;
  readonly edited: RoomValue;
  readonly base: RoomValue;
  readonly replaced: RoomValue;
  readonly by: string;
  readonly atMs: number;
}

export interface PointView {
  /** What everybody sees: the base with the edits over it. */
  readonly record: PointRecord;
  /** Fields that are edited and not folded yet. */
  readonly edits: ReadonlyMap<string, Edit>;
  readonly conflicts: readonly FieldConflict[];
}

export const NEW = "new";
export const GONE = "gone";
/** Edits over edits that are remembered; who edits a field oftener between two folds is asked. */
const MAX_OVER = 8;

export const baseOf = (doc: Y.Doc): Y.Map<Uint8Array> => doc.getMap<Uint8Array>("base");
export const editsOf = (doc: Y.Doc): Y.Map<Edit> => doc.getMap<Edit>("edits");

export const editKey = (id: string, field: string): string => `${id}/${field}`;

/** Point and field of a key of `edits`; fields hold no slash, ids may. */
export function splitEditKey(key: string): readonly [id: string, field: string] {
  const at = key.lastIndexOf("/");
  return [key.slice(0, Math.max(at, 0)), key.slice(at + 1)];
}

/** All points of the room as everybody sees them. A base record of a newer version is left out. */
export function viewOf(doc: Y.Doc): Map<string, PointView> {
  const views = new Map<string, PointView>();
  const edits = editsByPoint(doc);
  for (const id of new Set([...baseOf(doc).keys(), ...edits.keys()])) {
    const view = viewPoint(doc, id, edits.get(id));
    if (view) views.set(id, view);
  }
  return views;
}

/** The edits of every edited point. */
export function editsByPoint(doc: Y.Doc): Map<string, Map<string, Edit>> {
  const byPoint = new Map<string, Map<string, Edit>>();
  for (const [key, edit] of editsOf(doc).entries()) {
    const [id, field] = splitEditKey(key);
    const fields = byPoint.get(id) ?? new Map<string, Edit>();
    byPoint.set(id, fields.set(field, edit));
  }
  return byPoint;
}

/** One point as everybody sees it; `undefined` when there is none of this id. */
export function viewPoint(
  doc: Y.Doc,
  id: string,
  edits: ReadonlyMap<string, Edit> = editsByPoint(doc).get(id) ?? new Map(),
): PointView | undefined {
  const base = baseRecord(doc, id) ?? newRecord(edits.get(NEW));
  if (!base || edits.has(GONE)) return undefined;
  let record = base;
  const conflicts: FieldConflict[] = [];
  for (const [field, edit] of edits) {
    const next = withField(record, field, edit[0]);
    if (!next) continue;
    record = next;
    const conflict = conflictOf(base, field, edit);
    if (conflict) conflicts.push(conflict);
  }
  return { record, edits, conflicts };
}

export function baseRecord(doc: Y.Doc, id: string): PointRecord | undefined {
  const bytes = baseOf(doc).get(id);
  return bytes && decodePointRecord(bytes);
}

function newRecord(edit: Edit | undefined): PointRecord | undefined {
  const bytes = edit?.[0];
  return bytes instanceof Uint8Array ? decodePointRecord(bytes) : undefined;
}

function conflictOf(base: PointRecord, field: string, edit: Edit): FieldConflict | undefined {
  const [edited, replaced, by, atMs, ...over] = edit;
  const now = fieldOf(base, field);
  if (sameValue(now, edited) || sameValue(now, replaced)) return undefined;
  if (over.some((known) => sameValue(briefOf(now), known))) return undefined;
  return { field, edited, base: now, replaced, by, atMs };
}

/** The edit that says `value` over what this document shows now. */
function editOver(doc: Y.Doc, at: { id: string; field: string }, value: RoomValue, who: Author): Edit {
  const standing = editsOf(doc).get(editKey(at.id, at.field));
  const base = baseRecord(doc, at.id) ?? newRecord(editsOf(doc).get(editKey(at.id, NEW)));
  const replaced = base ? fieldOf(base, at.field) : null;
  if (!standing) return [value, replaced, who.by, who.atMs];
  const [last, first, , , ...over] = standing;
  const conflict = base && conflictOf(base, at.field, standing);
  if (conflict) return [value, replaced, who.by, who.atMs];
  return [value, first, who.by, who.atMs, ...[...over, briefOf(last)].slice(-MAX_OVER)];
}

/** Says a field anew. `false` when the point has no such field or the value does not fit: nothing changed. */
export function editField(
  doc: Y.Doc,
  at: { readonly id: string; readonly field: string; readonly value: RoomValue },
  who: Author,
): boolean {
  const view = viewPoint(doc, at.id);
  if (!view || !withField(view.record, at.field, at.value) || !isSayable(at.field, at.value)) return false;
  if (!view.edits.has(at.field) && sameValue(fieldOf(view.record, at.field), at.value)) return true;
  editsOf(doc).set(editKey(at.id, at.field), editOver(doc, at, at.value, who));
  return true;
}

/** A point that no import knows yet. Its id must be new to the utility: take a random one. */
export function addPoint(doc: Y.Doc, record: PointRecord, who: Author): void {
  editsOf(doc).set(editKey(record.id, NEW), [encodePointRecord(record), null, who.by, who.atMs]);
}

/** Takes a point out of every view; the fold removes it. */
export function removePoint(doc: Y.Doc, id: string, who: Author): void {
  editsOf(doc).set(editKey(id, GONE), [true, null, who.by, who.atMs]);
}

/** Settles a conflict: `mine` keeps the edited value over the new base, `base` gives it up. */
export function settleConflict(
  doc: Y.Doc,
  at: { readonly id: string; readonly field: string; readonly keep: "mine" | "base" },
  who: Author,
): void {
  const edit = editsOf(doc).get(editKey(at.id, at.field));
  const base = baseRecord(doc, at.id);
  if (!edit || !base) return;
  const now = fieldOf(base, at.field);
  const value = at.keep === "mine" ? edit[0] : now;
  editsOf(doc).set(editKey(at.id, at.field), [value, now, who.by, who.atMs]);
}

/** Writes records as base, where they differ from it; the number written. For import and fold only. */
export function writeBase(doc: Y.Doc, records: readonly PointRecord[]): number {
  const base = baseOf(doc);
  const changed = records
    .map((record) => [record.id, encodePointRecord(record)] as const)
    .filter(([id, bytes]) => {
      const known = base.get(id);
      return !known || !sameBytes(known, bytes);
    });
  doc.transact(() => {
    for (const [id, bytes] of changed) base.set(id, bytes);
  });
  return changed.length;
}

/**
 * Moves every edit that is in no conflict into the base and clears it; conflicts stay for a person.
 * What everybody sees stays the same. Only the server may: a base record written twice at once would
 * lose one of the two.
 */
export function foldEdits(doc: Y.Doc): void {
  doc.transact(() => {
    for (const [id, edits] of editsByPoint(doc)) foldPoint(doc, id, edits);
  });
}

function foldPoint(doc: Y.Doc, id: string, edits: ReadonlyMap<string, Edit>): void {
  const all = editsOf(doc);
  const base = baseRecord(doc, id) ?? newRecord(edits.get(NEW));
  if (!base && baseOf(doc).has(id)) return;
  if (edits.has(GONE)) baseOf(doc).delete(id);
  if (!base || edits.has(GONE)) {
    for (const field of edits.keys()) all.delete(editKey(id, field));
    return;
  }
  let record = base;
  for (const [field, edit] of edits) {
    if (conflictOf(base, field, edit)) continue;
    record = withField(record, field, edit[0]) ?? record;
    all.delete(editKey(id, field));
  }
  writeBase(doc, [record]);
}
