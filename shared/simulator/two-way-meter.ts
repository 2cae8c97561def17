/**
 * A heat meter with two-way radio: it sends telegrams of its own, listens for a moment behind each, and answers what
 * it is asked then. Behind the radio is the meter of the optical port, so that both show the same registers, logs and
 * settings. It says in every telegram that it is simulated (`simulated-radio.ts`).
 *
 * | what | how |
 * | --- | --- |
 * | own telegram | SND-NR, ELL I with the bits of a meter that listens, short header, AFL, mode 7 |
 * | after a command | RSP-UD, said again every two seconds until half a minute passed without another command |
 * | what it takes | SND-UD2 with a MAC that fits and a counter it has not seen; the last one again is answered as before |
 *
 * Times in milliseconds. How long a real meter listens and repeats is EN 13757-4's and finer than a browser's line.
 */
import { bytesOfU32, concatBytes } from "../codecs/bytes/cursor.ts";
import { decodeKmpFrame, encodeKmpFrame, KMP_ACKNOWLEDGE } from "../codecs/kmp/kmp-frame.ts";
import { carriedKmp, carryKmp, SIMULATED_MODEL } from "../codecs/simulated-radio.ts";
import { encodeTelegram } from "../codecs/wmbus/encode-telegram.ts";
import { LISTENS, openCommand, RSP_UD } from "../codecs/wmbus/two-way.ts";
import type { MeterId } from "../model/meter-id.ts";
import type { OpticalMeter } from "./optical-meter.ts";

export interface TwoWayMeterOptions {
  readonly id: MeterId;
  readonly key: Uint8Array;
  readonly meter: OpticalMeter;
  /** Between two telegrams of its own. */
  readonly everyMs: number;
}

/** A telegram holds this much of registers and rows. */
export const RADIO_BYTES = 90;
const LISTENS_MS = 150;
const REPEAT_MS = 2000;
const ACCESS_MS = 30_000;
const EPOCH_MS = Date.UTC(2020, 0, 1);
const [RADIO_CONTENT, CID_GET_REGISTER] = [0xf040, 0x10];

interface Access {
  readonly counter: number;
  readonly answer: Uint8Array;
  readonly untilMs: number;
}

export class TwoWayMeter {
  readonly #options: TwoWayMeterOptions;
  #counter = 0;
  #access = 0;
  #listensUntilMs = 0;
  #nextMs: number | undefined;
  #last: Access | undefined;
  /** Commands carried out so far. */
  commands = 0;

  constructor(options: TwoWayMeterOptions) {
    this.#options = options;
  }

  /** What it sends by itself by now: nothing, or one normalised telegram. */
  due(atMs: number): Uint8Array | undefined {
    this.#nextMs ??= atMs;
    if (atMs < this.#nextMs) return undefined;
    this.#listensUntilMs = atMs + LISTENS_MS;
    const isAsked = this.#last !== undefined && atMs < this.#last.untilMs;
    this.#nextMs = atMs + (isAsked ? Math.min(REPEAT_MS, this.#options.everyMs) : this.#options.everyMs);
    return isAsked && this.#last ? this.#last.answer : this.#ownTelegram(atMs);
  }

  /** Its answer to a normalised telegram; `undefined` where it does not listen, or that is nothing for it. */
  hear(bytes: Uint8Array, atMs: number): Uint8Array | undefined {
    if (atMs > this.#listensUntilMs) return undefined;
    const command = openCommand(bytes, { meter: this.#options.id, key: this.#options.key });
    if (!command.ok) return undefined;
    const { counter, access, data } = command.value;
    const last = this.#last;
    if (last && counter < last.counter) return undefined;
    const answer = last?.counter === counter ? last.answer : this.#answerTo(data, access, atMs);
    if (!answer) return undefined;
    this.#last = { counter, answer, untilMs: atMs + ACCESS_MS };
    this.#listensUntilMs = atMs + LISTENS_MS;
    this.#nextMs = atMs + Math.min(REPEAT_MS, this.#options.everyMs);
    return answer;
  }

  #answerTo(data: Uint8Array, access: number, atMs: number): Uint8Array | undefined {
    const asked = carriedKmp(data);
    const request = asked && decodeKmpFrame(asked);
    if (!request?.ok || request.value.direction !== "to-meter") return undefined;
    const said = this.#options.meter.answer(request.value);
    if (said === undefined) return undefined;
    const frame = said === "acknowledged" ? Uint8Array.of(KMP_ACKNOWLEDGE) : encodeKmpFrame(said);
    const carried = carryKmp(frame);
    if (!carried) return undefined;
    this.commands += 1;
    return this.#encode({ control: RSP_UD, access, data: carried, atMs });
  }

  #ownTelegram(atMs: number): Uint8Array {
    this.#access = (this.#access + 1) & 0xff;
    return this.#encode({ access: this.#access, data: concatBytes(SIMULATED_MODEL, this.#records()), atMs });
  }

  /** By what it was ordered to send. */
  #records(): Uint8Array {
    const { energy, volume, inlet, outlet } = this.#options.meter.counts();
    const content = this.#radioContent();
    const two = (value: number): readonly number[] => [value & 0xff, (value >> 8) & 0xff];
    const billing = concatBytes([0x04, 0x06], bytesOfU32(energy), [0x04, 0x14], bytesOfU32(volume));
    if (content === 0) return billing;
    return concatBytes(billing, [0x02, 0x59], two(inlet), [0x02, 0x5d], two(outlet));
  }

  #radioContent(): number {
    const data = Uint8Array.of(1, RADIO_CONTENT >> 8, RADIO_CONTENT & 0xff);
    const said = this.#options.meter.answer({
      direction: "to-meter",
      address: 0x3f,
      cid: CID_GET_REGISTER,
      data,
    });
    return typeof said === "object" ? (said.data.at(-1) ?? 0) : 2;
  }

  #encode(told: {
    readonly control?: number;
    readonly access: number;
    readonly data: Uint8Array;
    readonly atMs: number;
  }): Uint8Array {
    const { id, key } = this.#options;
    const { control, access, data, atMs } = told;
    this.#counter = Math.max(this.#counter + 1, Math.floor((atMs - EPOCH_MS) / 1000));
    return encodeTelegram({
      meter: id,
      ...(control === undefined ? {} : { control }),
      ell: { control: LISTENS, access },
      transport: { header: "short", access, security: { mode: 7, key, counter: this.#counter }, data },
    });
  }
}
