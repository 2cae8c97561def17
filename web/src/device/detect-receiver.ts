import { RECEIVER_START, type ReceiverCodec } from "../../../shared/codecs/receivers/receiver-codec.ts";
import { RECEIVER_PROBES } from "../../../shared/codecs/receivers/receiver-probes.ts";
import { pause, type ReceiverLink } from "./receiver-link.ts";

export interface Heard {
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

export interface Detected {
  readonly codec: ReceiverCodec;
  /**
   * What it said meanwhile: telegrams may be among it. Grows with what is passed on to `hear` until the
   * owner of the link takes it over, so that nothing falls between.
   */
  readonly heard: readonly Heard[];
}

export interface Detection {
  /** The product that is asked now. */
  onTry(codec: ReceiverCodec): void;
  /** Waits for an answer, and for a telegram of those that answer nothing; tests make them short. */
  readonly answerMs?: number;
  readonly telegramMs?: number;
}

/**
 * Finds out which receiver is on an open line by asking one after the other at its own speed. Whoever
 * owns the link passes on to `hear` what arrives.
 */
export class ReceiverDetection {
  readonly #link: Pick<ReceiverLink, "setUp">;
  readonly #options: Detection;
  #onBytes: ((heard: Heard) => void) | undefined;

  constructor(link: Pick<ReceiverLink, "setUp">, options: Detection) {
    this.#link = link;
    this.#options = options;
  }

  hear(heard: Heard): void {
    this.#onBytes?.(heard);
  }

  /** `undefined`: none of them is there, or nobody wants to know any more. */
  async run(isWanted: () => boolean = () => true): Promise<Detected | undefined> {
    const { onTry, answerMs = 1200, telegramMs = 4000 } = this.#options;
    for (const probe of RECEIVER_PROBES) {
      if (!isWanted()) return undefined;
      onTry(probe.codec);
      const heard: Heard[] = [];
      let state = RECEIVER_START;
      const proof = new Promise<boolean>((resolve) => {
        this.#onBytes = (arrival) => {
          heard.push(arrival);
          const step = probe.codec.read(state, arrival.bytes);
          state = step.state;
          if (step.events.some(probe.isProof)) resolve(true);
        };
      });
      await this.#link.setUp({ baudRate: probe.codec.baudRate, greeting: probe.ask });
      const waitMs = probe.ask.length > 0 ? answerMs : telegramMs;
      const isThere = await Promise.race([proof, pause(waitMs).then(() => false)]);
      if (isThere) return { codec: probe.codec, heard };
      this.#onBytes = undefined;
    }
    return undefined;
  }
}
