import type * as Y from "yjs";
import { formatRoomName, parseRoomName, type RoomName } from "../../shared/rooms/room-name.ts";
import { ROOM_RULES } from "../../shared/rooms/room-rules.ts";
import type { Actor, AuditNote } from "../people-ports.ts";
import type { Conflict, ImportedRow, PackedRoom, RoomCommit, RoomKey, RoomsSince } from "../room-ports.ts";
import { joinCommits } from "./join-commits.ts";
import { LiveRoom, type Pending } from "./live-room.ts";
import { mergeStored, packSnapshot, writeFresh } from "./pack-room.ts";
import { type RelayOptions, tellPoints } from "./relay-options.ts";
import { mayOpen } from "./room-access.ts";
import type { RoomDoor } from "./room-door.ts";
import type { RoomUser } from "./room-user.ts";
import { type SocketLink, SocketSession } from "./socket-session.ts";

/** A change of the server's own to one or several rooms, run in this order: all of it is committed, or none. */
export interface ServerEdit {
  readonly by: Actor;
  readonly rooms: readonly { readonly name: RoomName; readonly run: (doc: Y.Doc) => void }[];
  readonly imported?: readonly ImportedRow[];
  /** Asked after all have run. */
  readonly conflicts?: () => readonly Conflict[];
}

/**
 * The relay of one utility: opens rooms when somebody needs them, forgets them when nobody is left,
 * and lets every change – from a socket, an import or the API – through the same commit.
 */
export class Relay implements RoomDoor {
  readonly options: RelayOptions;
  readonly #rooms = new Map<string, { readonly room: Promise<LiveRoom>; uses: number }>();
  readonly #sessions = new Set<SocketSession>();

  constructor(options: RelayOptions) {
    this.options = options;
  }

  /** Joins a socket to the relay; the caller hands it what arrives and tells it when it is gone. */
  attach(link: SocketLink, user: RoomUser): SocketSession {
    const session = new SocketSession(this, link, user);
    this.#sessions.add(session);
    return session;
  }

  /** The socket of this session is gone. */
  detach(session: SocketSession): void {
    session.gone();
    this.#sessions.delete(session);
  }

