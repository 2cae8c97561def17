import { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { WireChange } from "../../shared/model/wire.ts";
import { isStillAllowed } from "../access-guard.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import type { FeedEntry } from "../live/change-feed.ts";

const HEARTBEAT_MS = 15_000;
/** So long at most does somebody signed out, or scoped elsewhere, still hear of changes. */
const RECHECK_MS = 1000;

/**
 * `GET /api/v1/changes?since=<cursor>`: server-sent events, one `WireChange` each, the cursor as
 * event id. Event `reset`: the cursor is too old, load the lists again. The stream ends when the
 * session does, or when rights change.
 */
export function changesRoutes(deps: Deps): Hono {
  return new Hono().get("/api/v1/changes", (c) => {
    const caller = callerOf(c);
    const { changes } = caller.utility;
    const since = Number(c.req.header("last-event-id") ?? c.req.query("since") ?? changes.cursor());
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, (stream) => sendChanges(stream, { deps, caller, since }));
  });
}

interface Watch {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly since: number;
}

async function sendChanges(stream: SSEStreamingApi, { deps, caller, since }: Watch): Promise<void> {
  const { changes } = caller.utility;
  const waiting: FeedEntry[] = [];
  let wake: (() => void) | undefined;
  const unsubscribe = changes.subscribe((entries) => {
    waiting.push(...entries);
    wake?.();
  });
  stream.onAbort(() => {
    unsubscribe();
    wake?.();
  });
  const missed = changes.after(since);
  if (missed === undefined) await stream.writeSSE({ event: "reset", id: `${changes.cursor()}`, data: "{}" });
  else waiting.unshift(...missed);
  let checkedAtMs = deps.nowMs();
  while (!stream.aborted) {
    if (deps.nowMs() - checkedAtMs >= RECHECK_MS) {
      if (!(await isStillAllowed(caller, deps))) break;
      checkedAtMs = deps.nowMs();
    }
    for (const { cursor, change } of waiting.splice(0)) {
      if (!isVisible(caller, pointOf(caller, change))) continue;
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
  unsubscribe();
}

const pointOf = (caller: Caller, change: WireChange): { readonly area: string } | undefined =>
  change.kind === "point" ? change.point : caller.utility.points.find(change.pointId)?.point;
