import { Hono } from "hono";
import type { WireIngestAnswer } from "../../shared/model/wire.ts";
import { gatewayCallerOf } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import { parseTelegrams } from "../ingest/parse-telegrams.ts";
import { StorageError } from "../ports.ts";
import { readJson } from "./read-json.ts";

/** `POST /ingest/v1/telegrams`: gateways hand over what they heard; 200 means it is on disk. */
export function ingestRoutes(): Hono {
  return new Hono().post("/ingest/v1/telegrams", async (c) => {
    const { utility, gateway } = gatewayCallerOf(c);
    if (utility.ingest.isOverloaded()) throw new HttpError("ingest.overloaded");
    const hearings = parseTelegrams(await readJson(c), gateway);
    if (!hearings.ok) throw new HttpError(hearings.error.code, hearings.error);
    try {
      const outcome = await utility.ingest.receive(hearings.value);
      return c.json({
        accepted: outcome.accepted,
        duplicates: outcome.duplicates,
        journalSeq: outcome.lastSeq,
      } satisfies WireIngestAnswer);
    } catch (error) {
      if (error instanceof StorageError && error.code === "storage.disk-full")
        throw new HttpError("ingest.disk-full");
      throw error;
    }
  });
}
