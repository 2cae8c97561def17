import { Hono } from "hono";
import { isRegister } from "../../shared/model/register.ts";
import type { WireLive, WireTrends } from "../../shared/model/wire-live.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { livePoints, priorityPoints, trendsOf } from "../live/live-points.ts";
import { numberOf } from "./query-numbers.ts";

const HOUR_MS = 3_600_000;
const MOST_HOURS = 48;

/** Priority points as they are heard: where they stand now; what follows comes by the change feed. */
export function liveRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/live", async (c) => {
      const caller = callerOf(c);
      const cursor = caller.utility.changes.cursor();
      const { points, leftOut } = priorityPoints(caller);
      return c.json({ cursor, points: await livePoints(caller, points), leftOut } satisfies WireLive);
    })
    .get("/api/v1/live/trends", async (c) => {
      const caller = callerOf(c);
      const register = c.req.query("register") ?? "";
      if (!isRegister(register))
        throw new HttpError("request.invalid", { field: "register", actual: register });
      const hours = Math.min(MOST_HOURS, Math.max(1, numberOf(c, "hours", 6)));
      const toMs = deps.nowMs();
      const fromMs = toMs - hours * HOUR_MS;
      const { points } = priorityPoints(caller);
      const trends = await trendsOf(caller.utility, points, { register, fromMs, toMs: toMs + 1 });
      return c.json({ fromMs, toMs, trends } satisfies WireTrends);
    });
}
