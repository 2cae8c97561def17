import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import type { WireCard, WireRound, WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { AuditNote } from "../people-ports.ts";
import type { RoundPoint, RoundRow, RoundShare } from "../round-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";

const MAX_POINTS = 20_000;

/** Rounds: who reads which points, and what is read already. */
export function roundsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/readers", async (c) => {
      const people = await callerOf(c).utility.store.people.list(deps.nowMs());
      const active = people.filter(({ isActive }) => isActive);
      return c.json({ readers: active.map(({ id, name }) => ({ id, name })) });
    })
    .get("/api/v1/rounds", async (c) => {
      const caller = callerOf(c);
      const heads = await headsOf(caller, await caller.utility.store.rounds.list());
      const isMine = c.req.query("mine") === "1" && caller.actor.personId !== undefined;
      return c.json({ rounds: isMine ? heads.filter((head) => isFor(head, caller)) : heads });
    })
    .post("/api/v1/rounds", async (c) => c.json(await create(c, deps), 201))
    .get("/api/v1/rounds/:id", async (c) => c.json(await wireRoundOf(callerOf(c), await roundAt(c))))
    .patch("/api/v1/rounds/:id", async (c) => {
      const round = await roundAt(c);
      const body = await BodyFields.read(c);
      const state = body.choice("state", ["open", "closed"]);
      await callerOf(c).utility.store.rounds.setState(
        round.id,
        state,
        noteOf(c, deps, { round, after: { state } }),
      );
      return c.body(null, 204);
    })
    .put("/api/v1/rounds/:id/assigned", async (c) => {
      const round = await roundAt(c);
      const body = await BodyFields.read(c);
      const pointIds = idsOf(body, "pointIds");
      const readerId = await readerOf(c, body);
      const note = noteOf(c, deps, { round, after: { readerId, points: pointIds.length } });
      const changed = await callerOf(c).utility.store.rounds.assign(round.id, { pointIds, readerId }, note);
      return c.json({ changed });
    })
    .post("/api/v1/rounds/:id/reads", async (c) => {
      const round = await roundAt(c);
      const { utility, actor } = callerOf(c);
      const reads = readsOf(await BodyFields.read(c), actor.personId ?? "");
      return c.json({ added: await utility.store.rounds.addReads(round.id, reads) });
    });
}

async function create(c: Context, deps: Deps): Promise<WireRoundHead> {
  const caller = callerOf(c);
  const body = await BodyFields.read(c);
  const wanted = idsOf(body, "pointIds");
  const readerId = await readerOf(c, body);
  const seen = wanted.filter((id) => {
    const found = caller.utility.points.find(id);
    return found !== undefined && isVisible(caller, found.point);
  });
  if (seen.length === 0) throw invalid("pointIds", "at least one metering point");
  const round: RoundRow = {
    id: randomUUID(),
    name: body.text("name", { max: 120 }),
    state: "open",
    createdAtMs: deps.nowMs(),
  };
  const points = seen.map((pointId) => ({ pointId, ...(readerId === null ? {} : { readerId }) }));
  const note = noteOf(c, deps, { round, after: { points: points.length, readerId } });
  await caller.utility.store.rounds.create(round, points, note);
  const [head] = await headsOf(caller, [round]);
  if (!head) throw new HttpError("round.not-found");
  return head;
}

async function roundAt(c: Context): Promise<RoundRow> {
  const id = c.req.param("id") ?? "";
  const round = await callerOf(c).utility.store.rounds.find(id);
  if (!round) throw new HttpError("round.not-found", { id });
  return round;
}

