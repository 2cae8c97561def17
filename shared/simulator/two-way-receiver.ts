/**
 * A radio stick among two-way meters: host bytes in, host bytes out (`im871a.ts` for the layout). A telegram that the
 * host wants sent is acknowledged at once (`02 02`, status 0) and put on the air when a meter listens; where none does,
 * it waits for the next telegram of one, for half a minute.
 */
import { concatBytes } from "../codecs/bytes/cursor.ts";
import { encodeIm871aCommand, im871a } from "../codecs/receivers/im871a.ts";
import { RECEIVER_START } from "../codecs/receivers/receiver-codec.ts";
import { answerIm871a, encodeIm871aIndication } from "./im871a-receiver.ts";
import type { TwoWayMeter } from "./two-way-meter.ts";

const SEND = "0201";
const SENT = { endpoint: 0x02, id: 0x02, data: [0x00], hasCrc: true } as const;
const WAITS_MS = 30_000;

export class TwoWayReceiver {
  readonly #meters: readonly TwoWayMeter[];
  readonly #rssiDbm: number;
  #state = RECEIVER_START;
  #waiting: { readonly telegram: Uint8Array; readonly sinceMs: number }[] = [];

  constructor(meters: readonly TwoWayMeter[], rssiDbm = -61) {
    this.#meters = meters;
    this.#rssiDbm = rssiDbm;
  }

  /** What the stick says to these bytes of its host. */
  take(bytes: Uint8Array, atMs: number): readonly Uint8Array[] {
    const said: Uint8Array[] = [];
    const asked = answerIm871a(bytes);
    if (asked) said.push(asked);
    const step = im871a.read(this.#state, bytes);
    this.#state = step.state;
    for (const event of step.events) {
      if (event.kind !== "answer" || event.command !== SEND) continue;
      said.push(encodeIm871aCommand(SENT));
      this.#waiting.push({ telegram: concatBytes([event.bytes.length], event.bytes), sinceMs: atMs });
    }
    return [...said, ...this.#putOnAir(atMs)];
  }

  /** What it hears by now; to be asked again and again. */
  hear(atMs: number): readonly Uint8Array[] {
    this.#waiting = this.#waiting.filter(({ sinceMs }) => atMs - sinceMs < WAITS_MS);
    return this.#meters.flatMap((meter) => {
      const telegram = meter.due(atMs);
      return telegram ? [this.#indicate(telegram), ...this.#putOnAir(atMs)] : [];
    });
  }

  #putOnAir(atMs: number): readonly Uint8Array[] {
    const answers: Uint8Array[] = [];
    this.#waiting = this.#waiting.filter(({ telegram }) => {
      const answer = this.#meters.map((meter) => meter.hear(telegram, atMs)).find(Boolean);
      if (answer) answers.push(this.#indicate(answer));
      return answer === undefined;
    });
    return answers;
  }

  #indicate(telegram: Uint8Array): Uint8Array {
    return encodeIm871aIndication({ telegram, rssiDbm: this.#rssiDbm });
  }
}
