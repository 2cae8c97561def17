import { err, ok, type Result } from "../model/result.ts";

/**
 * A room is one replicated document. Its name says whose it is and who may open it, so that the
 * relay can refuse before it loads anything:
 *
 * | name | kind | holds |
 * |---|---|---|
 * | `<utility>/<area>/points/<shard>` | `points` | about 1,000 metering points of one area |
 * | `<utility>/<area>/comments/<shard>` | `comments` | what people wrote about those points |
 * | `<utility>/<area>/members/<shard>` | `members` | which points of the area are in which fixed group; so far all in shard 1 |
 * | `<utility>/groups` | `groups` | names and queries of all groups |
 * | `<utility>/rounds/<id>` | `round` | one round with the cards of its points |
 * | `<utility>/settings` | `settings` | settings that people edit |
 *
 * The area is percent-encoded; `@` (which an encoded area never contains) stands for points that have
 * no area. The permission a kind needs stands in `room-rules.ts`.
 */
export interface RoomName {
  readonly utility: string;
  readonly kind: RoomKind;
  /** Only rooms of points, comments and members have one; the empty text is "no area". */
  readonly area?: string;
  /** Shard number or round; absent where a utility has one such room. */
  readonly id?: string;
}

interface Shape {
  readonly word: string;
  readonly hasArea: boolean;
  readonly id: RegExp | undefined;
}

const SHARD = /^[1-9][0-9]{0,5}$/;
const FREE_ID = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/;

const SHAPES = {
  points: { word: "points", hasArea: true, id: SHARD },
  comments: { word: "comments", hasArea: true, id: SHARD },
  members: { word: "members", hasArea: true, id: SHARD },
  groups: { word: "groups", hasArea: false, id: undefined },
  round: { word: "rounds", hasArea: false, id: FREE_ID },
  settings: { word: "settings", hasArea: false, id: undefined },
} as const satisfies Record<string, Shape>;

export type RoomKind = keyof typeof SHAPES;

const shapes: readonly (readonly [RoomKind, Shape])[] = [
  ["points", SHAPES.points],
  ["comments", SHAPES.comments],
  ["members", SHAPES.members],
  ["groups", SHAPES.groups],
  ["round", SHAPES.round],
  ["settings", SHAPES.settings],
];

const UTILITY = /^[a-z0-9][a-z0-9-]{0,62}$/;
const NO_AREA = "@";
const MAX_AREA = 200;

/** The text that travels and is stored. Only for names whose parts are known to be good. */
export function formatRoomName(room: RoomName): string {
  const { word, hasArea } = SHAPES[room.kind];
  const area = room.area ? encodeURIComponent(room.area) : NO_AREA;
  return [room.utility, ...(hasArea ? [area] : []), word, ...(room.id === undefined ? [] : [room.id])].join(
    "/",
  );
}

/** Refuses everything `formatRoomName` would not write, so that a room has exactly one name. */
export function parseRoomName(text: string): Result<RoomName, "room.bad-name"> {
  const [utility = "", ...rest] = text.split("/");
  if (!UTILITY.test(utility)) return err("room.bad-name");
  for (const [kind, shape] of shapes) {
    const room = parseShape({ utility, kind }, shape, rest);
    if (room) return formatRoomName(room) === text ? ok(room) : err("room.bad-name");
  }
  return err("room.bad-name");
}

function parseShape(
  start: Pick<RoomName, "utility" | "kind">,
  { word, hasArea, id }: Shape,
  segments: readonly string[],
): RoomName | undefined {
  if (segments.length !== 1 + Number(hasArea) + Number(id !== undefined)) return undefined;
  const [area, rest] = hasArea ? [readArea(segments[0]), segments.slice(1)] : [undefined, segments];
  if (rest[0] !== word || (hasArea && area === undefined)) return undefined;
  if (id && !id.test(rest[1] ?? "")) return undefined;
  return {
    ...start,
    ...(area === undefined ? {} : { area }),
    ...(id && rest[1] !== undefined ? { id: rest[1] } : {}),
  };
}

function readArea(segment: string | undefined): string | undefined {
  if (segment === NO_AREA) return "";
  if (segment === undefined || segment === "") return undefined;
  try {
    const area = decodeURIComponent(segment);
    return area.length <= MAX_AREA ? area : undefined;
  } catch {
    return undefined;
  }
}

/** The room that says which points of an area are in which group. */
export const membersRoom = (utility: string, area: string): RoomName => ({
  utility,
  kind: "members",
  area,
  id: "1",
});
