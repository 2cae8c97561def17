import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { CURSOR_HEADER } from "../../shared/model/wire.ts";
import type { WireShards } from "../../shared/rooms/wire-rooms.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { latestSnapshot } from "../live/latest-snapshot.ts";
import { listStream } from "../live/list-packs.ts";
import { roomUserOf } from "../room-caller.ts";
import type { RoomHead } from "../room-ports.ts";

/** What an app keeps a list of all points by: which rooms hold them, and what each point said last. */
export function latestRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/shards", async (c) => {
      const caller = callerOf(c);
      const { store } = caller.utility;
      const heads = await store.rooms.pointRooms();
      const shards = await visibleOf(heads, caller, deps);
      const cursor = heads.reduce((newest, { seq }) => Math.max(newest, seq), 0);
      const body = JSON.stringify({
        cursor,
        utility: await store.settings.utility(),
        shards,
      } satisfies WireShards);
      const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
      const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
      if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
      return c.body(body, 200, { ...headers, "Content-Type": "application/json" });
    })
    .get("/api/v1/shards/points", async (c) => {
      const caller = callerOf(c);
      const { rooms } = caller.utility.store;
      const wanted = new Set(c.req.queries("room"));
      const heads = (await rooms.pointRooms()).filter(({ room }) => wanted.size === 0 || wanted.has(room));
      return c.body(listStream(rooms, await visibleOf(heads, caller, deps)), 200, {
        "Content-Type": "application/octet-stream",
        "Cache-Control": "private, no-store",
      });
    })
    .get("/api/v1/latest", sendLatest);
}

async function visibleOf(
  heads: readonly RoomHead[],
  caller: Caller,
  deps: Deps,
): Promise<readonly RoomHead[]> {
  const { rooms } = caller.utility;
  const user = roomUserOf(caller, deps);
  const visible: RoomHead[] = [];
  for (const head of heads) {
    const name = rooms.nameOf(head.room);
    if (name && (await rooms.mayRead(user, name))) visible.push(head);
  }
  return visible;
}

async function sendLatest(c: Context): Promise<Response> {
  const caller = callerOf(c);
  const { points, changes } = caller.utility;
  const snapshot = await latestSnapshot({
    points,
    changes,
    scope: caller.areas === "all" ? "all" : JSON.stringify(caller.areas),
    isVisible: (point) => isVisible(caller, point),
  });
  const headers = {
    ETag: snapshot.etag,
    "Cache-Control": "private, no-cache",
    [CURSOR_HEADER]: `${snapshot.cursor}`,
  };
  if (c.req.header("if-none-match") === snapshot.etag) return c.body(null, 304, headers);
  const isPacked = (c.req.header("accept-encoding") ?? "").includes("gzip");
  return c.body(new Uint8Array(isPacked ? snapshot.packed : snapshot.bytes), 200, {
    ...headers,
    "Content-Type": "application/octet-stream",
    Vary: "Accept-Encoding",
    ...(isPacked ? { "Content-Encoding": "gzip" } : {}),
  });
}
