/**
 * An optical head on a meter (bytes of the app → bytes that come back, and when): it echoes what it sends, a meter
 * that sleeps says nothing, and a head that was knocked off hears nothing more. At 1200 baud with two stop bits a
 * byte takes 11 bit times.
 */
import { concatBytes } from "../codecs/bytes/cursor.ts";
import type { KmpHeard, KmpNoAnswer, KmpTalk } from "../codecs/kmp/kmp-exchange.ts";
import { decodeKmpFrame, encodeKmpFrame, KMP_ACKNOWLEDGE } from "../codecs/kmp/kmp-frame.ts";
import { KMP_STREAM_START, splitKmpStream } from "../codecs/kmp/kmp-stream.ts";
import type { Result } from "../model/result.ts";
import type { OpticalMeter } from "./optical-meter.ts";

export const HEAD_BYTE_MS = 11_000 / 1200;
/** From the last byte of a request to the first of its answer. */
const ANSWER_AFTER_MS = 120;

export interface HeadFaults {
  /** The head is not the kind that echoes, or its echo is not heard. */
  readonly hasNoEcho?: boolean;
  /** Flips a bit in every n-th answer. */
  readonly damageEvery?: number;
}

/** Bytes on the line, `afterMs` after the app's last byte. */
export interface HeadSound {
  readonly afterMs: number;
  readonly bytes: Uint8Array;
}

export class OpticalHead {
  readonly #faults: HeadFaults;
  #meter: OpticalMeter | undefined;
  #isAsleep = false;
  #state = KMP_STREAM_START;
  #answers = 0;
  /** Time the line was busy so far, by bytes and waiting alone. */
  busyMs = 0;
  /** Bytes of meters' answers. */
  answeredBytes = 0;

  constructor(meter: OpticalMeter | undefined, faults: HeadFaults = {}) {
    this.#meter = meter;
    this.#faults = faults;
  }

  /** On this meter, or on none. */
  place(meter: OpticalMeter | undefined): void {
    this.#meter = meter;
    this.#state = KMP_STREAM_START;
  }

  /** A sleeping meter wakes by its button. */
  setAsleep(isAsleep: boolean): void {
    this.#isAsleep = isAsleep;
  }

  /** What is heard because of these bytes. */
  take(bytes: Uint8Array): readonly HeadSound[] {
    const sentMs = bytes.length * HEAD_BYTE_MS;
    this.busyMs += sentMs;
    const echo = this.#faults.hasNoEcho ? [] : [{ afterMs: 0, bytes }];
    const step = splitKmpStream(this.#state, bytes);
    this.#state = step.state;
    const answers = step.frames.flatMap((frame) => this.#answerTo(frame) ?? []);
    if (answers.length === 0) return echo;
    const said = concatBytes(...answers);
    this.busyMs += ANSWER_AFTER_MS + said.length * HEAD_BYTE_MS;
    this.answeredBytes += said.length;
    return [...echo, { afterMs: ANSWER_AFTER_MS, bytes: said }];
  }

  #answerTo(frame: Uint8Array): Uint8Array | undefined {
    const request = decodeKmpFrame(frame);
    if (!request.ok || request.value.direction !== "to-meter" || this.#isAsleep || !this.#meter)
      return undefined;
    const answer = this.#meter.answer(request.value);
    if (answer === undefined) return undefined;
    if (answer === "acknowledged") return Uint8Array.of(KMP_ACKNOWLEDGE);
    const wire = encodeKmpFrame(answer);
    this.#answers += 1;
    const { damageEvery } = this.#faults;
    if (damageEvery !== undefined && this.#answers % damageEvery === 0) wire[3] = (wire[3] ?? 0) ^ 0x01;
    return wire;
  }
}

/** Lets a talk run over a head without waiting: what is not said at once is silence. */
export function talkThrough<T>(talk: KmpTalk<T>, head: OpticalHead): Result<T, KmpNoAnswer> {
  let waiting: Uint8Array[] = [];
  let heard: KmpHeard;
  for (;;) {
    const step = talk.next(heard);
    heard = undefined;
    if (step.done) return step.value;
    if (step.value.kind === "send") waiting = head.take(step.value.bytes).map(({ bytes }) => bytes);
    if (step.value.kind !== "listen") continue;
    const bytes = waiting.shift();
    heard = bytes ? { kind: "chunk", bytes } : { kind: "silence" };
  }
}
