import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import {
  type ClientFrame,
  decodeClientFrame,
  encodeServerFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
} from "../../shared/rooms/channel-frame.ts";
import type { Refusal } from "../../shared/rooms/refusal.ts";
import { formatRoomName, type RoomName } from "../../shared/rooms/room-name.ts";
import { auditRefusal } from "./audit-room.ts";
import type { Channel, LiveRoom } from "./live-room.ts";
import { mayOpen } from "./room-access.ts";
import type { RoomDoor } from "./room-door.ts";
import type { RoomUser } from "./room-user.ts";

/** The socket as the relay sees it. */
export interface SocketLink {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(code: number): void;
  /** Bytes handed over and not sent yet. */
  unsentBytes(): number;
}

const SYNC = 0;
const AWARENESS = 1;

/** A room open on a channel. `stale` and `refused` ones take no more updates. */
interface OpenChannel {
  readonly number: number;
  readonly seat: Channel;
  room: Promise<LiveRoom | undefined>;
  state: "open" | "stale" | "refused" | "closed";
}

/** One socket with all its channels: turns frames into work on rooms, and back. */
export class SocketSession {
  readonly user: RoomUser;
  readonly #door: RoomDoor;
  readonly #link: SocketLink;
  readonly #channels = new Map<number, OpenChannel>();
  #isEnded = false;

  constructor(door: RoomDoor, link: SocketLink, user: RoomUser) {
    this.#door = door;
    this.#link = link;
    this.user = user;
    this.#send({ type: "hello", version: PROTOCOL_VERSION, personId: user.personId });
  }

  receive(bytes: Uint8Array): void {
    const frame = decodeClientFrame(bytes);
    if (!frame) this.end(4400);
    else if (frame.type === "ping") this.#send({ type: "pong" });
    else if (frame.type === "open") this.#open(frame);
    else if (frame.type === "close") this.#close(frame.channel);
    else this.#put(frame);
  }

  /** The socket is gone. */
  gone(): void {
    this.#isEnded = true;
    for (const number of [...this.#channels.keys()]) this.#close(number);
  }

  end(code: number): void {
    if (this.#isEnded) return;
    this.gone();
    this.#link.close(code);
  }

  #send(frame: ServerFrame): void {
    if (this.#isEnded) return;
    if (this.#link.unsentBytes() > this.#door.options.limits.unsentBytes) this.end(4503);
    else this.#link.send(encodeServerFrame(frame));
  }

  #open({ channel: number, room: text, epoch }: Extract<ClientFrame, { type: "open" }>): void {
    if (this.#channels.has(number)) this.#close(number);
    const name = this.#door.nameOf(text);
    if (!name || this.#channels.size >= this.#door.options.limits.channelsPerSocket) {
      this.#refuseOpening(number, text);
      return;
    }
    const channel: OpenChannel = {
      number,
      state: "open",
      seat: this.#seatAt(number),
      room: Promise.resolve(undefined),
    };
    this.#channels.set(number, channel);
    channel.room = this.#enter(channel, name, epoch).catch((error: unknown) => {
      this.#door.options.report(`${text} could not be opened: ${String(error)}`);
      this.#sendClosed(number, "busy");
      return undefined;
    });
  }

  async #enter(channel: OpenChannel, name: RoomName, epoch: number): Promise<LiveRoom | undefined> {
    if (!(await this.#exists(name))) {
      this.#refuseOpening(channel.number, formatRoomName(name));
      return undefined;
    }
    const room = await this.#door.enter(name);
    const isIn = await room.exclusive(() => this.#join(channel, room, epoch));
    if (isIn) return room;
    await this.#door.exit(room);
    return undefined;
  }

  /** Shards of points and their comments are made by the server only. */
  async #exists(name: RoomName): Promise<boolean> {
    if (name.kind !== "points" && name.kind !== "comments") return true;
    return this.#door.options.store.has(formatRoomName({ ...name, kind: "points" }));
  }

  /** In the room's queue, so that the first thing sent is what is on disk. */
  async #join(channel: OpenChannel, room: LiveRoom, epoch: number): Promise<boolean> {
    const { number } = channel;
    if (channel.state === "closed") return false;
    if (!mayOpen(room.access(), this.user)) {
      this.#refuseOpening(number, room.text);
      return false;
    }
    if (epoch !== 0 && epoch !== room.epoch) {
      const vector = await this.#door.options.store.endOf(room.text, epoch);
      channel.seat.stale({ epoch: room.epoch, vector: vector ?? Uint8Array.of(0) });
      return false;
    }
    this.#send({ type: "opened", channel: number, epoch: room.epoch });
    this.#sendSync(number, (to) => sync.writeSyncStep1(to, room.doc));
    room.join(channel.seat);
    return true;
  }

  #seatAt(number: number): Channel {
    return {
      user: this.user,
      hear: (update) => {
        const bytes = encoding.encode((to) => {
          encoding.writeVarUint(to, AWARENESS);
          encoding.writeVarUint8Array(to, update);
        });
        this.#send({ type: "put", channel: number, bytes });
      },
      update: (update) => this.#sendSync(number, (to) => sync.writeUpdate(to, update)),
      stale: (now) => {
        const channel = this.#channels.get(number);
        if (channel) channel.state = "stale";
        this.#send({ type: "stale", channel: number, ...now });
      },
    };
  }

