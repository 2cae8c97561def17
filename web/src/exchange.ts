import type { Result } from "../../shared/model/result.ts";
import type { WireRounds } from "../../shared/model/wire-rounds.ts";
import type { RoundView } from "../../shared/rooms/round-view.ts";
import { askTime, fetchRounds, sendHearings } from "./api/field-calls.ts";
import { clockOffMs, isTimeTold } from "./api/server-clock.ts";
import type { OwnRead } from "./field-rooms.ts";
import type { RoomOwner, SyncState, SyncSummary } from "./intake-protocol.ts";
import { isAway } from "./is-away.ts";
import { loadOnce } from "./load-once.ts";
import type { PhoneLock } from "./phone-lock.ts";
import type { FrameJournal } from "./store/frame-journal.ts";
import { isQuotaError, type LocalDatabase, type StoredRound } from "./store/local-database.ts";

const UNREACHABLE = ["call.unreachable", "call.unreadable"];
/** The server asks for patience; the frames stay here. */
const BUSY = ["ingest.overloaded", "ingest.disk-full", "server.failed"];

/** The server takes a thousand at once. */
const MOST_IN_ONE = 800;

interface Waiting {
  readonly frames: number;
  readonly reads: number;
  readonly drafts: number;
}

/** The part of the phone's rooms that Send/Receive needs; fetched with Yjs when there is something to do. */
export interface ExchangeRooms {
  readonly owner: RoomOwner;
  deliver(room: string, reads: readonly OwnRead[]): Promise<boolean>;
  receive(rooms: readonly string[]): Promise<Result<ReadonlyMap<string, RoundView>, string>>;
  forget(rooms: readonly string[]): Promise<void>;
}

/** The part of the phone's visits that Send/Receive needs; fetched when there is something to do. */
export interface ExchangeVisits {
  send(isAll: boolean): Promise<Result<number, { readonly code: string }>>;
  receive(roundIds: readonly string[]): Promise<void>;
}

/** The part of the phone's orders that Send/Receive needs; fetched when there is something to do. */
export interface ExchangeOrders {
  send(): Promise<Result<number, { readonly code: string }>>;
  receive(): Promise<void>;
}

export interface ExchangeParts {
  readonly database: LocalDatabase;
  readonly journal: FrameJournal;
  readonly lock: PhoneLock;
  /** `undefined`: this phone has not heard yet who its reader is. */
  readonly rooms: (owner?: RoomOwner) => Promise<ExchangeRooms | undefined>;
  /** What was not taken and waits for its author. */
  readonly drafts: () => Promise<number>;
  readonly visits: () => Promise<ExchangeVisits>;
  readonly orders: () => Promise<ExchangeOrders>;
}

/** Send/Receive: the phone's outbox one way, rounds and keys the other. */
export class Exchange {
  readonly #parts: ExchangeParts;
  /** Fetched when there is something to send. */
  readonly #outbox = loadOnce(async () => {
    const [{ Outbox }, { offSince }] = await Promise.all([import("./outbox.ts"), import("./date-note.ts")]);
    const calls = { sendHearings, offSince, isTimeTold, askTime };
    return new Outbox({ journal: this.#parts.journal, calls });
  });
  #running: Promise<void> | undefined;
  #state: SyncState = { kind: "waiting", frames: 0, reads: 0, drafts: 0 };

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  state(): SyncState {
    return this.#state;
  }

  /** Counts what is waiting, without a call. */
  async look(): Promise<void> {
    const waiting = await this.#waiting();
    const { kind } = this.#state;
    const settled = kind === "synced" || kind === "waiting";
    this.#become(settled ? { kind: isAny(waiting) ? "waiting" : "synced" } : { kind }, waiting);
  }

  /** Sends what is waiting; for the steady beat while reading. */
  send(nowMs: number): Promise<void> {
    return this.#once(() => this.#send(nowMs, false));
  }

