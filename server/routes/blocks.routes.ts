import { type Context, Hono } from "hono";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import { monthStartOf, type WireBlockChanges, type WireBlockList } from "../../shared/model/wire-blocks.ts";
import { callerOf, isVisible } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import { blockAt, blocksAt, changesAtPoints, isDamagedAt, lackingAt } from "../live/point-blocks.ts";
import { numberOf } from "./query-numbers.ts";
import { visiblePointOf } from "./visible-point.ts";

const MAX_CHANGES = 20_000;

/** Readings as blocks, for whoever keeps them: a point's months, each month's bytes, and what has changed. */
export function blocksRoutes(): Hono {
  return new Hono()
    .get("/api/v1/blocks", sendChanges)
    .get("/api/v1/points/:id/blocks", async (c) => {
      const { id, store } = visiblePointOf(c);
      const { cursor } = await store.readings.blocksSince(Number.MAX_SAFE_INTEGER, 1);
      const segments = await store.points.segments(id);
      const blocks = await blocksAt(store.readings, segments);
      const lacking = await lackingAt(store.readings, segments);
      return c.json({
        ...{ cursor, blocks },
        ...(lacking.length > 0 ? { lacking } : {}),
      } satisfies WireBlockList);
    })
    .get("/api/v1/points/:id/blocks/:meter/:month", sendBlock);
}

async function sendChanges(c: Context): Promise<Response> {
  const caller = callerOf(c);
  const { store, points } = caller.utility;
  const since = numberOf(c, "since");
  const limit = Math.min(MAX_CHANGES, Math.max(1, numberOf(c, "limit", 2_000)));
  const { cursor, changes } = await store.readings.blocksSince(since, limit);
  const atPoints = changes.flatMap((change) => changesAtPoints(change, points.mountingsOf(change.meter)));
  return c.json({
    cursor,
    changes: atPoints.filter(({ pointId }) => {
      const found = points.find(pointId);
      return found !== undefined && isVisible(caller, found.point);
    }),
    isReset: since > cursor,
  } satisfies WireBlockChanges);
}

async function sendBlock(c: Context): Promise<Response> {
  const { id, store } = visiblePointOf(c);
  const meter = c.req.param("meter") ?? "";
  const month = c.req.param("month") ?? "";
  const monthMs = monthStartOf(month);
  if (!parseMeterKey(meter)) throw new HttpError("request.invalid", { field: "meter", actual: meter });
  if (monthMs === undefined) throw new HttpError("request.invalid", { field: "month", actual: month });
  const segments = await store.points.segments(id);
  const asked = { meter: meter as MeterKey, monthMs };
  const block = await blockAt(store.readings, segments, asked);
  if (!block) {
    const isDamaged = await isDamagedAt(store.readings, segments, asked);
    throw new HttpError(isDamaged ? "block.damaged" : "block.not-found", { meter, month });
  }
  const headers = { ETag: block.etag, "Cache-Control": "private, no-cache" };
  if (c.req.header("if-none-match") === block.etag) return c.body(null, 304, headers);
  return c.body(new Uint8Array(block.bytes), 200, { ...headers, "Content-Type": "application/octet-stream" });
}
