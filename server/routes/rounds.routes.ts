import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import type { WireRoundHead, WireRounds } from "../../shared/model/wire-rounds.ts";
import { formatRoomName } from "../../shared/rooms/room-name.ts";
import type { Card, Reader } from "../../shared/rooms/round-room.ts";
import { shareOut, streetOf } from "../../shared/rooms/share-out.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { roomUserOf } from "../room-caller.ts";
import type { RoundReader, RoundRow, RoundShare } from "../round-ports.ts";
import { createRound, makeCards, roundRoomOf } from "../round-rooms.ts";
import { BodyFields, invalid } from "./body-fields.ts";

const MAX_POINTS = 20_000;
const MAX_READERS = 20;

/** Rounds: a new one, and how far all of them are. Everything else happens in their rooms. */
export function roundsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/readers", async (c) => {
      const people = await callerOf(c).utility.store.people.list(deps.nowMs());
      const active = people.filter(({ isActive }) => isActive);
      return c.json({ readers: active.map(({ id, name }) => ({ id, name })) });
    })
    .get("/api/v1/rounds", async (c) => c.json(await listRounds(c, deps)))
    .post("/api/v1/rounds", async (c) => c.json(await create(c, deps), 201));
}

async function listRounds(c: Context, deps: Deps): Promise<WireRounds> {
  const caller = callerOf(c);
  const { store, id, rooms } = caller.utility;
  const user = roomUserOf(caller, deps);
  const { personId } = user;
  const seen: RoundRow[] = [];
  for (const round of await store.rounds.list())
    if (await rooms.mayRead(user, roundRoomOf(rooms, round.id))) seen.push(round);
  const rounds = await headsOf(caller, seen);
  const isMine = c.req.query("mine") === "1";
  const formats = isMine ? await store.readings.formats() : [];
  return {
    utility: id,
    personId,
    rounds: isMine ? rounds.filter((head) => isFor(head, caller.actor.personId)) : rounds,
    formats: formats.map(({ meterType, headers }) => ({ meterType, headers })),
  };
}

/** Whether a phone of this person takes the round along: its readers', or anybody's where it names none. */
const isFor = (head: WireRoundHead, personId: string | undefined): boolean =>
  head.state === "open" &&
  (personId === undefined ||
    head.readers.every(({ id }) => id === undefined) ||
    head.readers.some(({ id }) => id === personId));

async function create(c: Context, deps: Deps): Promise<WireRoundHead> {
  const caller = callerOf(c);
  const { store, points, rooms } = caller.utility;
  const body = await BodyFields.read(c);
  const wanted = idsOf(body, "pointIds", MAX_POINTS);
  const readers = await readersOf(caller, body);
  const seen = wanted.filter((id) => {
    const found = points.find(id);
    return found !== undefined && isVisible(caller, found.point);
  });
  if (seen.length === 0) throw invalid("pointIds", "at least one metering point");
  const id = randomUUID();
  const cards = await makeCards(points, store.rounds, seen);
  const head = {
    name: body.text("name", { max: 120 }),
    state: "open",
    createdAtMs: deps.nowMs(),
    dueAtMs: timeOf(body, "dueAtMs"),
    groupId: body.has("groupId") ? body.text("groupId", { max: 64 }) : null,
  } as const;
  const round = { head, readers, cards, assigned: shareOut(stopsOf(cards), [...readers.keys()]) };
  await createRound(rooms, id, { round, by: caller.actor });
  const made = (await store.rounds.list()).find((one) => one.id === id);
  const [wire] = made ? await headsOf(caller, [made]) : [];
  if (!wire) throw new HttpError("round.not-found", { id });
  return wire;
}

const stopsOf = (cards: ReadonlyMap<string, Card>) =>
  [...cards].map(([pointId, card]) => ({ pointId, street: streetOf(card) }));

async function headsOf({ utility }: Caller, rounds: readonly RoundRow[]): Promise<readonly WireRoundHead[]> {
  const [shares, readers] = [await utility.store.rounds.shares(), await utility.store.rounds.readers()];
  return rounds.map((round) => {
    const own = shares.filter(({ roundId }) => roundId === round.id);
    return {
      ...round,
      room: formatRoomName(roundRoomOf(utility.rooms, round.id)),
      points: sum(own, ({ points }) => points),
      read: sum(own, ({ read }) => read),
      readers: wireReadersOf(
        own,
        readers.filter(({ roundId }) => roundId === round.id),
      ),
    };
  });
}

/** Every reader of the round, also one who has no point now, and then what is nobody's. */
function wireReadersOf(
  shares: readonly RoundShare[],
  readers: readonly RoundReader[],
): WireRoundHead["readers"] {
  const shareOf = new Map(shares.map((share) => [share.readerId, share]));
  const named = readers.map(({ personId, name, car }) => {
    const { points = 0, read = 0 } = shareOf.get(personId) ?? {};
    return { id: personId, name, car, points, read };
  });
  const free = shareOf.get(undefined);
  return free ? [...named, { name: "", car: "", points: free.points, read: free.read }] : named;
}

const sum = (shares: readonly RoundShare[], of: (share: RoundShare) => number): number =>
  shares.reduce((total, share) => total + of(share), 0);

function idsOf(body: BodyFields, field: string, most: number): readonly string[] {
  const value = body.get(field);
  const isList = Array.isArray(value) && value.length <= most;
  if (!(isList && value.every((id) => typeof id === "string")))
    throw invalid(field, `a list of at most ${most} ids`);
  return [...new Set<string>(value)];
}

/** Who drives: none, one or several people who are active. */
async function readersOf({ utility }: Caller, body: BodyFields): Promise<ReadonlyMap<string, Reader>> {
  const readers = new Map<string, Reader>();
  if (!body.has("readerIds")) return readers;
  for (const id of idsOf(body, "readerIds", MAX_READERS)) {
    const person = await utility.store.people.find(id);
    if (!person?.isActive) throw new HttpError("person.not-found");
    readers.set(id, { name: person.name, car: "" });
  }
  return readers;
}

function timeOf(body: BodyFields, field: string): number | null {
  const value = body.get(field) ?? null;
  if (value === null) return null;
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw invalid(field, "a time in milliseconds");
  return value;
}
