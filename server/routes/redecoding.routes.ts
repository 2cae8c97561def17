import { Hono } from "hono";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type {
  WireLookingBack,
  WireRedecodePreview,
  WireRedecodingNow,
} from "../../shared/model/wire-redecode.ts";
import { dayStart } from "../../shared/reports/report-span.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { readDone } from "../ingest/look-back.ts";
import { areasHung, heldMeters } from "../jobs/held-meters.ts";
import { RedecodeJob, type RedecodeWish } from "../jobs/redecode-meters.ts";
import type { Segment } from "../ports.ts";
import type { Utility } from "../utilities.ts";
import { BodyFields, invalid } from "./body-fields.ts";

const MOST_METERS = 20_000;

/** Frames read anew with today's drivers and keys, while the server runs: looked at, started, followed, stopped. */
export function redecodingRoutes(deps: Deps): Hono {
  const jobs = new WeakMap<Utility, RedecodeJob>();
  const jobOf = ({ utility }: Caller): RedecodeJob => {
    const job = jobs.get(utility) ?? new RedecodeJob(utility, deps.nowMs);
    jobs.set(utility, job);
    return job;
  };
  const now = async (caller: Caller): Promise<WireRedecodingNow> => {
    const last = jobOf(caller).state();
    const lookingBack = await lookingBackOf(caller.utility);
    return { ...(last ? { last } : {}), ...(lookingBack ? { lookingBack } : {}) };
  };
  return new Hono()
    .get("/api/v1/redecoding", async (c) => c.json(await now(callerOf(c))))
    .post("/api/v1/redecoding/preview", async (c) => {
      const caller = callerOf(c);
      const { meters } = await readWish(caller, await BodyFields.read(c));
      const { store } = caller.utility;
      const held = new Set(await heldMeters(store));
      const { journalDays } = await store.retention.settings();
      const heldHere = meters.filter(({ meter }) => held.has(meter)).length;
      return c.json({ meters: meters.length, held: heldHere, journalDays } satisfies WireRedecodePreview);
    })
    .post("/api/v1/redecoding", async (c) => {
      const caller = callerOf(c);
      const wish = await readWish(caller, await BodyFields.read(c));
      if (!jobOf(caller).start({ ...wish, by: caller.actor })) throw new HttpError("redecoding.running");
      return c.json(await now(caller), 202);
    })
    .delete("/api/v1/redecoding", async (c) => {
      const caller = callerOf(c);
      jobOf(caller).cancel();
      return c.json(await now(caller));
    });
}

async function lookingBackOf({ store }: Utility): Promise<WireLookingBack | undefined> {
  const done = readDone(await store.settings.lookedBack());
  return done && done.at < done.end ? { looked: done.at, of: done.end } : undefined;
}

async function readWish(caller: Caller, fields: BodyFields): Promise<Omit<RedecodeWish, "by">> {
  const meter = textOf(fields, "meter");
  const type = textOf(fields, "type");
  const listed = fields.has("meters") ? listOf(fields) : undefined;
  if ([meter !== "", type !== "", listed !== undefined].filter(Boolean).length !== 1)
    throw invalid("meter", "a meter's key, a type of meter, or a list of keys");
  const { timeZone } = await caller.utility.store.settings.utility();
  const fromMs = dayOf(fields, "from", timeZone) ?? Number.NEGATIVE_INFINITY;
  const toMs = dayOf(fields, "to", timeZone) ?? Number.POSITIVE_INFINITY;
  if (fromMs >= toMs) throw invalid("to", "a day that is not before the first");
  const meters = await metersOf(caller, (one) =>
    listed ? listed.has(one.meter) : meter === "" ? one.type === type : one.meter === meter,
  );
  if (meters.length === 0) {
    if (meter !== "" && !parseMeterKey(meter)) throw invalid("meter", "a meter's key: KAM-12345678-34-04");
    throw new HttpError("redecoding.no-meter");
  }
  if (listed) return { meters, fromMs, toMs, what: fields.text("what", { max: 120 }), opensUnread: true };
  return { meters, fromMs, toMs, what: meter || type };
}

/** Meters that hang or hung at points this caller sees, each with all areas it was in: what was billed there stays. */
async function metersOf(
  caller: Caller,
  isWanted: (segment: Segment) => boolean,
): Promise<RedecodeWish["meters"]> {
  const { points, store } = caller.utility;
  const isMine = (pointId: string): boolean => isVisible(caller, points.find(pointId)?.point);
  const segments = (await store.points.segments()).filter(({ pointId }) => isMine(pointId));
  const areas = await areasHung(store);
  const meters = new Set(segments.filter(isWanted).map(({ meter }) => meter));
  return Array.from(meters, (meter) => ({ meter, areas: areas.get(meter) ?? [] }));
}

function listOf(fields: BodyFields): ReadonlySet<string> {
  const list = fields.get("meters");
  const isList = Array.isArray(list) && list.length > 0 && list.length <= MOST_METERS;
  if (!isList || !list.every((one) => typeof one === "string" && parseMeterKey(one)))
    throw invalid("meters", `1 to ${MOST_METERS} meters' keys: KAM-12345678-34-04`);
  return new Set<string>(list);
}

const textOf = (fields: BodyFields, field: string): string =>
  fields.has(field) ? fields.text(field, { max: 100, min: 0 }) : "";

/** Where the first day begins, or the last one ends. */
function dayOf(fields: BodyFields, field: "from" | "to", timeZone: string): number | undefined {
  const text = textOf(fields, field);
  if (text === "") return undefined;
  const atMs = dayStart(text, timeZone, field === "to" ? 1 : 0);
  if (atMs === undefined) throw invalid(field, "a day: 2026-11-01");
  return atMs;
}
