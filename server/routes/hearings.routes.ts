import { Hono } from "hono";
import type { WireIngestAnswer } from "../../shared/model/wire.ts";
import { callerOf } from "../caller.ts";
import { HttpError } from "../http-error.ts";
import { parseTelegrams } from "../ingest/parse-telegrams.ts";
import { StorageError } from "../ports.ts";
import { readJson } from "./read-json.ts";

const PHONE_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * `POST /api/v1/hearings?phone=<id>`: what a phone heard on its round; 200 means it is on disk. The
 * receiver is the phone, whatever the body says. A phone that was never paired or is revoked may still
 * hand over its frames: nothing heard is lost.
 */
export function hearingsRoutes(): Hono {
  return new Hono().post("/api/v1/hearings", async (c) => {
    const { utility } = callerOf(c);
    if (utility.ingest.isOverloaded()) throw new HttpError("ingest.overloaded");
    const id = c.req.query("phone") ?? "";
    if (!PHONE_ID.test(id)) throw new HttpError("request.invalid", { field: "phone" });
    const hearings = parseTelegrams(await readJson(c), id);
    if (!hearings.ok) throw new HttpError(hearings.error.code, hearings.error);
    const name = (await utility.store.phones.find(id))?.name ?? "phone";
    const receiver = `${name} (${id.slice(0, 8)})`;
    try {
      const outcome = await utility.ingest.receive(hearings.value.map((one) => ({ ...one, receiver })));
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
