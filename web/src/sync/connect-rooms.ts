import type { Draft, RoomStorage } from "../../../shared/rooms/kept-room.ts";
import { editField, splitEditKey } from "../../../shared/rooms/overlay.ts";
import { formatRoomName, parseRoomName, type RoomName } from "../../../shared/rooms/room-name.ts";
import type { RoomValue } from "../../../shared/rooms/same-value.ts";
import { type RoomsNews, refreshKept } from "./refresh-kept.ts";
import type { RoomSnapshot } from "./replica-options.ts";
import { RoomReplica } from "./room-replica.ts";
import { type MakeSocket, RoomsSocket, SOCKET_TIMING, type SocketTiming } from "./rooms-socket.ts";

export interface RoomsOptions {
  readonly makeSocket: MakeSocket;
  readonly storage: RoomStorage;
  readonly fetchSnapshot: (room: string) => Promise<RoomSnapshot | undefined>;
  readonly fetchNews: (cursor: number | undefined) => Promise<RoomsNews>;
  readonly nowMs: () => number;
  /** A new id each time, unique on every device. */
  readonly newId: () => string;
  readonly random: () => number;
  readonly timing?: SocketTiming;
  /** Whose rooms these are, where nobody else who signs in may send what waits in them. */
  readonly personId?: string;
  /** How long after a change a room's state is written to storage. */
  readonly keepAfterMs?: number;
}

/** What the badge shows: everything at the server, so many waiting, offline since when, so many drafts. */
export interface SyncState {
  readonly standing: "connecting" | "online" | "offline" | "outdated";
  readonly offlineSinceMs?: number;
  /** Unsent updates, of rooms that are not open too. */
  readonly waiting: number;
  /** Edits that were not taken and wait for their author. */
  readonly drafts: number;
  /** Whether storage does not keep edits: they live only as long as the page. */
  readonly isStorageFailing: boolean;
}

/** The summary of one Send/Receive. */
export interface SendReceive {
  readonly isDone: boolean;
  readonly sent: number;
  readonly newDrafts: number;
  /** Rooms that were brought up to date. */
  readonly received: number;
}

const SEND_RECEIVE_MS = 60_000;