async function headsOf({ utility }: Caller, rounds: readonly RoundRow[]): Promise<WireRoundHead[]> {
  const shares = await utility.store.rounds.shares();
  const people = await utility.store.people.list(0);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rounds.map((round) => {
    const own = shares.filter(({ roundId }) => roundId === round.id);
    return {
      ...round,
      points: sum(own, ({ points }) => points),
      read: sum(own, ({ read }) => read),
      readers: own.map(({ readerId, points, read }) => ({
        ...(readerId === undefined ? {} : { id: readerId }),
        name: readerId === undefined ? "" : (names.get(readerId) ?? ""),
        points,
        read,
      })),
    };
  });
}

const sum = (shares: readonly RoundShare[], of: (share: RoundShare) => number): number =>
  shares.reduce((total, share) => total + of(share), 0);

/** Whether something of the round is the caller's, or anybody's. */
const isFor = (head: WireRoundHead, { actor }: Caller): boolean =>
  head.state === "open" && head.readers.some(({ id }) => id === undefined || id === actor.personId);

async function wireRoundOf(caller: Caller, round: RoundRow): Promise<WireRound> {
  const { store } = caller.utility;
  const [head] = await headsOf(caller, [round]);
  if (!head) throw new HttpError("round.not-found");
  const points = await store.rounds.points(round.id);
  const reads = await store.rounds.reads(round.id);
  const formats = await store.readings.formats();
  return {
    ...head,
    cards: points.flatMap((point) => cardOf(caller, point) ?? []),
    reads: reads.map(({ pointId, atMs, personId }) => ({
      pointId,
      atMs,
      ...(personId === "" ? {} : { by: personId }),
    })),
    formats: formats.map(({ meterType, headers }) => ({ meterType, headers })),
  };
}

function cardOf(caller: Caller, { pointId, readerId }: RoundPoint): WireCard | undefined {
  const found = caller.utility.points.find(pointId);
  if (!(found && isVisible(caller, found.point))) return undefined;
  const { row } = found;
  const { number, address, postalCode, city, customer, medium, meter, latest } = row;
  const value = latest?.values[0];
  return {
    pointId,
    number,
    address,
    postalCode,
    city,
    customer,
    medium,
    ...(row.lat === undefined || row.lon === undefined ? {} : { lat: row.lat, lon: row.lon }),
    ...(meter ? { meter: { key: meter.key, serial: meter.serial, type: meter.type } } : {}),
    ...(latest ? { last: { atMs: latest.atMs, ...(value ? { value } : {}) } } : {}),
    ...(readerId === undefined ? {} : { readerId }),
  };
}

function noteOf(
  c: Context,
  deps: Deps,
  { round, after }: { readonly round: RoundRow; readonly after: unknown },
): AuditNote {
  return {
    atMs: deps.nowMs(),
    event: "round.changed",
    by: callerOf(c).actor,
    target: { kind: "round", id: round.id, name: round.name },
    after,
  };
}

function idsOf(body: BodyFields, field: string): readonly string[] {
  const value = body.get(field);
  const isList = Array.isArray(value) && value.length <= MAX_POINTS;
  if (!(isList && value.every((id) => typeof id === "string")))
    throw invalid(field, "ids of metering points");
  return [...new Set<string>(value)];
}

/** `null`: anybody's. */
async function readerOf(c: Context, body: BodyFields): Promise<string | null> {
  if (!body.has("readerId") || body.get("readerId") === null) return null;
  const id = body.text("readerId", { max: 100 });
  const person = await callerOf(c).utility.store.people.find(id);
  if (!person?.isActive) throw new HttpError("person.not-found");
  return id;
}

function readsOf(body: BodyFields, personId: string) {
  const value = body.get("reads");
  if (!Array.isArray(value) || value.length > MAX_POINTS) throw invalid("reads", "a list of reads");
  return value.map((read: unknown) => {
    const fields = new Map(Object.entries(read ?? {}));
    const [pointId, atMs] = [fields.get("pointId"), fields.get("atMs")];
    if (typeof pointId !== "string" || typeof atMs !== "number" || !Number.isSafeInteger(atMs))
      throw invalid("reads", "pointId and atMs");
    return { pointId, atMs, personId };
  });
}
