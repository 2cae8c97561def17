import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type Context, Hono } from "hono";
import { LIST_SUMS_BYTES } from "../../shared/blocks/list-delta.ts";
import { CURSOR_HEADER } from "../../shared/model/wire.ts";
import type { WireShards } from "../../shared/rooms/wire-rooms.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { latestSnapshot } from "../live/latest-snapshot.ts";
import { listStream, type WantedList } from "../live/list-packs.ts";
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
      const type = { ...headers, "Content-Type": "application/json", Vary: "Accept-Encoding" };
      if (!(c.req.header("accept-encoding") ?? "").includes("gzip")) return c.body(body, 200, type);
      return c.body(new Uint8Array(gzipSync(body)), 200, { ...type, "Content-Encoding": "gzip" });
    })
    .get("/api/v1/shards/points", async (c) => {
      const caller = callerOf(c);
      const { rooms } = caller.utility.store;
      const wanted = new Map(c.req.queries("room")?.map((room, n) => [room, c.req.queries("sums")?.[n]]));
      const heads = (await rooms.pointRooms()).filter(({ room }) => wanted.size === 0 || wanted.has(room));
      const visible = await visibleOf(heads, caller, deps);
      const lists = visible.map((head): WantedList => ({ ...head, ...heldSumsOf(wanted.get(head.room)) }));
      return c.body(listStream(rooms, lists), 200, {
        "Content-Type": "application/octet-stream",
        "Cache-Control": "private, no-store",
      });
    })
    .get("/api/v1/latest", sendLatest);
}

/** The sums of a list somebody has (`list-delta.ts`), base64url of 32-bit numbers; nothing where there are none. */
function heldSumsOf(text: string | undefined): Pick<WantedList, "heldSums"> {
  const bytes = new Uint8Array(Buffer.from(text ?? "", "base64url"));
  return bytes.length === LIST_SUMS_BYTES ? { heldSums: new Uint32Array(bytes.buffer) } : {};
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
