import { encodeLinkAddress } from "../../../shared/codecs/mbus/meter-address.ts";
import type { RadioAbility } from "../../../shared/codecs/simulated-radio.ts";
import { isAccessible, isAnswer } from "../../../shared/codecs/wmbus/two-way.ts";
import type { MeterId } from "../../../shared/model/meter-id.ts";
import type { DriverStop, OrderDriver } from "./order-driver.ts";
import { type HeadLine, HeardLine } from "./run-talk.ts";

/** A request as it goes on the air, with the access number its answer will carry. */
export interface SealedRequest {
  readonly telegram: Uint8Array;
  readonly access: number;
}

export interface RadioTools {
  readonly meter: MeterId;
  /** Puts a telegram on the air; false where the receiver is gone or cannot. */
  send(telegram: Uint8Array): Promise<boolean>;
  /** Done by whoever has the key. */
  abilityOf(telegram: Uint8Array): Promise<RadioAbility>;
  seal(request: Uint8Array): Promise<SealedRequest | undefined>;
  /** What an answer carries; `undefined` where nobody proves that it is the meter's. */
  open(telegram: Uint8Array): Promise<Uint8Array | undefined>;
}

export interface RadioPatience {
  /** For a telegram of the meter: most send every 16 seconds, some once a minute. */
  readonly telegramMs: number;
  /** For an answer, which may have to wait for the meter's next telegram. */
  readonly answerMs: number;
}

const PATIENCE: RadioPatience = { telegramMs: 90_000, answerMs: 20_000 };
const ADDRESS_AT = 2;
/** Where the access number stands behind an ELL I. */
const ACCESS_AT = 12;

/**
 * A meter by radio: what is to be sent waits until the meter listens, right behind a telegram of its own, and its
 * answers come as if from a head. Before the first byte goes out, the meter itself has said what it takes.
 */
export class RadioDriver implements OrderDriver, HeadLine {
  readonly way = "radio";
  readonly link = "kmp-radio";
  readonly line: HeadLine = this;
  readonly #tools: RadioTools;
  readonly #patience: RadioPatience;
  readonly #address: Uint8Array;
  readonly #heard: HeardLine;
  #waiting = new Set<(telegram: Uint8Array) => void>();
  #signal: AbortSignal | undefined;
  #isSimulated = false;
  /** Access number of the request that is not answered yet. */
  #asked: number | undefined;

  constructor(tools: RadioTools, patience: RadioPatience = PATIENCE) {
    this.#tools = tools;
    this.#patience = patience;
    this.#address = encodeLinkAddress(tools.meter);
    this.#heard = new HeardLine(async () => true);
  }

  /** The receiver's end: a normalised telegram of any meter. */
  hear(telegram: Uint8Array): void {
    if (!this.#address.every((byte, n) => telegram[ADDRESS_AT + n] === byte)) return;
    for (const wake of [...this.#waiting]) wake(telegram);
    const isAwaited = this.#asked !== undefined && isAnswer(telegram) && telegram[ACCESS_AT] === this.#asked;
    if (isAwaited) void this.#take(telegram);
  }

  async #take(telegram: Uint8Array): Promise<void> {
    const asked = this.#asked;
    const carried = await this.#tools.open(telegram);
    // Said twice, it counts once.
    if (!carried || this.#asked !== asked) return;
    this.#asked = undefined;
    this.#heard.take(carried);
  }

  async ready(signal: AbortSignal): Promise<DriverStop | undefined> {
    this.#signal = signal;
    const until = performance.now() + this.#patience.telegramMs;
    let wasHeard = false;
    for (;;) {
      const telegram = await this.#next(until - performance.now(), signal);
      if (signal.aborted) return "cancelled";
      if (!telegram) return wasHeard ? "radio-no-key" : "radio-silent";
      wasHeard = true;
      const ability = await this.#tools.abilityOf(telegram);
      this.#isSimulated = ability === "simulated";
      if (this.#isSimulated) return undefined;
      if (ability === "deaf") return "radio-deaf";
      if (ability === "unverified") return "radio-unverified";
    }
  }

  stopOf(failure: Parameters<OrderDriver["stopOf"]>[0]): ReturnType<OrderDriver["stopOf"]> {
    return failure === "no-answer" || failure === "no-echo" ? "radio-silent" : failure;
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    const signal = this.#signal;
    const sealed = this.#isSimulated && signal ? await this.#tools.seal(bytes) : undefined;
    if (!sealed || !signal || !(await this.#opening(signal))) return false;
    this.#asked = sealed.access;
    // A head echoes what it sends.
    this.#heard.take(bytes);
    return this.#tools.send(sealed.telegram);
  }

  async listen(silenceMs: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const isAsked = this.#asked !== undefined;
    return this.#heard.listen(isAsked ? Math.max(silenceMs, this.#patience.answerMs) : silenceMs, signal);
  }

  flush(): void {
    this.#heard.flush();
    this.#asked = undefined;
  }

  /** Waits until the meter listens. */
  async #opening(signal: AbortSignal): Promise<boolean> {
    const until = performance.now() + this.#patience.telegramMs;
    for (;;) {
      const telegram = await this.#next(until - performance.now(), signal);
      if (!telegram) return false;
      if (isAccessible(telegram)) return true;
    }
  }

  #next(withinMs: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    return new Promise((resolve) => {
      const end = (telegram?: Uint8Array): void => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        signal.removeEventListener("abort", stop);
        resolve(telegram);
      };
      const stop = (): void => end();
      const timer = setTimeout(stop, Math.max(0, withinMs));
      if (signal.aborted) return end();
      signal.addEventListener("abort", stop);
      this.#waiting.add(end);
    });
  }
}
