import type { Context } from "hono";
import { callerOf, isVisible } from "../caller.ts";
import { HttpError } from "../http-error.ts";

/** The point a request names. A point elsewhere and a point that is not there are the same answer. */
export function visiblePointOf(c: Context) {
  const caller = callerOf(c);
  const id = c.req.param("id") ?? "";
  const { points, store, changes } = caller.utility;
  const found = points.find(id);
  if (!found || !isVisible(caller, found.point)) throw new HttpError("point.not-found", { id });
  return { ...found, id, store, changes };
}
