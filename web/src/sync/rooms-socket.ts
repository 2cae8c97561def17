import {
  type ClientFrame,
  decodeServerFrame,
  encodeClientFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
} from "../../../shared/rooms/channel-frame.ts";
import type { Refusal, RefusedKey } from "../../../shared/rooms/refusal.ts";

/** A WebSocket reduced to what is used; a browser's and the one of package `ws` can both be it. */
export interface PlainSocket {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** Opens a WebSocket; `ends` hears what it receives, and once when it is closed. */
export type MakeSocket = (ends: {
  readonly message: (bytes: Uint8Array) => void;
  readonly close: () => void;
}) => PlainSocket;

/** What a channel hears. */
export interface ChannelEar {
  readonly room: string;
  /** Asked when the channel is opened: the generation the client's document is of. */
  epoch(): number;
  opened(epoch: number): void;
  put(bytes: Uint8Array): void;
  saved(seq: number, vector: Uint8Array): void;
  refused(seq: number, reason: Refusal, keys: readonly RefusedKey[]): void;
  stale(epoch: number, vector: Uint8Array): void;
  closed(reason: Refusal): void;
  /** The socket is lost; the channel with it. */
  lost(): void;
}

export interface SocketOptions {
  readonly makeSocket: MakeSocket;
  readonly nowMs: () => number;
  /** 0 ≤ n < 1; spreads the clients that come back after a restart. */
  readonly random: () => number;
  readonly onChange: () => void;
  readonly timing: SocketTiming;
  /** A socket that is somebody else's carries nothing. Absent: whoever is signed in may send. */
  readonly personId?: string | undefined;
}

export interface SocketTiming {
  readonly firstRetryMs: number;
  readonly lastRetryMs: number;
  readonly pingMs: number;
  readonly silenceMs: number;
}

export const SOCKET_TIMING: SocketTiming = {
  firstRetryMs: 500,
  lastRetryMs: 30_000,
  pingMs: 20_000,
  silenceMs: 45_000,
};

/** What the server says of itself and this client. */
export type Standing = "connecting" | "online" | "offline" | "outdated";

/** The one real socket: carries all channels, comes back by itself, notices silence. */
export class RoomsSocket {
  readonly #options: SocketOptions;
  readonly #channels = new Map<number, ChannelEar>();
  #socket: PlainSocket | undefined;
  /** Counts connections, so that a late word of a past one is not heard. */
  #turn = 0;
  #standing: Standing = "connecting";
  #offlineSinceMs: number | undefined;
  #heardAtMs = 0;
  #failures = 0;
  #lastChannel = 0;
  #isStopped = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #beat: ReturnType<typeof setInterval>;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#beat = setInterval(() => this.#checkSilence(), options.timing.pingMs);
    this.#connect();
  }

  get standing(): Standing {
    return this.#standing;
  }

  get offlineSinceMs(): number | undefined {
    return this.#offlineSinceMs;
  }

  /** Registers a channel; it is opened as soon as there is a connection. */
  open(ear: ChannelEar): number {
    this.#lastChannel += 1;
    this.#channels.set(this.#lastChannel, ear);
    if (this.#standing === "online") this.#sendOpen(this.#lastChannel, ear);
    return this.#lastChannel;
  }

  put(channel: number, seq: number, bytes: Uint8Array): void {
    if (this.#channels.has(channel)) this.#send({ type: "put", channel, seq, bytes });
  }

  close(channel: number): void {
    if (this.#channels.delete(channel)) this.#send({ type: "close", channel });
  }

  /** The network may be back: tries now instead of waiting. */
  wake(): void {
    if (this.#socket || this.#isStopped) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  /** Breaks the connection as a lost network does; `wake` or the retry brings it back. */
  drop(): void {
    this.#lose();
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#beat);
    clearTimeout(this.#retry);
    this.#lose();
    clearTimeout(this.#retry);
  }

  #connect(): void {
    this.#heardAtMs = this.#options.nowMs();
    const turn = ++this.#turn;
    this.#socket = this.#options.makeSocket({
      message: (bytes) => {
        if (turn === this.#turn) this.#hear(bytes);
      },
      close: () => {
        if (turn === this.#turn) this.#lose();
      },
    });
  }

  #lose(): void {
    this.#turn += 1;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#failures += 1;
    this.#offlineSinceMs ??= this.#options.nowMs();
    if (this.#standing !== "outdated") this.#stand("offline");
    const ears = [...this.#channels.values()];
    this.#channels.clear();
    for (const ear of ears) ear.lost();
    if (!this.#isStopped) this.#retryLater();
  }

  #retryLater(): void {
    const { firstRetryMs, lastRetryMs } = this.#options.timing;
    const fullMs = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(this.#failures - 1, 10));
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.wake(), fullMs * (0.5 + this.#options.random() / 2));
  }

  #hear(bytes: Uint8Array): void {
    this.#heardAtMs = this.#options.nowMs();
    const frame = decodeServerFrame(bytes);
    if (!frame) return;
    if (frame.type === "hello") this.#welcome(frame);
    else if (frame.type === "pong") for (const ear of this.#channels.values()) ear.put(NOBODY_NEW);
    else this.#pass(frame);
  }

  #welcome({ version, personId }: Extract<ServerFrame, { type: "hello" }>): void {
    if (version !== PROTOCOL_VERSION) {
      this.#stand("outdated");
      return;
    }
    // Another person signed in on this browser: what waits here is not theirs to say.
    if (personId !== (this.#options.personId ?? personId)) {
      this.#lose();
      return;
    }
    this.#failures = 0;
    this.#offlineSinceMs = undefined;
    this.#stand("online");
    for (const [channel, ear] of this.#channels) this.#sendOpen(channel, ear);
  }

  #pass(frame: Exclude<ServerFrame, { type: "hello" | "pong" }>): void {
    const ear = this.#channels.get(frame.channel);
    if (!ear) return;
    if (frame.type === "opened") ear.opened(frame.epoch);
    else if (frame.type === "put") ear.put(frame.bytes);
    else if (frame.type === "saved") ear.saved(frame.seq, frame.vector);
    else if (frame.type === "refused") ear.refused(frame.seq, frame.reason, frame.keys);
    else if (frame.type === "stale") ear.stale(frame.epoch, frame.vector);
    else {
      this.#channels.delete(frame.channel);
      ear.closed(frame.reason);
    }
  }

  #sendOpen(channel: number, ear: ChannelEar): void {
    this.#send({ type: "open", channel, room: ear.room, epoch: ear.epoch() });
  }

  #send(frame: ClientFrame): void {
    if (this.#standing === "online") this.#socket?.send(encodeClientFrame(frame));
  }

  #checkSilence(): void {
    if (!this.#socket) return;
    if (this.#options.nowMs() - this.#heardAtMs > this.#options.timing.silenceMs) this.#lose();
    else this.#send({ type: "ping" });
  }

  #stand(standing: Standing): void {
    if (this.#standing === standing) return;
    this.#standing = standing;
    this.#options.onChange();
  }
}

/** An awareness message about nobody: tells y-websocket's watchdog that the connection lives. */
const NOBODY_NEW = Uint8Array.of(1, 1, 0);
