import * as Y from "yjs";
import type { Draft, KeptRoom, UnsentUpdate } from "../../../shared/rooms/kept-room.ts";
import type { Refusal } from "../../../shared/rooms/refusal.ts";
import {
  type RoomChange,
  type RoomStep,
  replayChanges,
  squashChanges,
} from "../../../shared/rooms/room-change.ts";
import type { RoomName } from "../../../shared/rooms/room-name.ts";
import { formatRoomName } from "../../../shared/rooms/room-name.ts";
import type { RoomEnd } from "./channel-socket.ts";
import type { ReplicaOptions } from "./replica-options.ts";
import { OWN, type OwnStep, RoomCopy } from "./room-copy.ts";
import { type Ending, sortChanges } from "./sort-changes.ts";
import { changesOf, UnsentLog } from "./unsent-log.ts";

/**
 * One room on this client: its document, what of it is unsent, and the way back onto solid ground when
 * the server refuses something or has begun a new generation. Until the new document has everything
 * the server has, the old one stays on screen, unsent edits included.
 */
export class RoomReplica {
  readonly name: RoomName;
  readonly room: string;
  readonly #options: ReplicaOptions;
  readonly #log: UnsentLog;
  #copy: RoomCopy;
  #next: RoomCopy | undefined;
  #nextEpoch = 0;
  #isReplaying = false;
  #ending: Ending | undefined;
  #epoch: number;
  #syncedAtMs: number;
  #isSynced = false;
  #isClosed = false;
  #closedBy: Refusal | undefined;
  #storageProblem: unknown;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    options: ReplicaOptions,
    name: RoomName,
    { kept, unsent }: { readonly kept: KeptRoom | undefined; readonly unsent: readonly UnsentUpdate[] },
  ) {
    this.#options = options;
    this.name = name;
    this.room = formatRoomName(name);
    this.#epoch = kept?.epoch ?? 0;
    this.#syncedAtMs = kept?.syncedAtMs ?? 0;
    this.#log = new UnsentLog(options.storage, unsent, (problem) => {
      this.#storageProblem = problem;
      options.onChange();
    });
    const current = unsent.filter(({ epoch }) => epoch === this.#epoch || epoch === 0);
    this.#copy = this.#makeCopy([...(kept ? [kept.state] : []), ...current.map(({ update }) => update)]);
    if (current.length < unsent.length) {
      this.#end({ reason: "stale-epoch", keys: [], judged: new Set(), committed: new Map() });
    } else this.#connect(this.#copy);
  }

  /** From this client's storage at once; from the server when there is nothing here yet. */
  static async open(options: ReplicaOptions, name: RoomName): Promise<RoomReplica> {
    const room = formatRoomName(name);
    const stored = await options.storage.load(room);
    let kept = stored.kept && isReadable(stored.kept.state) ? stored.kept : undefined;
    if (!kept) {
      const fetched = await options.fetchSnapshot(room).catch(() => undefined);
      if (fetched) {
        kept = { room, ...fetched, syncedAtMs: options.nowMs() };
        // In place of what was missing or could not be read, for a start without network.
        await options.storage.keep(kept).catch(() => undefined);
      }
    }
    return new RoomReplica(options, name, { kept, unsent: stored.unsent });
  }

  get doc(): Y.Doc {
    return this.#copy.doc;
  }

  get undo(): Y.UndoManager {
    return this.#copy.undo;
  }

  /** Whether the document holds all that the server had a moment ago. */
  get isSynced(): boolean {
    return this.#isSynced && !this.#ending;
  }

  get unsentCount(): number {
    return this.#log.rows.length;
  }

  /** Server time of what is on screen; 0 when the server was never heard about this room. */
  get syncedAtMs(): number {
    return this.#syncedAtMs;
  }

  /** Why the server does not open the room to this person, if it does not. */
  get closedBy(): Refusal | undefined {
    return this.#closedBy;
  }

  /** Why the client's storage cannot keep an edit, if it cannot. */
  get storageProblem(): unknown {
    return this.#storageProblem;
  }

  /** Changes the room; everything a person does goes through here, so that they can undo it. */
  edit<T>(run: (doc: Y.Doc) => T): T {
    return this.doc.transact(() => run(this.doc), OWN);
  }

  /** What others see this person doing; `null` for nothing. */
  setPresence(state: Readonly<Record<string, unknown>> | null): void {
    this.#copy.awareness.setLocalState(state);
  }

  /** States of the others in the room, as the relay signed them. */
  presence(): readonly Readonly<Record<string, unknown>>[] {
    return [...this.#copy.awareness.getStates()]
      .filter(([client]) => client !== this.doc.clientID)
      .map(([, state]) => state);
  }

  /** Leaves the room; what is unsent stays in storage. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#keeping);
    this.#copy.disconnect();
    this.#next?.destroy();
    await this.#log.stored();
    if (this.#epoch > 0 && !this.#ending) await this.#options.storage.keep(this.#kept());
    this.#copy.destroy();
  }

  /** Stops at once; storage stays as it is. */
  abandon(): void {
    this.#isClosed = true;
    clearTimeout(this.#keeping);
    this.#next?.destroy();
    this.#copy.destroy();
  }

  #makeCopy(states: readonly Uint8Array[]): RoomCopy {
    const copy = new RoomCopy(this.name.kind, states, {
      own: (step) => this.#own(copy, step),
      remote: () => this.#remote(copy),
    });
    copy.awareness.on("change", () => this.#options.onChange());
    return copy;
  }

  #own(copy: RoomCopy, { update, step }: OwnStep): void {
    if (copy !== this.#copy) return;
    const row = this.#rowOf(copy, update, step);
    if (this.#isReplaying) this.#log.remember(row);
    else this.#log.add(row);
    this.#keepLater();
    this.#options.onChange();
  }

  #rowOf(copy: RoomCopy, update: Uint8Array, { changes, transaction }: RoomStep): UnsentUpdate {
    const client = copy.doc.clientID;
    return {
      id: this.#options.newId(),
      room: this.room,
      epoch: this.#epoch,
      order: this.#options.nextOrder(),
      client,
      fromClock: transaction.beforeState.get(client) ?? 0,
      toClock: transaction.afterState.get(client) ?? 0,
      update,
      changes,
    };
  }

  #remote(copy: RoomCopy): void {
    if (copy !== this.#copy) return;
    this.#syncedAtMs = this.#options.nowMs();
    this.#keepLater();
    this.#options.onChange();
  }

  #connect(copy: RoomCopy): void {
    const end: RoomEnd = {
      room: this.room,
      epoch: () => (copy === this.#copy ? this.#epoch : 0),
      unsentChunks: () => (copy === this.#copy ? this.#log.chunks() : []),
      unsentClients: () => new Set(this.#log.rows.map(({ client }) => client)),
      lastUnsent: () => this.#log.last(),
      opened: (epoch) => this.#opened(copy, epoch),
      saved: (upTo) => this.#saved(copy, upTo),
      refused: (upTo, reason, keys) => this.#refused(copy, { upTo, reason, keys }),
      stale: (_epoch, vector) => this.#stale(copy, vector),
      closed: (reason) => this.#closed(copy, reason),
    };
    copy.connect(this.#options.socket, end, (isSynced) => this.#synced(copy, isSynced));
  }

  #opened(copy: RoomCopy, epoch: number): void {
    this.#closedBy = undefined;
    if (copy === this.#next) this.#nextEpoch = epoch;
    else if (this.#epoch === 0) this.#epoch = epoch;
  }

  #synced(copy: RoomCopy, isSynced: boolean): void {
    if (copy === this.#next) {
      if (isSynced) this.#finish(copy);
      return;
    }
    this.#isSynced = isSynced;
    if (isSynced) this.#remote(copy);
    else this.#options.onChange();
  }

  #saved(copy: RoomCopy, upTo: string | undefined): void {
    if (copy !== this.#copy) return;
    this.#syncedAtMs = this.#options.nowMs();
    this.#log.saved(upTo);
    this.#keepLater();
    this.#options.onChange();
  }

  #refused(
    copy: RoomCopy,
    { upTo, reason, keys }: Pick<Ending, "reason" | "keys"> & { readonly upTo: string | undefined },
  ): void {
    if (copy !== this.#copy || this.#ending || reason === "busy") return;
    const rows = this.#log.rows;
    const judged = new Set(rows.slice(0, rows.findIndex(({ id }) => id === upTo) + 1).map(({ id }) => id));
    this.#end({ reason, keys, judged, committed: new Map() });
  }

  #stale(copy: RoomCopy, vector: Uint8Array): void {
    if (this.#isClosed) return;
    const ending = this.#ending ?? {
      reason: "stale-epoch",
      keys: [],
      judged: new Set(),
      committed: new Map(),
    };
    if (copy === this.#copy) this.#end({ ...ending, committed: Y.decodeStateVector(vector) });
    else if (copy === this.#next) this.#end(ending);
  }

  #closed(copy: RoomCopy, reason: Refusal): void {
    if (this.#isClosed || reason === "busy") return;
    this.#closedBy = reason;
    this.#isSynced = false;
    const changes = squashChanges(changesOf(this.#log.rows, new Map()));
    if (copy === this.#copy && changes.length > 0) {
      const drafts = changes.map((change) => this.#draftOf(change, reason));
      this.#log.rebase({ kept: this.#kept(), unsent: [], drafts }, this.#options.onDrafts);
    }
    this.#options.onChange();
  }

  /** The document is void for the server: a new one is filled beside it. */
  #end(ending: Ending): void {
    this.#ending = ending;
    this.#copy.disconnect();
    this.#next?.destroy();
    this.#next = this.#makeCopy([]);
    this.#nextEpoch = 0;
    this.#connect(this.#next);
    this.#options.onChange();
  }

  /** The new document has all that the server has: what is still unsent is said again in it. */
  #finish(next: RoomCopy): void {
    const ending = this.#ending;
    if (!ending || this.#isClosed) return;
    const { replay, refused } = sortChanges(
      this.#log.rows,
      ending,
      Y.decodeStateVector(Y.encodeStateVector(next.doc)),
    );
    const last = this.#copy;
    this.#copy = next;
    this.#next = undefined;
    this.#ending = undefined;
    this.#epoch = this.#nextEpoch;
    this.#isSynced = true;
    this.#syncedAtMs = this.#options.nowMs();
    next.awareness.setLocalState(last.awareness.getLocalState());
    last.destroy();
    const removed = this.#log.clear();
    this.#isReplaying = true;
    const overtaken = replayChanges(next.doc, this.name.kind, { changes: replay, origin: "replay" });
    this.#isReplaying = false;
    const drafts = [
      ...refused.map(({ change, reason }) => this.#draftOf(change, reason)),
      ...overtaken.map((change) => this.#draftOf(change, "overtaken")),
    ];
    this.#log.rebase({ kept: this.#kept(), removed, unsent: this.#log.rows, drafts }, this.#options.onDrafts);
    this.#options.onChange();
  }

  #draftOf(change: RoomChange, reason: Draft["reason"]): Draft {
    return { id: this.#options.newId(), room: this.room, change, reason, atMs: this.#options.nowMs() };
  }

  #kept(): KeptRoom {
    const state = Y.encodeStateAsUpdate(this.doc);
    return { room: this.room, epoch: this.#epoch, state, syncedAtMs: this.#syncedAtMs };
  }

  #keepLater(): void {
    if (this.#keeping !== undefined || this.#isClosed) return;
    this.#keeping = setTimeout(() => {
      this.#keeping = undefined;
      if (this.#ending || this.#isClosed) return;
      this.#options.storage.keep(this.#kept()).catch((problem: unknown) => {
        this.#storageProblem = problem;
        this.#options.onChange();
      });
    }, this.#options.keepAfterMs);
  }
}

/** A state that storage has damaged is loaded anew; what is unsent lies elsewhere. */
function isReadable(state: Uint8Array): boolean {
  try {
    Y.decodeUpdate(state);
    return true;
  } catch {
    return false;
  }
}
