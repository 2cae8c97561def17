import type { ReceiverCodec, ReceiverEvent } from "../../shared/codecs/receivers/receiver-codec.ts";
import type { Heartbeat } from "./intake-protocol.ts";
import { SilenceLearner } from "./rounds/learn-silence.ts";
import type { StoredFrame } from "./store/local-database.ts";

export interface Arrival {
  readonly codec: string;
  readonly atMs: number;
  readonly bytes: Uint8Array;
  readonly position?: { readonly lat: number; readonly lon: number };
}

/**
 * A receiver sends a frame in one go, but a Bluetooth link that has to say something again and a busy
 * phone hold its pieces up for longer than the pause between two frames: only a long silence ends what began.
 */
const SILENCE_MS = 1500;
/** The first block of a frame with its checksum. */
const SHORTEST_FRAME = 12;
const MINUTE_MS = 60_000;

interface Codecs {
  find(name: string): ReceiverCodec | undefined;
  readonly start: CodecState;
}

type CodecState = ReturnType<ReceiverCodec["read"]>["state"];

/**
 * Bytes of a receiver → frames, with the pulse that tells whether the receiver is alive. The codecs are
 * fetched with the first bytes, from the app's own cache; what comes meanwhile waits in its order.
 */
export class ByteHearing {
  readonly #onFrame: (frame: StoredFrame) => void;
  readonly #learner = new SilenceLearner();
  #codecs: Codecs | undefined;
  #early: Arrival[] = [];
  #codec: ReceiverCodec | undefined;
  #state: CodecState | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #recent: number[] = [];
  heard = 0;
  /** Of those whose receiver tells. */
  readonly modes = { c: 0, t: 0, s: 0 };
  damaged = 0;
  /** Of those, how many came since the last whole one. */
  damagedInARow = 0;
  /** Bytes nothing could be made of since the last telegram. */
  junkBytes = 0;
  lastAtMs: number | undefined;
  rssiDbm: number | undefined;

  constructor(onFrame: (frame: StoredFrame) => void) {
    this.#onFrame = onFrame;
  }

  hear(arrival: Arrival): void {
    if (this.#codecs) {
      this.#read(arrival, this.#codecs);
      return;
    }
    this.#early.push(arrival);
    if (this.#early.length === 1) void this.#load();
  }

  async #load(): Promise<void> {
    const { findReceiverCodec, RECEIVER_START } = await import("./receiver-codecs.ts");
    const codecs = { find: findReceiverCodec, start: RECEIVER_START };
    this.#codecs = codecs;
    for (const arrival of this.#early.splice(0)) this.#read(arrival, codecs);
  }

  #read(arrival: Arrival, { find, start }: Codecs): void {
    if (this.#codec?.name !== arrival.codec) {
      this.#codec = find(arrival.codec);
      this.#state = start;
    }
    const codec = this.#codec;
    if (!(codec && this.#state)) return;
    this.#take(arrival, codec.read(this.#state, arrival.bytes));
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      if (this.#state) this.#take(arrival, codec.flush(this.#state));
    }, SILENCE_MS);
  }

  /** Frames within the last minute, by a clock that nobody sets. */
  perMinute(): number {
    const sinceMs = performance.now() - MINUTE_MS;
    this.#recent = this.#recent.filter((beatMs) => beatMs > sinceMs);
    return this.#recent.length;
  }

  /** From when on a silence is an alarm. */
  silentAfterMs(): number {
    return this.#learner.silentAfterMs();
  }

  /** How the receiver is, with the frames this phone has kept in all. */
  heartbeat(frames: number): Heartbeat {
    const { heard, modes, damaged, damagedInARow, junkBytes, lastAtMs, rssiDbm } = this;
    return {
      frames,
      perMinute: this.perMinute(),
      heard,
      modes: { ...modes },
      silentAfterMs: Math.round(this.silentAfterMs() / 1000) * 1000,
      damaged,
      damagedInARow,
      junkBytes,
      ...(lastAtMs === undefined ? {} : { lastAtMs }),
      ...(rssiDbm === undefined ? {} : { rssiDbm }),
    };
  }

  #take(arrival: Arrival, step: ReturnType<ReceiverCodec["read"]>): void {
    this.#state = step.state;
    this.junkBytes += step.junk;
    for (const event of step.events) this.#onEvent(arrival, event);
  }

  #onEvent({ atMs, position }: Arrival, event: ReceiverEvent): void {
    if (event.kind === "answer") return;
    if (event.kind === "damaged") {
      this.damaged += 1;
      this.damagedInARow += 1;
      // Its first block may still say whose it was, and why that meter is not read.
      if (event.bytes.length < SHORTEST_FRAME) return;
    } else {
      this.heard += 1;
      this.damagedInARow = 0;
      this.junkBytes = 0;
      if (event.mode) this.modes[event.mode] += 1;
    }
    const beatMs = performance.now();
    this.#learner.hear(beatMs);
    this.lastAtMs = atMs;
    this.rssiDbm = event.rssiDbm;
    this.#recent.push(beatMs);
    this.#onFrame({
      atMs,
      bytes: event.bytes,
      ...(event.rssiDbm === undefined ? {} : { rssiDbm: event.rssiDbm }),
      ...position,
    });
  }
}
