import type { Doc } from "yjs";
import { lockedIn, type PeriodLocks } from "../../shared/model/period-lock.ts";
import { type BilledNames, hasSameBills } from "../../shared/rooms/billed-facts.ts";
import type { ImportedPoint } from "../../shared/rooms/merge-import.ts";
import { baseRecord, viewPoint } from "../../shared/rooms/overlay.ts";
import { fieldNamesOf, fieldOf, withField } from "../../shared/rooms/point-fields.ts";
import type { PointRecord } from "../../shared/rooms/point-record.ts";
import { type RoomValue, sameValue } from "../../shared/rooms/same-value.ts";

/** What an import said of a time that was billed: the point stays as it was, and a person sees what was said. */
export interface Withheld {
  readonly id: string;
  readonly field: string;
  readonly stands: RoomValue;
  readonly value: RoomValue;
}

export interface KeptImport {
  readonly points: readonly ImportedPoint[];
  readonly withheld: readonly Withheld[];
}

/** The points of an import without what would make bills of an area say otherwise which were written already. */
export function keepBilled(
  doc: Doc,
  points: readonly ImportedPoint[],
  {
    locks,
    area,
    names,
  }: {
    readonly locks: PeriodLocks;
    readonly area: string;
    /** Whom bills were written to, by point. */
    readonly names: ReadonlyMap<string, BilledNames>;
  },
): KeptImport {
  const beforeMs = lockedIn(locks, area);
  if (beforeMs === 0) return { points, withheld: [] };
  const withheld: Withheld[] = [];
  const kept = points.map((point) => {
    const stands = viewPoint(doc, point.next.id)?.record;
    return stands
      ? keepPoint(point, { stands, doc, beforeMs, names: names.get(point.next.id), withheld })
      : point;
  });
  return { points: kept, withheld };
}

function keepPoint(
  { next, previous }: ImportedPoint,
  at: {
    readonly stands: PointRecord;
    readonly doc: Doc;
    readonly beforeMs: number;
    readonly names: BilledNames | undefined;
    readonly withheld: Withheld[];
  },
): ImportedPoint {
  const { stands, beforeMs, names, withheld } = at;
  const { id } = next;
  const last = previous ?? baseRecord(at.doc, id) ?? stands;
  const wouldChange = (field: string, value: RoomValue): boolean => {
    const tried = withField(stands, field, value);
    return tried !== undefined && !hasSameBills(stands, tried, beforeMs, names);
  };
  let record = next;
  let before = previous;
  for (const field of new Set([...fieldNamesOf(last), ...fieldNamesOf(next)])) {
    const [was, says] = [fieldOf(last, field), fieldOf(next, field)];
    if (sameValue(was, says)) continue;
    if (wouldChange(field, says)) {
      record = withField(record, field, was) ?? record;
      withheld.push({ id, field, stands: fieldOf(stands, field), value: says });
    } else if (before && wouldChange(field, was)) {
      // What was withheld last time never stood here: the source may take it back.
      before = withField(before, field, fieldOf(stands, field)) ?? before;
    }
  }
  return { next: record, previous: before };
}
