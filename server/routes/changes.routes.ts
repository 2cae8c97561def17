import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Deps } from "../deps.ts";
import type { FeedEntry } from "../live/change-feed.ts";

const HEARTBEAT_MS = 15_000;

/**
 * `GET /api/v1/changes?since=<cursor>`: server-sent events, one `WireChange` each, the cursor as
 * event id. Event `reset`: the cursor is too old, load the lists again.
 */
export function changesRoutes(deps: Deps): Hono {
  return new Hono().get("/api/v1/changes", (c) => {
    const since = Number(c.req.header("last-event-id") ?? c.req.query("since") ?? deps.changes.cursor());
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (stream) => {
      const waiting: FeedEntry[] = [];
      let wake: (() => void) | undefined;
      const unsubscribe = deps.changes.subscribe((entries) => {
        waiting.push(...entries);
        wake?.();
      });
      stream.onAbort(() => {
        unsubscribe();
        wake?.();
      });
      const missed = deps.changes.after(since);
      if (missed === undefined)
        await stream.writeSSE({ event: "reset", id: `${deps.changes.cursor()}`, data: "{}" });
      else waiting.unshift(...missed);
      while (!stream.aborted) {
        for (const { cursor, change } of waiting.splice(0)) {
          await stream.writeSSE({ id: `${cursor}`, data: JSON.stringify(change) });
        }
        const isIdle = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(true), HEARTBEAT_MS);
          wake = () => {
            clearTimeout(timer);
            resolve(false);
          };
          if (waiting.length > 0 || stream.aborted) wake();
        });
        if (isIdle) await stream.write(": still here\n\n");
      }
    });
  });
}
