import type * as Y from "yjs";
import {
  type Author,
  baseRecord,
  type Edit,
  editKey,
  editsByPoint,
  editsOf,
  viewPoint,
  writeBase,
} from "./overlay.ts";
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
 * A folded edit under which another edit was already in conflict when an import changed the field:
 * three values, of which the room can show two. This is the third one.
 */
export interface BuriedEdit {
  readonly id: string;
  readonly field: string;
  readonly stands: RoomValue;
  readonly value: RoomValue;
}

/** What an import did: records written, and what it buried. */
export interface MergedImport {
  readonly written: number;
  readonly buried: readonly BuriedEdit[];
}

/**
 * Writes into the base what an import says newly, field by field. A field the source has not changed
 * since its last import is left alone, so that yesterday's edit survives today's identical file; one
 * that both changed becomes a conflict, with the people's value standing.
 */
export function mergeImport(doc: Y.Doc, points: readonly ImportedPoint[], who: Author): MergedImport {
  return doc.transact(() => {
    const edits = editsByPoint(doc);
    const merged = points.map((point) => importPoint(doc, point, { edits: edits.get(point.next.id), who }));
    return {
      written: merged.reduce((sum, { written }) => sum + written, 0),
      buried: merged.flatMap(({ buried }) => buried),
    };
  });
}

function importPoint(
  doc: Y.Doc,
  point: ImportedPoint,
  { edits = new Map(), who }: { readonly edits: ReadonlyMap<string, Edit> | undefined; readonly who: Author },
): MergedImport {
  const { id } = point.next;
  const base = baseRecord(doc, id);
  if (!base) return { written: writeBase(doc, [point.next]), buried: [] };
  if (saysTheSame(point)) return { written: 0, buried: [] };
  const inConflict = viewPoint(doc, id, edits)?.conflicts ?? [];
  const { record, displaced } = mergePoint(base, point);
  const buried: BuriedEdit[] = [];
  for (const { field, stands, was } of displaced) {
    const conflict = inConflict.find((one) => one.field === field);
    if (!edits.has(field)) standAgain(doc, { id, field, value: stands, replaced: was }, who);
    else if (conflict) buried.push({ id, field, stands: conflict.edited, value: stands });
  }
  return { written: writeBase(doc, [record]), buried };
}

const saysTheSame = ({ next, previous }: ImportedPoint): boolean =>
  previous !== undefined && sameBytes(encodePointRecord(previous), encodePointRecord(next));

interface Merged {
  readonly record: PointRecord;
  /** Fields where the base said something else than the source did last time: an edit that was folded. */
  readonly displaced: readonly {
    readonly field: string;
    readonly stands: RoomValue;
    readonly was: RoomValue;
  }[];
}

function mergePoint(base: PointRecord, { next, previous = base }: ImportedPoint): Merged {
  let record: PointRecord = { ...base, area: next.area };
  const displaced: Merged["displaced"][number][] = [];
  for (const field of new Set([...fieldNamesOf(previous), ...fieldNamesOf(next)])) {
    const [was, says, stands] = [fieldOf(previous, field), fieldOf(next, field), fieldOf(base, field)];
    if (sameValue(was, says) || sameValue(stands, says)) continue;
    record = withField(record, field, says) ?? record;
    if (!sameValue(stands, was)) displaced.push({ field, stands, was });
  }
  return { record, displaced };
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
