import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Exchange } from "../../shared/model/meter-exchange.ts";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import { ENTRY_DOUBTS, type EntryDoubt, VISIT_OUTCOMES, type Visit } from "../../shared/model/visit.ts";
import type { WireExpected, WireSpareMeters, WireVisit } from "../../shared/model/wire-visits.ts";
import { callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { roomUserOf } from "../room-caller.ts";
import { roundRoomOf } from "../round-rooms.ts";
import { spareMeters } from "../stock/meter-stock.ts";
import type { VisitRow } from "../visit-ports.ts";
import { expectUse } from "../visits/expect-use.ts";
import { keepVisit } from "../visits/keep-visit.ts";
import { BodyFields, invalid } from "./body-fields.ts";
import { readEditValues } from "./read-edit-values.ts";
import { visiblePointOf } from "./visible-point.ts";

const ID = /^[A-Za-z0-9-]{8,64}$/;
const HASH = /^[0-9a-f]{64}$/;
const MOST_PHOTO_BYTES = 2 * 1024 * 1024;
const MOST_NOTE = 500;
/** A phone's clock is put right by the server's, to within this. */
const CLOCK_SLACK_MS = 600_000;

/** Visits: what readers found at the doors of points, with photos, and what they may expect there. */
export function visitsRoutes(deps: Deps): Hono {
  return new Hono()
    .post("/api/v1/visits", async (c) => {
      const visit = parseVisit(await BodyFields.read(c), deps.nowMs());
      const caller = callerOf(c);
      const point = caller.utility.points.find(visit.pointId)?.point;
      if (!point || !isVisible(caller, point)) throw new HttpError("point.not-found", { id: visit.pointId });
      return c.json(await keepVisit(caller, visit, deps.nowMs()));
    })
    .get("/api/v1/points/:id/visits", async (c) => {
      const { id, store } = visiblePointOf(c);
      return c.json({ visits: (await store.visits.list(id)).map(wireVisitOf) });
    })
    .put("/api/v1/points/:id/photos/:hash", async (c) => {
      const { id, store } = visiblePointOf(c);
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const hash = c.req.param("hash");
      if (!isJpeg(bytes) || bytes.length > MOST_PHOTO_BYTES || hashOf(bytes) !== hash)
        throw new HttpError("photo.invalid");
      await store.visits.addPhoto(id, { hash, bytes });
      return c.body(null, 204);
    })
    .get("/api/v1/points/:id/photos/:hash", async (c) => {
      const { id, store } = visiblePointOf(c);
      const bytes = await store.visits.photo(id, c.req.param("hash"));
      if (!bytes) throw new HttpError("photo.not-found");
      // Whoever signs in next on this computer may not be meant to see it.
      c.header("cache-control", "no-store");
      return c.body(Uint8Array.from(bytes), 200, { "content-type": "image/jpeg" });
    })
    .get("/api/v1/spare-meters", async (c) => {
      const caller = callerOf(c);
      const meters = isVisible(caller, undefined) ? await spareMeters(caller.utility) : [];
      return c.json({ meters } satisfies WireSpareMeters);
    })
    .get("/api/v1/rounds/:id/expected", async (c) => c.json(await expectedOf(c, deps)));
}

async function expectedOf(c: Context, deps: Deps): Promise<WireExpected> {
  const caller = callerOf(c);
  const { points, rooms, store } = caller.utility;
  const id = c.req.param("id") ?? "";
  const known = (await store.rounds.list()).some((round) => round.id === id);
  if (!known || !(await rooms.mayRead(roomUserOf(caller, deps), roundRoomOf(rooms, id))))
    throw new HttpError("round.not-found", { id });
  const seen = (await store.rounds.points(id)).flatMap(({ pointId }) => {
    const point = points.find(pointId)?.point;
    return point && isVisible(caller, point) ? [{ pointId, medium: point.medium }] : [];
  });
  const used = seen.flatMap(({ pointId, medium }) => {
    const hung = points.segmentsOf(pointId).find(({ removedAtMs }) => removedAtMs === undefined);
    return hung ? [{ pointId, medium, meter: hung.meter, mountedAtMs: hung.mountedAtMs }] : [];
  });
  const notes = await store.rounds.accessNotes(seen.map(({ pointId }) => pointId));
  return {
    points: await expectUse(store.readings, used, deps.nowMs()),
    accessNotes: seen.map(({ pointId }) => [pointId, notes.get(pointId) ?? ""]),
  };
}

function parseVisit(body: BodyFields, nowMs: number): Visit {
  const id = body.text("id", { max: 64 });
  if (!ID.test(id)) throw invalid("id", "8 to 64 letters, digits and dashes");
  const atMs = body.get("atMs");
  if (typeof atMs !== "number" || !Number.isSafeInteger(atMs) || atMs <= 0 || atMs > nowMs + CLOCK_SLACK_MS)
    throw invalid("atMs", "UTC milliseconds, not in the future");
  const outcome = body.choice("outcome", VISIT_OUTCOMES);
  const meter = body.text("meter", { max: 40, min: 0 });
  const isFirst = outcome === "exchanged" && meter === "";
  const photo = body.has("photo") ? body.text("photo", { max: 64 }) : undefined;
  if (photo !== undefined && !HASH.test(photo)) throw invalid("photo", "a SHA-256 as 64 hexadecimal digits");
  return {
    id,
    pointId: body.text("pointId", { max: 200 }),
    meter,
    atMs,
    outcome,
    values: valuesOf(body, outcome === "read" || (outcome === "exchanged" && !isFirst)),
    doubts: doubtsOf(body),
    note: body.text("note", { max: MOST_NOTE, min: 0 }),
    ...(photo === undefined ? {} : { photo }),
    ...(outcome === "exchanged" ? { exchange: exchangeOf(body, isFirst) } : {}),
  };
}

/** `isFirst`: none came down, and what the new one showed need not be known. */
function exchangeOf(body: BodyFields, isFirst: boolean): Exchange {
  const exchange = body.inner("exchange");
  const meter = exchange.text("meter", { max: 40 });
  if (!parseMeterKey(meter)) throw invalid("exchange.meter", "the key of a meter");
  const isUnread = isFirst && isEmptyList(exchange.get("startValues"));
  return {
    meter,
    type: exchange.text("type", { max: 60, min: 0 }),
    startValues: isUnread ? [] : readEditValues(exchange, "startValues"),
  };
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function valuesOf(body: BodyFields, isRead: boolean): Visit["values"] {
  if (isRead) return readEditValues(body);
  const values = body.get("values");
  if (!isEmptyList(values)) throw invalid("values", "none where nothing was read");
  return [];
}

function doubtsOf(body: BodyFields): readonly EntryDoubt[] {
  const doubts = body.get("doubts");
  const isDoubt = (one: unknown): one is EntryDoubt => ENTRY_DOUBTS.some((known) => known === one);
  if (!Array.isArray(doubts) || doubts.length > ENTRY_DOUBTS.length || !doubts.every(isDoubt))
    throw invalid("doubts", `some of ${ENTRY_DOUBTS.join(", ")}`);
  return doubts;
}

const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const wireValuesOf = (values: Visit["values"]): WireVisit["values"] =>
  values.map(({ register, value, unit }) => ({ register, value: formatScaled(value), unit }));

const wireVisitOf = ({ values, exchange, ...visit }: VisitRow): WireVisit => ({
  ...visit,
  values: wireValuesOf(values),
  ...(exchange ? { exchange: { ...exchange, startValues: wireValuesOf(exchange.startValues) } } : {}),
});
