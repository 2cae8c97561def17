import { Hono } from "hono";
import type { WireHealth } from "../../shared/model/wire.ts";
import { findCaller } from "../access-guard.ts";
import type { Deps } from "../deps.ts";

/**
 * `GET /health`: whether the server works, and how far decoding has come. Figures are one utility's:
 * the caller's own, or that of the only one there is.
 */
export function healthRoutes(deps: Deps): Hono {
  return new Hono().get("/health", async (c) => {
    const utility = (await findCaller(c, deps))?.utility ?? deps.utilities.single();
    const isBehind = deps.utilities.all().some(({ ingest }) => ingest.isOverloaded());
    return c.json({
      status: isBehind ? "degraded" : "ok",
      version: deps.version,
      ...(utility && {
        journalSeq: utility.journal.lastSeq(),
        decodedSeq: utility.ingest.decodedSeq(),
        points: utility.points.size(),
        readings: await utility.store.readings.count(),
      }),
    } satisfies WireHealth);
  });
}
