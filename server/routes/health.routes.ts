import { Hono } from "hono";
import type { WireHealth } from "../../shared/model/wire.ts";
import type { Deps } from "../deps.ts";

/** `GET /health`: whether the server works, and how far decoding has come. */
export function healthRoutes(deps: Deps): Hono {
  return new Hono().get("/health", async (c) => {
    const [journalSeq, decodedSeq] = [deps.journal.lastSeq(), deps.ingest.decodedSeq()];
    return c.json({
      status: deps.ingest.isOverloaded() ? "degraded" : "ok",
      version: deps.version,
      journalSeq,
      decodedSeq,
      points: deps.points.size(),
      readings: await deps.store.readings.count(),
    } satisfies WireHealth);
  });
}
