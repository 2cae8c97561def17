import type { Doc } from "yjs";
import type { ImportedPoint } from "../../shared/rooms/merge-import.ts";
import { baseRecord, viewPoint } from "../../shared/rooms/overlay.ts";
import { isSayable } from "../../shared/rooms/point-fields.ts";
import type { PointRecord } from "../../shared/rooms/point-record.ts";
import type { KeptImport, Withheld } from "./keep-billed.ts";

const isGood = ({ customerEmail }: PointRecord): boolean => isSayable("customerEmail", customerEmail);

/** The points of an import without e-mail addresses that are none: what stands stays, and a person sees what was said. */
export function keepMail(doc: Doc, points: readonly ImportedPoint[]): KeptImport {
  const withheld: Withheld[] = [];
  const kept = points.map((point): ImportedPoint => {
    const { next, previous } = point;
    if (isGood(next) && (!previous || isGood(previous))) return point;
    const { id } = next;
    const customerEmail = baseRecord(doc, id)?.customerEmail ?? "";
    if (!isGood(next) && next.customerEmail !== (previous?.customerEmail ?? customerEmail)) {
      const stands = viewPoint(doc, id)?.record.customerEmail ?? "";
      withheld.push({ id, field: "customerEmail", stands, value: next.customerEmail });
    }
    // What was withheld last time never stood here: the source may put it right.
    return {
      next: isGood(next) ? next : { ...next, customerEmail },
      previous: previous && (isGood(previous) ? previous : { ...previous, customerEmail }),
    };
  });
  return { points: kept, withheld };
}
