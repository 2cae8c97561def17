import { type Context, Hono } from "hono";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import { type MeterId, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { WireReplayedMeter, WireReplayRoundStep } from "../../shared/model/wire-replay.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { CURABLE } from "../ingest/late-keys.ts";
import { parseTelegrams } from "../ingest/parse-telegrams.ts";
import { FRAMED } from "../ingest/redecode-span.ts";
import { type MountedMeter, type Rehearsal, replayTelegrams } from "../ingest/replay-telegrams.ts";
import { heldMeters } from "../jobs/held-meters.ts";
import type { JournalEntry } from "../ports.ts";
import type { TimeSpan } from "../reading-ports.ts";
import { roomUserOf } from "../room-caller.ts";
import type { RoundRow } from "../round-ports.ts";
import { roundRoomOf } from "../round-rooms.ts";
import { BodyFields, invalid } from "./body-fields.ts";
import { readJson } from "./read-json.ts";

/** A step ends with the point that fills it: some tenths of a second of decoding. */
const TELEGRAMS_A_STEP = 1500;
/** What was heard in the last minutes of a round that was closed belongs to it. */
const AFTER_LAST_READ_MS = 3_600_000;

/** Recorded telegrams with today's keys and drivers, beside what stands. Nothing is kept. */
export function replayRoutes(deps: Deps): Hono {
  return new Hono()
    .post("/api/v1/replay/telegrams", async (c) => {
      const caller = callerOf(c);
      const heard = parseTelegrams(await readJson(c), "replay");
      if (!heard.ok) throw new HttpError(heard.error.code, heard.error);
      const entries = heard.value.map((hearing) => ({ ...hearing, seq: 0 }));
      return c.json(await replayTelegrams(await rehearsalOf(caller), entries));
    })
    .post("/api/v1/replay/rounds/:id", async (c) => c.json(await replayRound(c, deps)));
}

async function rehearsalOf(caller: Caller): Promise<Rehearsal> {
  const { store, points, rehearse } = caller.utility;
  return {
    readings: store.readings,
    review: store.review,
    decodeEntry: await rehearse(),
    mountedAt: (meter: MeterId) => {
      const mounted = points.mountedAt(meter);
      return mounted && isVisible(caller, mounted.point) ? mounted : undefined;
    },
    locks: await store.review.locks(),
    held: new Set(await heldMeters(store)),
  };
}

async function replayRound(c: Context, deps: Deps): Promise<WireReplayRoundStep> {
  const caller = callerOf(c);
  const round = await roundOf(caller, deps, c.req.param("id") ?? "");
  const from = (await BodyFields.read(c)).get("from");
  if (typeof from !== "number" || !Number.isInteger(from) || from < 0)
    throw invalid("from", "a place, from 0");
  const { store, points } = caller.utility;
  const all = (await store.rounds.points(round.id)).filter(({ pointId }) => {
    const point = points.pointOf(pointId);
    return point !== undefined && isVisible(caller, point);
  });
  const span = await spanOf(caller, deps, round);
  const rehearsal = await rehearsalOf(caller);
  const meters: WireReplayedMeter[] = [];
  let telegrams = 0;
  let next = from;
  for (; next < all.length && telegrams < TELEGRAMS_A_STEP; next++) {
    const at = mountedOn(caller, all[next]?.pointId ?? "");
    if (!at) continue;
    const entries = await telegramsOf(caller, at, span);
    telegrams += entries.length;
    const step = await replayTelegrams(rehearsal, entries);
    const own = step.meters.find(({ meter }) => meter === at.segment.meter);
    meters.push(own ?? silentOf(at));
  }
  const hasMore = next < all.length;
  return { meters, strangers: 0, nobodys: 0, points: all.length, ...(hasMore ? { next } : {}) };
}

/** A round that is not there and one that is not open to the caller are the same answer. */
async function roundOf(caller: Caller, deps: Deps, id: string): Promise<RoundRow> {
  const { store, rooms } = caller.utility;
  const round = (await store.rounds.list()).find((one) => one.id === id);
  const isSeen = round && (await rooms.mayRead(roomUserOf(caller, deps), roundRoomOf(rooms, round.id)));
  if (!isSeen) throw new HttpError("round.not-found", { id });
  return round;
}

/** From when it was made until now, or until it was read for the last time. */
async function spanOf({ utility }: Caller, deps: Deps, round: RoundRow): Promise<TimeSpan> {
  const reads = await utility.store.rounds.reads(round.id);
  const lastMs = reads.reduce((latest, { atMs }) => Math.max(latest, atMs), round.createdAtMs);
  const toMs = round.state === "open" ? deps.nowMs() : lastMs + AFTER_LAST_READ_MS;
  return { fromMs: round.createdAtMs, toMs };
}

function mountedOn({ utility }: Caller, pointId: string): MountedMeter | undefined {
  const segment = utility.points.segmentsOf(pointId).find(({ removedAtMs }) => removedAtMs === undefined);
  const meter = segment && parseMeterKey(segment.meter);
  return meter && utility.points.mountedAt(meter);
}

/** Telegrams of a meter that the journal still has: those that readings were made of, and those nobody could read. */
async function telegramsOf(
  { utility }: Caller,
  { segment }: MountedMeter,
  { fromMs, toMs }: TimeSpan,
): Promise<readonly JournalEntry[]> {
  const { readings } = utility.store;
  const months = await readings.columns(segment.meter, fromMs, toMs);
  const stood = months
    .flatMap((month) => readingsOf(month))
    .flatMap(({ source, frameSeq }) => (FRAMED.includes(source) ? (frameSeq ?? []) : []));
  const seqs = new Set([...stood, ...(await readings.undecoded(segment.meter, CURABLE))]);
  const entries: JournalEntry[] = [];
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const entry = await utility.journal.find(seq);
    if (entry && entry.rxAtMs >= fromMs && entry.rxAtMs < toMs) entries.push(entry);
  }
  return entries;
}

const silentOf = ({ segment, point }: MountedMeter): WireReplayedMeter => ({
  ...{ meter: segment.meter, pointId: point.id, address: point.address },
  ...{ telegrams: 0, understood: 0, causes: [], standing: 0, fresh: 0, other: 0, lost: 0, kept: 0 },
  differences: [],
});