/** All rooms of one person on this client, over one socket. */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #socket: RoomsSocket;
  readonly #open = new Map<string, { readonly replica: Promise<RoomReplica>; uses: number }>();
  readonly #replicas = new Map<string, RoomReplica>();
  readonly #closing = new Map<string, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  readonly #elsewhere = new Map<string, number>();
  #order: number;
  #drafts = 0;
  #isStorageFailing = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#order = options.nowMs() * 1_000;
    this.#socket = new RoomsSocket({
      makeSocket: options.makeSocket,
      nowMs: options.nowMs,
      random: options.random,
      onChange: () => this.#tell(),
      timing: options.timing ?? SOCKET_TIMING,
      personId: options.personId,
    });
    void this.#countStored();
  }

  /** Joins a room, or shares the one that is open already. Every `open` needs its `leave`. */
  async open(room: string): Promise<RoomReplica> {
    const name = parseRoomName(room);
    if (!name.ok) throw new Error(`"${room}" is no room`);
    const entry = this.#open.get(room) ?? { replica: this.#openReplica(name.value), uses: 0 };
    this.#open.set(room, entry);
    entry.uses += 1;
    try {
      const replica = await entry.replica;
      this.#replicas.set(room, replica);
      this.#elsewhere.delete(room);
      this.#tell();
      return replica;
    } catch (error) {
      this.#open.delete(room);
      throw error;
    }
  }

  async leave(room: string): Promise<void> {
    const entry = this.#open.get(room);
    if (!entry) return;
    entry.uses -= 1;
    if (entry.uses > 0) return;
    this.#open.delete(room);
    this.#replicas.delete(room);
    const closing = entry.replica.then(async (replica) => {
      if (replica.unsentCount > 0) this.#elsewhere.set(room, replica.unsentCount);
      await replica.close();
    });
    this.#closing.set(room, closing);
    await closing;
    if (this.#closing.get(room) === closing) this.#closing.delete(room);
    this.#tell();
  }

  state(): SyncState {
    const { standing, offlineSinceMs } = this.#socket;
    const replicas = [...this.#replicas.values()];
    const here = replicas.reduce((sum, replica) => sum + replica.unsentCount, 0);
    const elsewhere = [...this.#elsewhere.values()].reduce((sum, count) => sum + count, 0);
    return {
      standing,
      ...(offlineSinceMs === undefined ? {} : { offlineSinceMs }),
      waiting: here + elsewhere,
      drafts: this.#drafts,
      isStorageFailing: this.#isStorageFailing || replicas.some((one) => one.storageProblem !== undefined),
    };
  }

  /** Told after anything changed in a room or in the state. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Rooms that are not open and have something the server has not acknowledged. */
  waitingElsewhere(): readonly string[] {
    return [...this.#elsewhere.keys()];
  }

  drafts(): Promise<readonly Draft[]> {
    return this.#options.storage.drafts();
  }

  /** Gives a draft up. */
  async dropDraft(id: string): Promise<void> {
    await this.#options.storage.removeDraft(id);
    await this.#countStored();
  }

  /** Says a draft again over what stands now. `false`: its room is not open, or it no longer fits. */
  async sayAgain(draft: Draft): Promise<boolean> {
    const replica = this.#replicas.get(draft.room);
    if (!replica || !sayDraft(replica, draft, this.#options.nowMs())) return false;
    await this.dropDraft(draft.id);
    return true;
  }

  /** The network may be back. */
  wake(): void {
    this.#socket.wake();
  }

  /** Breaks the connection as a lost network does. */
  drop(): void {
    this.#socket.drop();
  }

  /** Brings rooms that are kept here but not open up to date. Returns those that read differently now. */
  refresh(): Promise<readonly string[]> {
    const isOpen = (room: string) => this.#open.has(room);
    return refreshKept({ ...this.#options, isOpen });
  }

  /**
   * Sends everything that waits, in rooms that are not open too, and brings these rooms and those that
   * are open up to date. Finished when the server has acknowledged all of it.
   */
  async sendReceive(rooms: readonly string[] = [], withinMs = SEND_RECEIVE_MS): Promise<SendReceive> {
    this.wake();
    const before = this.state();
    const names = new Set([...rooms, ...this.#elsewhere.keys(), ...this.#replicas.keys()]);
    const replicas = await Promise.all([...names].map((room) => this.open(room)));
    const isDone = await this.#until(() => replicas.every(isSettled), withinMs);
    await this.#countStored();
    const after = this.state();
    const received = replicas.filter(({ isSynced }) => isSynced).length;
    for (const room of names) await this.leave(room);
    const newDrafts = Math.max(0, after.drafts - before.drafts);
    return { isDone, sent: Math.max(0, before.waiting - after.waiting), newDrafts, received };
  }

  /** Stops at once and writes nothing more, as a page that is killed does. */
  abandon(): void {
    this.#listeners.clear();
    this.#socket.stop();
    for (const replica of this.#replicas.values()) replica.abandon();
    this.#open.clear();
    this.#replicas.clear();
  }

  async close(): Promise<void> {
    // Whoever hears that a room is left may open it again, to send what waits there.
    this.#listeners.clear();
    for (const room of [...this.#open.keys()]) {
      const entry = this.#open.get(room);
      if (entry) entry.uses = 1;
      await this.leave(room);
    }
    this.#socket.stop();
  }

  /** After whoever closes the same room has written everything down. */
  async #openReplica(name: RoomName): Promise<RoomReplica> {
    await this.#closing.get(formatRoomName(name))?.catch(() => undefined);
    const { storage, fetchSnapshot, nowMs, newId } = this.#options;
    return RoomReplica.open(
      {
        storage,
        fetchSnapshot,
        nowMs,
        newId,
        socket: this.#socket,
        nextOrder: () => ++this.#order,
        keepAfterMs: this.#options.keepAfterMs ?? 1_000,
        onChange: () => this.#tell(),
        onDrafts: () => void this.#countStored(),
      },
      name,
    );
  }

  async #countStored(): Promise<void> {
    try {
      this.#drafts = (await this.#options.storage.drafts()).length;
      this.#elsewhere.clear();
      for (const [room, count] of await this.#options.storage.unsentRooms()) {
        if (!this.#replicas.has(room)) this.#elsewhere.set(room, count);
      }
      this.#isStorageFailing = false;
    } catch {
      this.#isStorageFailing = true;
    }
    this.#tell();
  }

  #until(isTrue: () => boolean, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (isDone: boolean) => {
        clearTimeout(timer);
        stop();
        resolve(isDone);
      };
      const timer = setTimeout(() => finish(false), withinMs);
      const stop = this.subscribe(() => {
        if (isTrue()) finish(true);
      });
      if (isTrue()) finish(true);
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** An edit over a base is made anew, so that it replaces what stands now and not what stood then. */
function sayDraft(replica: RoomReplica, { change }: Draft, nowMs: number): boolean {
  const { part, key, after } = change;
  if (replica.name.kind === "points" && Array.isArray(after)) {
    const [id, field] = splitEditKey(key);
    const [value = null, , by] = after as readonly RoomValue[];
    const who = { by: typeof by === "string" ? by : "", atMs: nowMs };
    return replica.edit((doc) => editField(doc, { id, field, value }, who));
  }
  return replica.edit((doc) => {
    const map = doc.getMap<RoomValue>(part);
    if (after === undefined) map.delete(key);
    else map.set(key, after);
    return true;
  });
}

/** Nothing more will happen with this room: all is acknowledged, or the server does not open it. */
export const isSettled = (replica: RoomReplica): boolean =>
  replica.closedBy !== undefined || (replica.isSynced && replica.unsentCount === 0);

export const connectRooms = (options: RoomsOptions): Rooms => new Rooms(options);
