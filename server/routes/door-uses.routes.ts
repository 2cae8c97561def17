import { type Context, Hono } from "hono";
import { CUSTOMER_LANGUAGES } from "../../shared/exports/customer-words-table.ts";
import type { DoorUse, WireDoorUses } from "../../shared/model/wire-door-uses.ts";
import { callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { buildDoorUse, doorSpanOf } from "../reports/build-door-uses.ts";
import { base64 } from "../reports/sign-report.ts";
import { roomUserOf } from "../room-caller.ts";
import { roundRoomOf } from "../round-rooms.ts";
import { numberOf } from "./query-numbers.ts";

/** Seconds of the server's time, and a piece that a slow network still gets through. */
const AT_ONCE = 100;

/** What a phone takes along in the morning to show at doors: use of thirteen months of each of a round's points. */
export function doorUsesRoutes(deps: Deps): Hono {
  return new Hono().get("/api/v1/rounds/:id/uses", async (c) => {
    // Whoever signs in next on this phone may not be meant to see it.
    c.header("cache-control", "no-store");
    return c.json(await usesOf(c, deps));
  });
}

async function usesOf(c: Context, deps: Deps): Promise<WireDoorUses> {
  const caller = callerOf(c);
  const { utility } = caller;
  const { points, rooms, store } = utility;
  const id = c.req.param("id") ?? "";
  const known = (await store.rounds.list()).some((round) => round.id === id);
  if (!known || !(await rooms.mayRead(roomUserOf(caller, deps), roundRoomOf(rooms, id))))
    throw new HttpError("round.not-found", { id });
  const language = CUSTOMER_LANGUAGES.find((one) => one === (c.req.query("language") ?? "en"));
  if (!language)
    throw new HttpError("request.invalid", { field: "language", expected: CUSTOMER_LANGUAGES.join(", ") });
  const after = Math.max(0, numberOf(c, "after", 0));
  const own = (await store.rounds.points(id)).flatMap(({ pointId }) => {
    const found = points.find(pointId);
    return found && isVisible(caller, found.point) ? [pointId] : [];
  });
  const { timeZone } = await store.settings.utility();
  const nowMs = deps.nowMs();
  const span = doorSpanOf(nowMs, timeZone);
  const uses: DoorUse[] = [];
  for (const pointId of own.slice(after, after + AT_ONCE))
    uses.push(await buildDoorUse(utility, { pointId, ...span, timeZone, language, nowMs }));
  return {
    untilMs: span.toMs,
    publicKey: base64(await store.signing.publicKey()),
    total: own.length,
    points: uses,
    ...(after + AT_ONCE < own.length ? { next: after + AT_ONCE } : {}),
  };
}
