import { findReceiverCodec } from "../../shared/codecs/receivers/index.ts";
import {
  RECEIVER_START,
  type ReceiverCodec,
  type ReceiverEvent,
} from "../../shared/codecs/receivers/receiver-codec.ts";
import type { StoredFrame } from "./store/local-database.ts";

export interface Arrival {
  readonly codec: string;
  readonly atMs: number;
  readonly bytes: Uint8Array;
  readonly position?: { readonly lat: number; readonly lon: number };
}

const SILENCE_MS = 200;
const MINUTE_MS = 60_000;

/** Bytes of a receiver → frames, with the pulse that tells whether the receiver is alive. */
export class ByteHearing {
  readonly #onFrame: (frame: StoredFrame) => void;
  #codec: ReceiverCodec | undefined;
  #state = RECEIVER_START;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #recent: number[] = [];
  damaged = 0;
  junkBytes = 0;
  lastAtMs: number | undefined;
  rssiDbm: number | undefined;

  constructor(onFrame: (frame: StoredFrame) => void) {
    this.#onFrame = onFrame;
  }

  hear(arrival: Arrival): void {
    if (this.#codec?.name !== arrival.codec) {
      this.#codec = findReceiverCodec(arrival.codec);
      this.#state = RECEIVER_START;
    }
    if (!this.#codec) return;
    const codec = this.#codec;
    this.#take(arrival, codec.read(this.#state, arrival.bytes));
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#take(arrival, codec.flush(this.#state)), SILENCE_MS);
  }

  /** Frames within the last minute. */
  perMinute(nowMs: number): number {
    this.#recent = this.#recent.filter((atMs) => atMs > nowMs - MINUTE_MS);
    return this.#recent.length;
  }

  #take(arrival: Arrival, step: ReturnType<ReceiverCodec["read"]>): void {
    this.#state = step.state;
    this.junkBytes += step.junk;
    for (const event of step.events) this.#onEvent(arrival, event);
  }

  #onEvent({ atMs, position }: Arrival, event: ReceiverEvent): void {
    if (event.kind === "damaged") this.damaged += 1;
    if (event.kind !== "telegram") return;
    this.lastAtMs = atMs;
    this.rssiDbm = event.rssiDbm;
    this.#recent.push(atMs);
    this.#onFrame({
      atMs,
      bytes: event.bytes,
      ...(event.rssiDbm === undefined ? {} : { rssiDbm: event.rssiDbm }),
      ...position,
    });
  }
}
