import type { Doc } from "yjs";
import { isTogether, type Mounting } from "../../shared/model/metering-point.ts";
import { baseRecord, type Edit, GONE, NEW, splitEditKey, viewPoint } from "../../shared/rooms/overlay.ts";
import { segmentField } from "../../shared/rooms/point-record.ts";
import { decodeSegment } from "../../shared/rooms/record-codec.ts";
import type { RefusedKey } from "../../shared/rooms/refusal.ts";
import type { RoomChange } from "../../shared/rooms/room-change.ts";
import type { RelayOptions } from "./relay-options.ts";
import type { Trial } from "./room-document.ts";

/** What an update says of meters' times at points; most say nothing of it. */
export const mountingChanges = ({ step }: Trial): readonly RoomChange[] =>
  step.changes.filter(({ part, key }) => {
    const [, field] = splitEditKey(key);
    return part === "edits" && (field.startsWith("segment:") || field === NEW || field === GONE);
  });

/** Meters' times at points of the room that a change brings, and were not there before it. */
export const gainedMountings = (doc: Doc, changes: readonly RoomChange[]): readonly Mounting[] =>
  changes.flatMap((change) => gained(doc, change));

/**
 * Those of the changes by which a point would take in what a meter said while it hung at another point: that is of
 * the people there, whom the writer may not even know of; `taken`: what another change takes at this moment. The
 * update stands in the document.
 */
export async function judgeMountings(
  doc: Doc,
  changes: readonly RoomChange[],
  { mountings, taken }: Pick<RelayOptions, "mountings"> & { readonly taken: readonly Mounting[] },
): Promise<readonly RefusedKey[]> {
  const refused: RefusedKey[] = [];
  for (const change of changes) {
    for (const mounting of gained(doc, change)) {
      const known = [...(await mountings(mounting.meter)), ...elsewhere(mounting, taken)];
      if (!known.some((one) => one.pointId !== mounting.pointId && isTogether(one, mounting))) continue;
      refused.push({ part: change.part, key: change.key, reason: "meter-elsewhere" });
      break;
    }
  }
  return refused;
}

/** What is taken already is as good as another point's. */
const elsewhere = (mounting: Mounting, taken: readonly Mounting[]): readonly Mounting[] =>
  taken.filter((one) => isSame(one, mounting)).map((one) => ({ ...one, pointId: "" }));

const isSame = (a: Mounting, b: Mounting): boolean =>
  a.meter === b.meter && a.pointId === b.pointId && a.mountedAtMs === b.mountedAtMs;

/** Meters' times at the point that were not its own before. */
function gained(doc: Doc, { key, before }: RoomChange): readonly Mounting[] {
  const [id, field] = splitEditKey(key);
  const segments = viewPoint(doc, id)?.record.segments ?? [];
  if (field === NEW || field === GONE) return segments;
  const said = segments.find((one) => segmentField(one) === field);
  const was = before === undefined ? baseMounting(doc, id, field) : editedMounting(before, id);
  return said && !(was && endOf(said) <= endOf(was)) ? [said] : [];
}

const baseMounting = (doc: Doc, id: string, field: string): Mounting | undefined =>
  baseRecord(doc, id)?.segments.find((one) => segmentField(one) === field);

function editedMounting(edit: RoomChange["before"], id: string): Mounting | undefined {
  const value = Array.isArray(edit) ? (edit as unknown as Edit)[0] : undefined;
  return value instanceof Uint8Array ? decodeSegment(value, id) : undefined;
}

const endOf = ({ removedAtMs = Number.POSITIVE_INFINITY }: Mounting): number => removedAtMs;
