import {
  decodeHandover,
  encodeHandover,
  type HandoverFault,
  type HandoverRound,
} from "../../shared/handover/read-marks.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import {
  assignedOf,
  cardsOf,
  isReadMark,
  markRead,
  mergeReadMarks,
  notesOf,
  type ReadMark,
  readersOf,
  readOf,
  roundOf,
} from "../../shared/rooms/round-room.ts";
import { type RoundRead, type RoundView, viewReads, viewRound } from "../../shared/rooms/round-view.ts";
import type { RoomOwner } from "./intake-protocol.ts";
import { openRooms } from "./open-rooms.ts";
import type { LocalRooms } from "./store/rooms.local.ts";
import type { Rooms } from "./sync/connect-rooms.ts";
import type { RoomReplica } from "./sync/room-replica.ts";

/** What the desk hears of the round that is open. */
export interface FieldRoomEvents {
  /** It reads differently: renamed, reassigned, closed. */
  onRound(view: RoundView): void;
  /** What is read of it, by anybody, after something was read. */
  onReads(reads: readonly RoundRead[]): void;
}

/** That a point was read on this phone. */
export interface OwnRead {
  readonly pointId: string;
  readonly atMs: number;
  readonly via?: "manual";
}

/** That a point was visited on this phone and could not be read. */
export interface OwnNote {
  readonly id: string;
  readonly pointId: string;
  readonly outcome: string;
  readonly text: string;
  readonly atMs: number;
  readonly photos: readonly string[];
}

const LOOK_MS = 100;
const DELIVER_MS = 10_000;

/**
 * The rounds' rooms on the phone, in the worker: with Yjs, so that it is fetched only when the first
 * room is needed and never before the first screen stands.
 */
export class FieldRooms {
  readonly owner: RoomOwner;
  readonly #rooms: Rooms;
  readonly #storage: LocalRooms;
  readonly #events: FieldRoomEvents;
  #open: { readonly room: string; readonly replica: RoomReplica } | undefined;
  #watched: { readonly doc: RoomReplica["doc"]; readonly stop: () => void } | undefined;
  #dirty = { round: false, reads: false };
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor(owner: RoomOwner, storage: LocalRooms, events: FieldRoomEvents) {
    this.owner = owner;
    this.#events = events;
    this.#storage = storage;
    this.#rooms = openRooms(owner, storage);
    this.#rooms.subscribe(() => this.#watch());
  }

  /** Opens a round and keeps it open: what others read comes by itself. `undefined`: nothing of it is on this phone. */
  async open(room: string): Promise<RoundView | undefined> {
    if (this.#open?.room !== room) {
      const replica = await this.#rooms.open(room);
      const last = this.#open;
      this.#open = { room, replica };
      if (last) await this.#rooms.leave(last.room);
      this.#watch();
    }
    const { replica } = this.#open ?? {};
    return replica && cardsOf(replica.doc).size > 0 ? viewRound(replica.doc) : undefined;
  }

