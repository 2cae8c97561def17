import type * as Y from "yjs";
import { editsByPoint, splitEditKey, viewPoint } from "../../shared/rooms/overlay.ts";
import { formatRoomName, type RoomName } from "../../shared/rooms/room-name.ts";
import { fitsRoom } from "../../shared/rooms/room-rules.ts";
import type { RoomValue } from "../../shared/rooms/same-value.ts";
import type { Conflict, GonePoint, PointRow, RoomCommit, RoomValueRow } from "../room-ports.ts";
import type { Clash } from "./find-clashes.ts";
import type { Trial } from "./room-document.ts";

export type CommitViews = Pick<RoomCommit, "points" | "gonePoints" | "values" | "conflicts">;

export interface TriedRoom {
  readonly room: RoomName;
  readonly doc: Y.Doc;
  readonly trial: Trial;
  readonly nowMs: number;
}

/** What SQL readers shall see after this update: the same rows whichever way the update came in. */
export function describeViews(tried: TriedRoom): CommitViews {
  const { room, trial } = tried;
  const conflicts = trial.clashes.flatMap((clash) => conflictOf(tried, clash));
  const points = room.kind === "points" ? pointRows(tried) : { points: [], gonePoints: [] };
  const values = room.kind === "points" ? [] : valueRows(tried);
  return { ...points, values, conflicts };
}

function pointRows({ room, doc, trial, nowMs }: TriedRoom): Pick<CommitViews, "points" | "gonePoints"> {
  const name = formatRoomName(room);
  const ids = new Set(
    trial.step.touched.map(({ part, key }) => (part === "base" ? key : splitEditKey(key)[0])),
  );
  const edits = editsByPoint(doc);
  const points: PointRow[] = [];
  const gonePoints: GonePoint[] = [];
  for (const id of ids) {
    const view = viewPoint(doc, id, edits.get(id) ?? new Map());
    if (!view) {
      gonePoints.push({ room: name, pointId: id, atMs: nowMs });
      continue;
    }
    const baseConflicts = view.conflicts.map(
      (one): Conflict => ({
        room: name,
        part: "edits",
        key: `${id}/${one.field}`,
        kind: "base",
        stands: one.edited,
        other: one.base,
        otherBy: "",
        atMs: nowMs,
      }),
    );
    points.push({ room: name, record: view.record, baseConflicts });
  }
  return { points, gonePoints };
}

function valueRows({ room, doc, trial }: TriedRoom): readonly RoomValueRow[] {
  const name = formatRoomName(room);
  return trial.step.changes.map(({ part, key }) => ({
    room: name,
    part,
    key,
    value: doc.getMap<RoomValue>(part).get(key),
  }));
}

/** In a room of points the two values and their authors are inside the edits that clash. */
function conflictOf({ room, nowMs }: TriedRoom, clash: Clash): readonly Conflict[] {
  const { part, key } = clash;
  if (!fitsRoom(room.kind, clash, clash.other)) return [];
  const [stands, other] = [saidIn(part, clash.stands), saidIn(part, clash.other)];
  return [
    {
      room: formatRoomName(room),
      part,
      key,
      kind: "concurrent",
      stands: stands.value,
      other: other.value,
      otherBy: other.by,
      atMs: nowMs,
    },
  ];
}

function saidIn(part: string, value: RoomValue): { readonly value: RoomValue; readonly by: string } {
  if (part === "edits" && Array.isArray(value)) {
    const [said = null, , by] = value as readonly RoomValue[];
    return { value: said, by: typeof by === "string" ? by : "" };
  }
  const by = typeof value === "object" && value !== null && "by" in value ? value["by"] : "";
  return { value, by: typeof by === "string" ? by : "" };
}