  /** Both ways. */
  async run(nowMs: number): Promise<void> {
    // What sends by itself at this moment sends only: this one goes both ways.
    await this.#running;
    await this.#once(async () => {
      const sent = await this.#send(nowMs, true);
      if (sent) await this.#receive(sent, nowMs);
    }).catch(async (error: unknown) => {
      if (!isQuotaError(error)) throw error;
      // What was heard went first: rounds and keys have no room here.
      this.#refuse("storage.full", await this.#waiting(), nowMs);
    });
  }

  /** Hands over a file that this or another phone saved; a code where that failed. */
  async sendFile(text: string): Promise<string | { readonly sent: number }> {
    const { readJournalFile } = await import("./journal-file.ts");
    const file = readJournalFile(text);
    if (!file.ok) return file.error;
    const { phone, telegrams } = file.value;
    for (let at = 0; at < telegrams.length; at += MOST_IN_ONE) {
      const sent = await sendHearings(phone, telegrams.slice(at, at + MOST_IN_ONE));
      if (!sent.ok) return sent.error.code;
    }
    return { sent: telegrams.length };
  }

  /** One at a time, over all tabs of this phone. */
  #once(work: () => Promise<unknown>): Promise<void> {
    this.#running ??= navigator.locks
      .request("rounds-exchange", work)
      .then(() => undefined)
      .catch((error: unknown) => this.#partAway(error))
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  /** A part of the app that cannot be fetched: offline without a network, and with one there is a newer version. */
  async #partAway(error: unknown): Promise<void> {
    if (!isAway(error)) throw error;
    const told = await askTime();
    const { frames, reads, drafts } = this.#state;
    this.#refuse(told.ok ? "app.part-away" : told.error.code, { frames, reads, drafts }, Date.now());
  }

  async #waiting(): Promise<Waiting> {
    const { database, journal, drafts } = this.#parts;
    const visits = await database.visits.where("isSent").equals(0).toArray();
    const refused = visits.filter((visit) => visit.refused !== undefined).length;
    const clashed = await database.visits
      .filter(({ conflict, isSettled }) => conflict !== undefined && !isSettled)
      .count();
    return {
      frames: await journal.unsent(),
      reads:
        (await database.reads.where("isSent").equals(0).count()) +
        visits.length -
        refused +
        (await database.orderEvents.where("isSent").equals(0).count()),
      drafts: (await drafts()) + refused + clashed,
    };
  }

  /** Visits become durable at the server, and only then reads of the round. A code where it was not to be. */
  async #sendVisits(isAll: boolean): Promise<string | undefined> {
    const { database, visits } = this.#parts;
    if ((await database.visits.where("isSent").equals(0).count()) === 0) return undefined;
    const sent = await (await visits()).send(isAll);
    return sent.ok ? undefined : sent.error.code;
  }

  /** What became of orders. A code where the server did not take it. */
  async #sendOrders(): Promise<string | undefined> {
    const { database, orders } = this.#parts;
    if ((await database.orderEvents.where("isSent").equals(0).count()) === 0) return undefined;
    const sent = await (await orders()).send();
    return sent.ok ? undefined : sent.error.code;
  }

  /** `isAll`: also what can still be taken back. */
  async #send(nowMs: number, isAll: boolean): Promise<{ frames: number; reads: number } | undefined> {
    const frames = await (await this.#outbox()).send(await this.#parts.lock.senderId(), nowMs);
    if (!frames.ok) {
      this.#refuse(frames.error.code, await this.#waiting(), nowMs);
      return undefined;
    }
    const held = (await this.#sendVisits(isAll)) ?? (await this.#sendOrders());
    if (held !== undefined) {
      this.#refuse(held, await this.#waiting(), nowMs);
      return undefined;
    }
    const reads = await this.#sendReads();
    const waiting = await this.#waiting();
    if (reads === undefined) {
      this.#refuse("call.unreachable", waiting, nowMs);
      return undefined;
    }
    if (frames.value + reads > 0 || this.#state.kind === "waiting") {
      this.#become({ kind: isAny(waiting) ? "waiting" : "synced" }, waiting);
    }
    return { frames: frames.value, reads };
  }

  /**
   * What was read is said in the round's room when it is decoded; here it is said again where a kill
   * came in between, and ticked off once the server has it. `undefined`: the server did not answer.
   */
  async #sendReads(): Promise<number | undefined> {
    const { database } = this.#parts;
    const unsent = await database.reads.where("isSent").equals(0).toArray();
    let sent = 0;
    for (const roundId of new Set(unsent.map((read) => read.roundId))) {
      const own = unsent.filter((read) => read.roundId === roundId);
      const outcome = await this.#deliver(roundId, own);
      if (outcome === "unreachable") return undefined;
      if (outcome === "not-yet") continue;
      await database.reads.bulkPut(own.map((read) => ({ ...read, isSent: 1 as const })));
      sent += own.length;
    }
    return sent;
  }

  async #deliver(roundId: string, reads: readonly OwnRead[]): Promise<"done" | "unreachable" | "not-yet"> {
    const stored = await this.#parts.database.rounds.get(roundId);
    // Of a round this phone no longer has, the frames tell the server the same.
    if (!stored) return "done";
    const rooms = await this.#parts.rooms();
    if (!rooms) return "not-yet";
    return (await rooms.deliver(stored.room, reads)) ? "done" : "unreachable";
  }

  async #receive(sent: { frames: number; reads: number }, nowMs: number): Promise<void> {
    const listed = await fetchRounds(true);
    if (!listed.ok) return this.#refuse(listed.error.code, await this.#waiting(), nowMs);
    const { database, lock } = this.#parts;
    await database.marks.put({ name: "formats", value: JSON.stringify(listed.value.formats) });
    const { utility, personId } = listed.value;
    const rooms = await this.#parts.rooms({ utility, personId });
    if (!rooms) return;
    const views = await rooms.receive(listed.value.rounds.map(({ room }) => room));
    if (!views.ok) return this.#refuse(views.error, await this.#waiting(), nowMs);
    // What is shown later is the time it was, though somebody sets the clock right.
    const atMs = nowMs + clockOffMs();
    const received = await this.#keep(listed.value, views.value, atMs);
    await this.#dropOthers(rooms, received.rounds);
    await (await this.#parts.visits()).receive(received.rounds);
    await (await this.#parts.orders()).receive();
    const lease = await lock.renew(atMs);
    const summary: SyncSummary = {
      atMs,
      sentFrames: sent.frames,
      sentReads: sent.reads,
      receivedRounds: received.rounds.length,
      receivedReads: received.reads,
      keys: lease.ok ? (lease.value?.keys ?? 0) : 0,
    };
    const waiting = await this.#waiting();
    this.#become({ kind: isAny(waiting) ? "waiting" : "synced", summary }, waiting);
  }

  async #keep(
    { rounds, personId }: WireRounds,
    views: ReadonlyMap<string, RoundView>,
    fetchedAtMs: number,
  ): Promise<{ readonly rounds: readonly string[]; readonly reads: number }> {
    const { database } = this.#parts;
    const ids: string[] = [];
    let reads = 0;
    for (const { id, room } of rounds) {
      const view = views.get(room);
      if (!view) continue;
      const known = await database.rounds.get(id);
      const next = { ...storedRoundOf({ id, room }, view, personId), fetchedAtMs };
      reads += Math.max(0, next.read - (known?.read ?? 0));
      await database.rounds.put(next);
      // Known without opening its room: on screen at once, for a map of the area, for a replay.
      await database.views.put({ id, view });
      ids.push(id);
    }
    return { rounds: ids, reads };
  }

  /** Rounds that are closed or another reader's now; what this phone read of them is sent already. */
  async #dropOthers(rooms: ExchangeRooms, ids: readonly string[]): Promise<void> {
    const { database } = this.#parts;
    const others = (await database.rounds.toArray()).filter(({ id }) => !ids.includes(id));
    await rooms.forget(others.map(({ room }) => room));
    await database.rounds.bulkDelete(others.map(({ id }) => id));
    await database.views.bulkDelete(others.map(({ id }) => id));
  }

  #refuse(code: string, waiting: Waiting, nowMs: number): void {
    if (UNREACHABLE.includes(code)) {
      this.#become({ kind: "offline", sinceMs: this.#state.sinceMs ?? nowMs }, waiting);
    } else if (BUSY.includes(code)) this.#become({ kind: "waiting" }, waiting);
    else this.#become({ kind: "refused", code }, waiting);
  }

  #become(state: Pick<SyncState, "kind" | "sinceMs" | "code" | "summary">, waiting: Waiting): void {
    const { sinceMs: known, code: knownCode, summary } = this.#state;
    const sinceMs = state.kind === "offline" ? (state.sinceMs ?? known) : undefined;
    const code = state.kind === "refused" ? (state.code ?? knownCode) : undefined;
    this.#state = {
      ...(summary ? { summary } : {}),
      ...state,
      ...waiting,
      ...(sinceMs === undefined ? {} : { sinceMs }),
      ...(code === undefined ? {} : { code }),
    };
  }
}

const isAny = ({ frames, reads }: Waiting): boolean => frames + reads > 0;

/** What the start page shows of a round without opening its room. */
export function storedRoundOf(
  { id, room }: Pick<StoredRound, "id" | "room">,
  view: RoundView,
  personId: string,
): Omit<StoredRound, "fetchedAtMs"> {
  const mine = new Set(
    view.cards.filter(({ readerId }) => (readerId ?? personId) === personId).map(({ pointId }) => pointId),
  );
  return {
    id,
    room,
    name: view.name,
    createdAtMs: view.createdAtMs,
    ...(view.dueAtMs === undefined ? {} : { dueAtMs: view.dueAtMs }),
    points: view.cards.length,
    read: view.reads.length,
    minePoints: mine.size,
    mineRead: view.reads.filter(({ pointId }) => mine.has(pointId)).length,
  };
}
