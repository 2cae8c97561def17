import { Hono } from "hono";
import { allows } from "../../shared/model/permission.ts";
import type { WireHealth } from "../../shared/model/wire.ts";
import { findCaller } from "../access-guard.ts";
import type { Deps } from "../deps.ts";
import { diskProblem } from "../disk-room.ts";

/**
 * `GET /health`: whether the server works, what it lacks, and how far decoding has come, in the caller's utility or
 * the only one there is. How many points and readings it has is told to those who may see them.
 */
export function healthRoutes(deps: Deps): Hono {
  return new Hono().get("/health", async (c) => {
    const caller = await findCaller(c, deps);
    const utility = caller?.utility ?? deps.utilities.single();
    const problems = [
      ...(deps.utilities.all().some(({ ingest }) => ingest.isOverloaded()) ? (["overloaded"] as const) : []),
      ...[await diskProblem(deps.dataFolder)].filter((problem) => problem !== undefined),
    ];
    return c.json({
      status: problems.length > 0 ? "degraded" : "ok",
      ...(problems.length > 0 && { problems }),
      version: deps.version,
      ...(utility && {
        journalSeq: utility.journal.lastSeq(),
        decodedSeq: utility.ingest.decodedSeq(),
      }),
      ...(caller?.areas === "all" &&
        allows(caller.permissions, { area: "data-access", right: "read" }) && {
          points: caller.utility.points.size(),
          readings: await caller.utility.store.readings.count(),
        }),
    } satisfies WireHealth);
  });
}