  /** Notes in the round's room what this phone read. It is durable here, and at the server when there is one. */
  async mark(room: string, reads: readonly OwnRead[]): Promise<void> {
    await this.#with(room, (replica) => {
      replica.edit((doc) => {
        for (const { pointId, atMs, via = "radio" } of reads) {
          if (!cardsOf(doc).has(pointId)) continue;
          // Whole seconds, so that a car that hears it by QR code can say the very same.
          const whole = Math.floor(atMs / 1000) * 1000;
          markRead(doc, { pointId, by: this.owner.personId }, { atMs: whole, via });
        }
      });
    });
  }

  /** Notes in the round's room what was found at a door. The same note again changes nothing. */
  async note(room: string, { id, ...note }: OwnNote): Promise<void> {
    await this.#with(room, (replica) => {
      replica.edit((doc) => notesOf(doc).set(id, { ...note, by: this.owner.personId }));
    });
  }

  /** Marks what is not marked yet, and waits until the server has it. `false`: it has not, for now. */
  async deliver(room: string, reads: readonly OwnRead[]): Promise<boolean> {
    const hadPoints = await this.#with(room, ({ doc }) => cardsOf(doc).size > 0);
    await this.mark(room, reads);
    const { isDone } = await this.#rooms.sendReceive([room], DELIVER_MS);
    if (!isDone || hadPoints) return isDone;
    // Its points came with this answer: before, there was nothing to mark.
    await this.mark(room, reads);
    return (await this.#rooms.sendReceive([room], DELIVER_MS)).isDone;
  }

  /**
   * Both ways with all these rounds. Resolves with what is in them, or with why not: `call.unreachable`
   * when the server did not answer in time. A round that is not open to this person is left out.
   */
  async receive(rooms: readonly string[]): Promise<Result<ReadonlyMap<string, RoundView>, string>> {
    const views = new Map<string, RoundView>();
    const held = await Promise.all(rooms.map((room) => this.#rooms.open(room)));
    try {
      const { isDone } = await this.#rooms.sendReceive(rooms);
      if (!isDone) return err("call.unreachable");
      for (const replica of held) {
        if (replica.closedBy === undefined) views.set(replica.room, viewRound(replica.doc));
      }
      return ok(views);
    } finally {
      for (const room of rooms) await this.#rooms.leave(room);
    }
  }

  /** Rounds this phone has nothing to do with any more; one with something unsent stays. */
  async forget(rooms: readonly string[]): Promise<void> {
    if (this.#open && rooms.includes(this.#open.room)) {
      this.#watched?.stop();
      this.#watched = undefined;
      const { room } = this.#open;
      this.#open = undefined;
      await this.#rooms.leave(room);
    }
    await this.#storage.forget(rooms);
  }

  /** What is known here of the open round, as a phone nearby takes it. */
  handOver(roundId: string): Uint8Array | undefined {
    const doc = this.#open?.replica.doc;
    if (!doc) return undefined;
    const marks = new Map<string, ReadMark>();
    for (const [key, mark] of readOf(doc).entries()) if (isReadMark(mark)) marks.set(key, mark);
    return encodeHandover(this.#named(roundId, doc), marks);
  }

  /** What a phone nearby knows: its marks are said here too, and go to the server from either. Returns how many were new. */
  takeOver(roundId: string, bytes: Uint8Array): Result<number, HandoverFault> {
    const { replica } = this.#open ?? {};
    if (!replica) return err("handover.other-round");
    const marks = decodeHandover(bytes, this.#named(roundId, replica.doc));
    if (!marks.ok) return marks;
    return ok(replica.edit((doc) => mergeReadMarks(doc, new Map([...marks.value]))));
  }

  #named(roundId: string, doc: RoomReplica["doc"]): HandoverRound {
    return { utility: this.owner.utility, roundId, pointIds: [...cardsOf(doc).keys()] };
  }

  async close(): Promise<void> {
    clearTimeout(this.#looking);
    this.#watched?.stop();
    await this.#rooms.close();
  }

  async #with<T>(room: string, work: (replica: RoomReplica) => T): Promise<T> {
    const replica = await this.#rooms.open(room);
    try {
      return work(replica);
    } finally {
      await this.#rooms.leave(room);
    }
  }

  /** A new generation of the room is a new document. */
  #watch(): void {
    const doc = this.#open?.replica.doc;
    if (!doc || doc === this.#watched?.doc) return;
    const isFirst = this.#watched === undefined;
    this.#watched?.stop();
    const onRound = (): void => this.#look("round");
    const onReads = (): void => this.#look("reads");
    const maps = [roundOf(doc), readersOf(doc), cardsOf(doc), assignedOf(doc), notesOf(doc)];
    for (const map of maps) map.observe(onRound);
    readOf(doc).observe(onReads);
    const stop = (): void => {
      for (const map of maps) map.unobserve(onRound);
      readOf(doc).unobserve(onReads);
    };
    this.#watched = { doc, stop };
    if (!isFirst) this.#look("round");
  }

  /** A reassignment of thousands of points is one look. */
  #look(what: "round" | "reads"): void {
    this.#dirty[what] = true;
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      const { round, reads } = this.#dirty;
      this.#dirty = { round: false, reads: false };
      const doc = this.#open?.replica.doc;
      if (!doc) return;
      if (round) this.#events.onRound(viewRound(doc));
      else if (reads) this.#events.onReads(viewReads(doc));
    }, LOOK_MS);
  }
}