  /** Ends every socket of a person whose rights have changed; their apps come back and ask anew. */
  disconnect(personId: string): void {
    for (const session of this.#sessions) if (session.user.personId === personId) session.end(4401);
  }

  /** The parsed name, when it is a room of this utility. */
  nameOf(text: string): RoomName | undefined {
    const name = parseRoomName(text);
    return name.ok && name.value.utility === this.options.utility ? name.value : undefined;
  }

  /** Opens a room for as long as the work takes, together with everybody else who has it open. */
  async use<T>(name: RoomName, work: (room: LiveRoom) => Promise<T> | T): Promise<T> {
    const room = await this.enter(name);
    try {
      return await work(room);
    } finally {
      await this.exit(room);
    }
  }

  /** Opens a room, or joins those who have it open. Every `enter` needs its `exit`. */
  async enter(name: RoomName): Promise<LiveRoom> {
    const text = formatRoomName(name);
    const entry = this.#rooms.get(text) ?? { room: LiveRoom.open(this.options, name), uses: 0 };
    this.#rooms.set(text, entry);
    entry.uses += 1;
    try {
      return await entry.room;
    } catch (error) {
      this.#rooms.delete(text);
      throw error;
    }
  }

  /** What is due is done before the room is forgotten. */
  async exit(room: LiveRoom): Promise<void> {
    await this.tidy(room);
    const entry = this.#rooms.get(room.text);
    if (!entry) return;
    entry.uses -= 1;
    if (entry.uses > 0) return;
    this.#rooms.delete(room.text);
    room.close();
  }

  /** Compacts the room's log when it has grown long. */
  async tidy(room: LiveRoom): Promise<void> {
    if (!room.isCompactionDue()) return;
    try {
      await room.exclusive(async () => {
        if (room.isCompactionDue()) await room.compact();
      });
    } catch (error) {
      this.options.report(`${room.text} could not be compacted: ${String(error)}`);
    }
  }

  /** Makes the server's own change. Resolves when it is on disk; false when it changed nothing. */
  async edit({ by, rooms, imported = [], conflicts = () => [] }: ServerEdit): Promise<boolean> {
    const names = new Map(rooms.map(({ name }) => [formatRoomName(name), name]));
    const inOrder = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
    return this.#holdAll(inOrder, async (held) => {
      try {
        const pending = rooms.flatMap(({ name, run }) => {
          const room = held.get(formatRoomName(name));
          const one = room?.prepare(run, by);
          return room && one ? [{ room, one }] : [];
        });
        return await this.#commit(pending, { imported, conflicts: conflicts() });
      } catch (error) {
        for (const room of held.values()) await room.revert();
        throw error;
      }
    });
  }

  async #commit(
    pending: readonly { readonly room: LiveRoom; readonly one: Pending }[],
    beside: Pick<RoomCommit, "imported" | "conflicts">,
  ): Promise<boolean> {
    if (pending.length === 0 && beside.imported.length === 0) return false;
    const commit = joinCommits(
      pending.map(({ one }) => one.commit),
      beside,
    );
    const seqs = await this.options.store.commit(commit);
    for (const [index, { room, one }] of pending.entries()) room.published(one.trial, seqs[index] ?? 0);
    tellPoints(this.options, commit);
    return pending.length > 0;
  }

  /** Always in the same order, so that two such changes cannot wait for each other. */
  async #holdAll<T>(
    names: readonly RoomName[],
    work: (rooms: ReadonlyMap<string, LiveRoom>) => Promise<T>,
  ): Promise<T> {
    const held = new Map<string, LiveRoom>();
    const hold = async (index: number): Promise<T> => {
      const name = names[index];
      if (!name) return work(held);
      return this.use(name, (room) =>
        room.exclusive(() => {
          held.set(room.text, room);
          return hold(index + 1);
        }),
      );
    };
    return hold(0);
  }

  /** Whether this person may know of the room. */
  async mayRead(user: RoomUser, name: RoomName): Promise<boolean> {
    if (!this.options.allow(user, name, ROOM_RULES[name.kind].reads)) return false;
    if (name.kind !== "round") return true;
    return this.use(name, (room) => mayOpen(room.access(), user));
  }

  /** The room's snapshot as it is sent; at most `compactAfter` updates old. */
  async snapshot(name: RoomName): Promise<PackedRoom | undefined> {
    const text = formatRoomName(name);
    const packed = await this.options.store.packed(text);
    if (packed || !(await this.options.store.has(text))) return packed;
    await this.#packStored(name);
    return this.options.store.packed(text);
  }

  async #packStored(name: RoomName): Promise<void> {
    const text = formatRoomName(name);
    if (this.#rooms.has(text)) {
      await this.use(name, (room) => room.exclusive(() => room.compact()));
      return;
    }
    const stored = await this.options.store.load(text);
    if (!stored) return;
    const merged = mergeStored(stored);
    const { epoch, seq } = stored;
    const freshBytes = stored.freshBytes || writeFresh(name.kind, merged).length;
    await this.options.store.compact(text, { epoch, seq, freshBytes, ...(await packSnapshot(merged)) });
  }

  /** Everything since a cursor in the rooms this person may know of. */
  async since(user: RoomUser, cursor: number, limit: number): Promise<RoomsSince> {
    const all = await this.options.store.since(cursor, limit);
    const names = new Set([...all.reload, ...all.entries.map(({ room }) => room)]);
    const visible = new Set<string>();
    for (const text of names) {
      const name = this.nameOf(text);
      if (name && (await this.mayRead(user, name))) visible.add(text);
    }
    return {
      cursor: all.cursor,
      entries: all.entries.filter(({ room }) => visible.has(room)),
      reload: all.reload.filter((room) => visible.has(room)),
    };
  }

  /** Takes concurrent conflicts off the work list, for a person who has seen both values. */
  async settle(keys: readonly RoomKey[], by: Actor): Promise<void> {
    const notes = keys.map(
      ({ room, part, key }): AuditNote => ({
        atMs: this.options.nowMs(),
        event: "room.conflict-settled",
        by,
        target: { kind: "room", id: room, name: `${part}/${key}` },
      }),
    );
    await this.options.store.settle(keys, notes);
  }

  /** Rooms in memory now. */
  openRooms(): number {
    return this.#rooms.size;
  }

  /** Ends every socket and waits for what was already taken. */
  async close(): Promise<void> {
    for (const session of this.#sessions) session.end(1001);
    const entries = [...this.#rooms.values()];
    for (const { room } of entries)
      await room.then((open) => open.exclusive(() => undefined)).catch(() => undefined);
  }
}
