import type * as Y from "yjs";
import { type Author, baseRecord, editKey, editsByPoint, editsOf, writeBase } from "./overlay.ts";
import { fieldNamesOf, fieldOf, withField } from "./point-fields.ts";
import type { PointRecord } from "./point-record.ts";
import { encodePointRecord } from "./record-codec.ts";
import { type RoomValue, sameBytes, sameValue } from "./same-value.ts";

/** A point as a source says it now, and as the same source said it last time. */
export interface ImportedPoint {
  readonly next: PointRecord;
  /** Absent at the first import: then the base is what it is compared with. */
  readonly previous?: PointRecord | undefined;
}

/**
 * Writes into the base what an import says newly, field by field. A field the source has not changed
 * since its last import is left alone, so that yesterday's edit survives today's identical file; one
 * that both changed becomes a conflict, with the people's value standing. Returns how many records
 * were written.
 */
export function mergeImport(doc: Y.Doc, points: readonly ImportedPoint[], who: Author): number {
  let written = 0;
  doc.transact(() => {
    const edits = editsByPoint(doc);
    for (const point of points) {
      const base = baseRecord(doc, point.next.id);
      if (base && saysTheSame(point)) continue;
      const merged = base ? mergePoint(doc, base, point, who, edits.get(base.id)) : point.next;
      written += writeBase(doc, [merged]);
    }
  });
  return written;
}

const saysTheSame = ({ next, previous }: ImportedPoint): boolean =>
  previous !== undefined && sameBytes(encodePointRecord(previous), encodePointRecord(next));

function mergePoint(
  doc: Y.Doc,
  base: PointRecord,
  { next, previous = base }: ImportedPoint,
  who: Author,
  edits: ReadonlyMap<string, unknown> | undefined,
): PointRecord {
  let merged: PointRecord = { ...base, area: next.area };
  for (const field of new Set([...fieldNamesOf(previous), ...fieldNamesOf(next)])) {
    const [was, says, stands] = [previous, next, base].map((record) => fieldOf(record, field));
    if (was === undefined || says === undefined || stands === undefined) continue;
    if (sameValue(was, says) || sameValue(stands, says)) continue;
    merged = withField(merged, field, says) ?? merged;
    const isFoldedEdit = !sameValue(stands, was) && !edits?.has(field);
    if (isFoldedEdit) standAgain(doc, { id: base.id, field, value: stands, replaced: was }, who);
  }
  return merged;
}

/** A folded edit stands up again beside the base that would have buried it. */
function standAgain(
  doc: Y.Doc,
  at: {
    readonly id: string;
    readonly field: string;
    readonly value: RoomValue;
    readonly replaced: RoomValue;
  },
  who: Author,
): void {
  editsOf(doc).set(editKey(at.id, at.field), [at.value, at.replaced, who.by, who.atMs]);
}