  #close(number: number): void {
    const channel = this.#channels.get(number);
    if (!channel) return;
    this.#channels.delete(number);
    channel.state = "closed";
    void channel.room.then(async (room) => {
      if (!room) return;
      room.leave(channel.seat);
      await this.#door.exit(room);
    });
  }

  #put({ channel: number, seq, bytes }: Extract<ClientFrame, { type: "put" }>): void {
    const channel = this.#channels.get(number);
    if (!channel) return;
    void channel.room
      .then((room) => room && this.#take(channel, room, { seq, bytes }))
      .catch((error: unknown) => {
        this.#door.options.report(`a message to ${number} failed: ${String(error)}`);
        this.end(4400);
      });
  }

  async #take(
    channel: OpenChannel,
    room: LiveRoom,
    { seq, bytes }: { readonly seq: number; readonly bytes: Uint8Array },
  ): Promise<void> {
    const from = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(from);
    if (kind === AWARENESS) {
      if (channel.state === "open") room.presence.say(channel.seat, decoding.readVarUint8Array(from));
      return;
    }
    if (kind !== SYNC) return;
    if (decoding.readVarUint(from) === sync.messageYjsSyncStep1) {
      const vector = decoding.readVarUint8Array(from);
      await room.exclusive(() =>
        this.#sendSync(channel.number, (to) => sync.writeSyncStep2(to, room.doc, vector)),
      );
      return;
    }
    await this.#takeUpdate(channel, room, { seq, update: decoding.readVarUint8Array(from) });
  }

  async #takeUpdate(
    channel: OpenChannel,
    room: LiveRoom,
    { seq, update }: { readonly seq: number; readonly update: Uint8Array },
  ): Promise<void> {
    const taken = await room.exclusive(async () => {
      if (!(await this.#isStillAllowed())) this.end(4401);
      if (channel.state !== "open") return undefined;
      const outcome = await room.take(channel.seat, update);
      if (!outcome.isSaved && channel.state === "open") channel.state = "refused";
      return outcome;
    });
    if (taken?.isSaved) {
      this.#send({ type: "saved", channel: channel.number, seq, vector: taken.vector });
      await this.#door.tidy(room);
      return;
    }
    const reason = taken?.reason ?? (channel.state === "stale" ? "stale-epoch" : "gap");
    if (channel.state === "closed") return;
    this.#send({ type: "refused", channel: channel.number, seq, reason, keys: taken?.keys ?? [] });
    if (channel.state === "stale") await this.#noteStale(room);
  }

  async #isStillAllowed(): Promise<boolean> {
    return this.user.isStillAllowed === undefined || (await this.user.isStillAllowed());
  }

  async #noteStale(room: LiveRoom): Promise<void> {
    const { nowMs, store } = this.#door.options;
    const audited = { room: room.name, by: this.user.actor, atMs: nowMs() };
    await store.note([auditRefusal(audited, "stale-epoch")]);
  }

  #sendSync(number: number, write: (to: encoding.Encoder) => void): void {
    const bytes = encoding.encode((to) => {
      encoding.writeVarUint(to, SYNC);
      write(to);
    });
    this.#send({ type: "put", channel: number, bytes });
  }

  /** Another utility's room, one that does not exist and one that is not for this person look the same. */
  #refuseOpening(number: number, text: string): void {
    this.#channels.delete(number);
    this.#sendClosed(number, "not-permitted");
    const { nowMs, store, utility } = this.#door.options;
    const room = this.#door.nameOf(text) ?? ({ utility, kind: "settings" } satisfies RoomName);
    const note = auditRefusal({ room, by: this.user.actor, atMs: nowMs() }, "not-permitted");
    const named = { ...note, target: { kind: "room", id: text.slice(0, 300), name: text.slice(0, 300) } };
    store.note([named]).catch((error: unknown) => this.#door.options.report(String(error)));
  }

  #sendClosed(number: number, reason: Refusal): void {
    this.#send({ type: "closed", channel: number, reason });
  }
}
