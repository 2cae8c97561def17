import type * as Y from "yjs";
import type { RoomValue } from "./same-value.ts";

/** What somebody wrote about a point, under an id of its own in the map `comments`. */
export type PointComment = {
  readonly pointId: string;
  readonly text: string;
  readonly by: string;
  readonly atMs: number;
};

export const commentsOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("comments");

export function isComment(_key: string, value: RoomValue): value is PointComment {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { pointId, text, by, atMs, ...more } = value as Partial<PointComment>;
  return (
    typeof pointId === "string" &&
    typeof text === "string" &&
    text.length <= 4_000 &&
    typeof by === "string" &&
    Number.isSafeInteger(atMs) &&
    Object.keys(more).length === 0
  );
}

/** The comments on one point, oldest first. */
export const commentsOn = (
  doc: Y.Doc,
  pointId: string,
): readonly (PointComment & { readonly id: string })[] =>
  [...commentsOf(doc).entries()]
    .flatMap(([id, value]) => (isComment(id, value) && value.pointId === pointId ? [{ id, ...value }] : []))
    .sort((a, b) => a.atMs - b.atMs);

/** Settings that people edit, field by field, in the map `settings` of the utility's room. */
export const settingsOf = (doc: Y.Doc): Y.Map<RoomValue> => doc.getMap("settings");
