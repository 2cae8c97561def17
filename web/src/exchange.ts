import { fetchRound, fetchRounds, sendHearings, sendReads } from "./api/field-calls.ts";
import type { SyncState, SyncSummary } from "./intake-protocol.ts";
import { Outbox, type SentCount } from "./outbox.ts";
import type { PhoneLock } from "./phone-lock.ts";
import type { FrameJournal } from "./store/frame-journal.ts";
import type { LocalDatabase } from "./store/local-database.ts";

const UNREACHABLE = ["call.unreachable", "call.unreadable"];
/** The server asks for patience; the frames stay here. */
const BUSY = ["ingest.overloaded", "ingest.disk-full", "server.failed"];

/** Send/Receive: the phone's outbox one way, rounds and keys the other. */
export class Exchange {
  readonly #database: LocalDatabase;
  readonly #lock: PhoneLock;
  readonly #outbox: Outbox;
  #running: Promise<void> | undefined;
  #state: SyncState = { kind: "waiting", frames: 0, reads: 0 };

  constructor(parts: {
    readonly database: LocalDatabase;
    readonly journal: FrameJournal;
    readonly lock: PhoneLock;
  }) {
    this.#database = parts.database;
    this.#lock = parts.lock;
    this.#outbox = new Outbox({ ...parts, calls: { sendHearings, sendReads } });
  }

  state(): SyncState {
    return this.#state;
  }

  /** Counts what is waiting, without a call. */
  async look(): Promise<void> {
    const waiting = await this.#outbox.waiting();
    const { kind } = this.#state;
    const isWaiting = waiting.frames + waiting.reads > 0;
    const settled = kind === "synced" || kind === "waiting";
    this.#become(settled ? { kind: isWaiting ? "waiting" : "synced" } : { kind }, waiting);
  }

  /** Sends what is waiting; for the steady beat while reading. */
  send(nowMs: number): Promise<void> {
    return this.#once(() => this.#send(nowMs));
  }

  /** Both ways. */
  async run(nowMs: number): Promise<void> {
    // What sends by itself at this moment sends only: this one goes both ways.
    await this.#running;
    await this.#once(async () => {
      const sent = await this.#send(nowMs);
      if (sent) await this.#receive(sent, nowMs);
    });
  }

  /** One at a time, over all tabs of this phone. */
  #once(work: () => Promise<unknown>): Promise<void> {
    this.#running ??= navigator.locks
      .request("rounds-exchange", work)
      .then(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  async #send(nowMs: number): Promise<SentCount | undefined> {
    const sent = await this.#outbox.send(await this.#lock.senderId(), nowMs);
    const waiting = await this.#outbox.waiting();
    if (!sent.ok) {
      this.#refuse(sent.error.code, waiting, nowMs);
      return undefined;
    }
    if (sent.value.frames + sent.value.reads > 0 || this.#state.kind === "waiting") {
      this.#become({ kind: waiting.frames + waiting.reads > 0 ? "waiting" : "synced" }, waiting);
    }
    return sent.value;
  }

  async #receive(sent: SentCount, nowMs: number): Promise<void> {
    const waiting = await this.#outbox.waiting();
    const listed = await fetchRounds(true);
    if (!listed.ok) return this.#refuse(listed.error.code, waiting, nowMs);
    let receivedReads = 0;
    for (const { id } of listed.value.rounds) {
      const round = await fetchRound(id);
      if (!round.ok) return this.#refuse(round.error.code, waiting, nowMs);
      const known = await this.#database.rounds.get(id);
      receivedReads += Math.max(0, round.value.reads.length - (known?.round.reads.length ?? 0));
      await this.#database.rounds.put({ id, round: round.value, fetchedAtMs: nowMs });
    }
    await this.#dropOthers(listed.value.rounds.map(({ id }) => id));
    const lease = await this.#lock.renew(nowMs);
    const summary: SyncSummary = {
      atMs: nowMs,
      sentFrames: sent.frames,
      sentReads: sent.reads,
      receivedRounds: listed.value.rounds.length,
      receivedReads,
      keys: lease.ok ? (lease.value?.keys ?? 0) : 0,
    };
    this.#become({ kind: waiting.frames + waiting.reads > 0 ? "waiting" : "synced", summary }, waiting);
  }

  /** Rounds that are closed or another reader's now; what this phone read of them is sent already. */
  async #dropOthers(ids: readonly string[]): Promise<void> {
    const stored = await this.#database.rounds.toCollection().primaryKeys();
    await this.#database.rounds.bulkDelete(stored.filter((id) => !ids.includes(id)));
  }

  #refuse(code: string, waiting: SentCount, nowMs: number): void {
    if (UNREACHABLE.includes(code)) {
      this.#become({ kind: "offline", sinceMs: this.#state.sinceMs ?? nowMs }, waiting);
    } else if (BUSY.includes(code)) this.#become({ kind: "waiting" }, waiting);
    else this.#become({ kind: "refused", code }, waiting);
  }

  #become(
    state: Pick<SyncState, "kind" | "sinceMs" | "code" | "summary">,
    { frames, reads }: SentCount,
  ): void {
    const { sinceMs: known, code: knownCode, summary } = this.#state;
    const sinceMs = state.kind === "offline" ? (state.sinceMs ?? known) : undefined;
    const code = state.kind === "refused" ? (state.code ?? knownCode) : undefined;
    this.#state = {
      ...(summary ? { summary } : {}),
      ...state,
      frames,
      reads,
      ...(sinceMs === undefined ? {} : { sinceMs }),
      ...(code === undefined ? {} : { code }),
    };
  }
}
