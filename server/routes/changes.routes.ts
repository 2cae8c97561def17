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
 * event id. `since=now`: from now on, and event `begin` tells the cursor. Event `reset`: the cursor is too old, load the lists again. The stream ends when the
 * session does, or when rights change.
 */
export function changesRoutes(deps: Deps): Hono {
  return new Hono().get("/api/v1/changes", (c) => {
    const caller = callerOf(c);
    const { changes } = caller.utility;
    const from = c.req.header("last-event-id") ?? c.req.query("since");
    const since = from === undefined || from === "now" ? changes.cursor() : Number(from);
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (stream) => {
      if (from === "now") await stream.writeSSE({ event: "begin", id: `${since}`, data: "{}" });
      await sendChanges(stream, { deps, caller, since });
    });
  });
}

interface Watch {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly since: number;
}

async function sendChanges(stream: SSEStreamingApi, { deps, caller, since }: Watch): Promise<void> {
  const { changes } = caller.utility;
  const waiting: (FeedEntry | "reload")[] = [];
  let wake: (() => void) | undefined;
  const unsubscribe = changes.subscribe((entries) => {
    if (entries === "reload") waiting.splice(0, waiting.length, "reload");
    else waiting.push(...entries);
    wake?.();
  });
  stream.onAbort(() => {
    unsubscribe();
    wake?.();
  });
  waiting.unshift(...(changes.after(since) ?? ["reload" as const]));
  let checkedAtMs = deps.nowMs();
  while (!stream.aborted) {
    if (deps.nowMs() - checkedAtMs >= RECHECK_MS) {
      if (!(await isStillAllowed(caller, deps))) break;
      checkedAtMs = deps.nowMs();
    }
    for (const entry of waiting.splice(0)) await sendEntry(stream, caller, entry);
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

async function sendEntry(
  stream: SSEStreamingApi,
  caller: Caller,
  entry: FeedEntry | "reload",
): Promise<void> {
  if (entry === "reload") {
    await stream.writeSSE({ event: "reset", id: `${caller.utility.changes.cursor()}`, data: "{}" });
  } else if (isVisible(caller, pointOf(caller, entry.change))) {
    await stream.writeSSE({ id: `${entry.cursor}`, data: JSON.stringify(entry.change) });
  }
}

const pointOf = (caller: Caller, change: WireChange): { readonly area: string } | undefined =>
  change.kind === "point" ? change.point : caller.utility.points.find(change.pointId)?.point;
