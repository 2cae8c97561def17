import { gunzipSync } from "node:zlib";
import { type Context, Hono } from "hono";
import type { RoomKind } from "../../shared/rooms/room-name.ts";
import { toPlain } from "../../shared/rooms/value-json.ts";
import {
  EPOCH_HEADER,
  type WireConflicts,
  type WireRoomsSince,
  type WireSettled,
} from "../../shared/rooms/wire-rooms.ts";
import { type Caller, callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { roomUserOf } from "../room-caller.ts";
import { numberOf } from "./query-numbers.ts";
import { readJson } from "./read-json.ts";

const MAX_UPDATES = 5_000;
const MAX_CONFLICTS = 1_000;

/** Rooms without a socket: snapshots, what is new since a cursor, and the work list of conflicts. */
export function roomsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/rooms/:room/snapshot", (c) => sendSnapshot(c, deps))
    .get("/api/v1/rooms", async (c) => {
      const caller = callerOf(c);
      const limit = Math.min(MAX_UPDATES, Math.max(1, numberOf(c, "limit", 1_000)));
      const { rooms } = caller.utility;
      const cursor = numberOf(c, "since", Number.MAX_SAFE_INTEGER);
      const since = await rooms.since(roomUserOf(caller, deps), cursor, limit);
      return c.json({
        cursor: since.cursor,
        updates: since.entries.map(({ room, epoch, update }) => ({
          room,
          epoch,
          update: Buffer.from(update).toString("base64"),
        })),
        reload: since.reload,
      } satisfies WireRoomsSince);
    })
    .get("/api/v1/conflicts", async (c) => {
      const caller = callerOf(c);
      const limit = Math.min(MAX_CONFLICTS, Math.max(1, numberOf(c, "limit", 200)));
      const { rooms } = caller.utility.store;
      const counts = await rooms.conflictCounts();
      const visible = await visibleRooms(caller, deps, [...counts.keys()]);
      const total = [...visible].reduce((sum, room) => sum + (counts.get(room) ?? 0), 0);
      const conflicts = (await rooms.conflicts(limit, [...visible])).map((one) => ({
        ...one,
        stands: toPlain(one.stands),
        other: toPlain(one.other),
      }));
      return c.json({ total, conflicts } satisfies WireConflicts);
    })
    .post("/api/v1/conflicts/settled", async (c) => {
      const caller = callerOf(c);
      const keys = readKeys(await readJson(c));
      const visible = await visibleRooms(
        caller,
        deps,
        keys.map(({ room }) => room),
      );
      if (keys.some(({ room }) => !visible.has(room))) throw new HttpError("room.not-found");
      await caller.utility.rooms.settle(keys, caller.actor);
      return c.json({ settled: keys.length });
    });
}

/** Rooms that everybody knows the names of and that are there from the first word said in them. */
const BEGINS_EMPTY: readonly RoomKind[] = ["comments", "members", "groups", "settings"];

async function sendSnapshot(c: Context, deps: Deps): Promise<Response> {
  const caller = callerOf(c);
  const { rooms } = caller.utility;
  const name = rooms.nameOf(c.req.param("room") ?? "");
  if (!(name && (await rooms.mayRead(roomUserOf(caller, deps), name)))) throw new HttpError("room.not-found");
  const snapshot = await rooms.snapshot(name);
  if (!snapshot) {
    if (BEGINS_EMPTY.includes(name.kind)) return c.body(null, 204);
    throw new HttpError("room.not-found");
  }
  const etag = `"${snapshot.epoch}-${snapshot.seq}"`;
  const headers = { ETag: etag, "Cache-Control": "private, no-cache", [EPOCH_HEADER]: `${snapshot.epoch}` };
  if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
  const isPacked = (c.req.header("accept-encoding") ?? "").includes("gzip");
  const bytes = isPacked ? snapshot.packed : gunzipSync(snapshot.packed);
  return c.body(new Uint8Array(bytes), 200, {
    ...headers,
    "Content-Type": "application/octet-stream",
    Vary: "Accept-Encoding",
    ...(isPacked ? { "Content-Encoding": "gzip" } : {}),
  });
}

async function visibleRooms(
  caller: Caller,
  deps: Deps,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rooms } = caller.utility;
  const visible = new Set<string>();
  for (const text of new Set(names)) {
    const name = rooms.nameOf(text);
    if (name && (await rooms.mayRead(roomUserOf(caller, deps), name))) visible.add(text);
  }
  return visible;
}

function readKeys(body: unknown): WireSettled["keys"] {
  const keys = typeof body === "object" && body !== null && "keys" in body ? body.keys : undefined;
  if (!Array.isArray(keys) || keys.length > MAX_CONFLICTS || !keys.every(isKey)) {
    throw new HttpError("request.invalid", { field: "keys" });
  }
  return keys;
}

const isKey = (key: unknown): key is WireSettled["keys"][number] =>
  typeof key === "object" &&
  key !== null &&
  "room" in key &&
  typeof key.room === "string" &&
  "part" in key &&
  typeof key.part === "string" &&
  "key" in key &&
  typeof key.key === "string";
