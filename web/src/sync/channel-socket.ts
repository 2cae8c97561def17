import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import type { Refusal, RefusedKey } from "../../../shared/rooms/refusal.ts";
import type { RoomsSocket } from "./rooms-socket.ts";

/** Unsent updates merged into one message; `last` names the newest of them. */
export interface UnsentChunk {
  readonly update: Uint8Array;
  readonly last: string;
}

/** The room behind a channel: what it sends, and what the server says about it. */
export interface RoomEnd {
  readonly room: string;
  epoch(): number;
  /** Everything the server has not acknowledged, in messages it will take. */
  unsentChunks(): readonly UnsentChunk[];
  /** Yjs client ids that the unsent updates are of. */
  unsentClients(): ReadonlySet<number>;
  /** The newest unsent update. */
  lastUnsent(): string | undefined;
  opened(epoch: number): void;
  /** Everything up to this unsent update is on the server's disk. */
  saved(upTo: string | undefined, vector: Uint8Array): void;
  /** The message whose newest update this was is not taken. */
  refused(upTo: string | undefined, reason: Refusal, keys: readonly RefusedKey[]): void;
  stale(epoch: number, vector: Uint8Array): void;
  closed(reason: Refusal): void;
}

const SYNC = 0;
const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;
/** y-websocket gives up on close codes 4400–4499. */
const FOR_GOOD = 4403;
const LOST = 1006;

type Handler<Event> = ((event: Event) => void) | null;

/**
 * What y-websocket takes for its WebSocket: one channel of the one socket. It differs from a plain
 * pipe in one thing. Instead of y-websocket's "everything you lack" in one message it sends the
 * unsent updates one after the other, and holds back live updates until it has: so each message has
 * an end that can be acknowledged, none is too large, and none arrives before one it builds on.
 */
export class ChannelSocket {
  readonly OPEN = OPEN;
  binaryType = "arraybuffer";
  readyState: number = CONNECTING;
  onopen: Handler<unknown> = null;
  onmessage: Handler<{ readonly data: Uint8Array }> = null;
  onclose: Handler<{ readonly code: number; readonly reason: string }> = null;
  onerror: Handler<unknown> = null;
  readonly #socket: RoomsSocket;
  readonly #end: RoomEnd;
  readonly #channel: number;
  readonly #upToBySeq = new Map<number, string | undefined>();
  #seq = 0;
  #hasCaughtUp = false;

  constructor(socket: RoomsSocket, end: RoomEnd) {
    this.#socket = socket;
    this.#end = end;
    this.#channel = socket.open({
      room: end.room,
      epoch: () => end.epoch(),
      opened: (epoch) => this.#opened(epoch),
      put: (bytes) => this.onmessage?.({ data: bytes }),
      saved: (seq, vector) => end.saved(this.#endOf(seq), vector),
      refused: (seq, reason, keys) => this.#refused(seq, reason, keys),
      stale: (epoch, vector) => {
        this.#shut(FOR_GOOD);
        end.stale(epoch, vector);
      },
      closed: (reason) => {
        this.#shut(reason === "busy" ? LOST : FOR_GOOD);
        end.closed(reason);
      },
      lost: () => this.#shut(LOST),
    });
  }

  send(bytes: Uint8Array): void {
    if (this.readyState !== OPEN) return;
    const from = decoding.createDecoder(bytes);
    const isSync = decoding.readVarUint(from) === SYNC;
    const kind = isSync ? decoding.readVarUint(from) : undefined;
    if (kind === sync.messageYjsSyncStep2) this.#catchUp(bytes, decoding.readVarUint8Array(from));
    else if (kind === sync.messageYjsUpdate) {
      if (this.#hasCaughtUp) this.#put(bytes, this.#end.lastUnsent());
    } else this.#socket.put(this.#channel, 0, bytes);
  }

  close(): void {
    this.#shut(undefined);
  }

  #opened(epoch: number): void {
    this.#end.opened(epoch);
    this.readyState = OPEN;
    this.onopen?.(undefined);
  }

  /**
   * `all` is what y-websocket found the server to lack. Beyond the unsent updates that is nothing,
   * unless this client's storage lost one: then the document still has it.
   */
  #catchUp(all: Uint8Array, update: Uint8Array): void {
    this.#hasCaughtUp = true;
    for (const { update, last } of this.#end.unsentChunks()) {
      const bytes = encoding.encode((to) => {
        encoding.writeVarUint(to, SYNC);
        sync.writeUpdate(to, update);
      });
      this.#put(bytes, last);
    }
    const logged = this.#end.unsentClients();
    const isBeyond = [...Y.parseUpdateMeta(update).to.keys()].some((client) => !logged.has(client));
    if (isBeyond) this.#put(all, undefined);
  }

  #put(bytes: Uint8Array, upTo: string | undefined): void {
    this.#seq += 1;
    this.#upToBySeq.set(this.#seq, upTo);
    this.#socket.put(this.#channel, this.#seq, bytes);
  }

  #refused(seq: number, reason: Refusal, keys: readonly RefusedKey[]): void {
    const upTo = this.#endOf(seq);
    this.#shut(reason === "busy" ? LOST : FOR_GOOD);
    this.#end.refused(upTo, reason, keys);
  }

  #endOf(seq: number): string | undefined {
    const upTo = this.#upToBySeq.get(seq);
    this.#upToBySeq.delete(seq);
    return upTo;
  }

  #shut(code: number | undefined): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#socket.close(this.#channel);
    if (code !== undefined) this.onclose?.({ code, reason: "" });
  }
}
