import type { KmpHeard, KmpNoAnswer, KmpStep, KmpTalk } from "../../../shared/codecs/kmp/kmp-exchange.ts";
import { KMP_START_FROM_METER } from "../../../shared/codecs/kmp/kmp-frame.ts";
import {
  KMP_STREAM_START,
  type KmpStreamState,
  splitKmpStream,
} from "../../../shared/codecs/kmp/kmp-stream.ts";
import { err, type Result } from "../../../shared/model/result.ts";

/** Bytes to and from an optical head, over whatever carries them. */
export interface HeadLine {
  /** False when they could not be sent. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** The next bytes heard, or `undefined` after this long without any, or when the signal says stop. */
  listen(silenceMs: number, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** Forgets what was heard and not listened to. */
  flush(): void;
}

export type TalkFailure = KmpNoAnswer | { readonly kind: "cancelled" } | { readonly kind: "line-lost" };

export interface TalkOptions {
  readonly signal: AbortSignal;
  /** Every whole frame of the meter as it came, before anything is made of it. */
  readonly onFrame?: (wire: Uint8Array) => Promise<void>;
}

/** Lets a talk with a meter run over a line; the talk itself says what to send and how long to listen. */
export async function runTalk<T>(
  talk: KmpTalk<T>,
  line: HeadLine,
  options: TalkOptions,
): Promise<Result<T, TalkFailure>> {
  const run = new TalkRun(line, options);
  let heard: KmpHeard;
  for (;;) {
    if (options.signal.aborted) return err({ kind: "cancelled" });
    const step = talk.next(heard);
    if (step.done) return step.value;
    const next = await run.take(step.value);
    if (next === "lost") return err({ kind: "line-lost" });
    heard = next;
  }
}

class TalkRun {
  readonly #line: HeadLine;
  readonly #options: TalkOptions;
  #stream: KmpStreamState = KMP_STREAM_START;

  constructor(line: HeadLine, options: TalkOptions) {
    this.#line = line;
    this.#options = options;
  }

  async take(step: KmpStep): Promise<KmpHeard | "lost"> {
    switch (step.kind) {
      case "send":
        this.#stream = KMP_STREAM_START;
        this.#line.flush();
        return (await this.#line.write(step.bytes)) ? undefined : "lost";
      case "rest":
        await this.#line.listen(step.ms, this.#options.signal);
        return undefined;
      case "listen":
        return this.#listen(step.silenceMs);
    }
  }

  async #listen(silenceMs: number): Promise<KmpHeard> {
    const bytes = await this.#line.listen(silenceMs, this.#options.signal);
    if (!bytes) return { kind: "silence" };
    const split = splitKmpStream(this.#stream, bytes);
    this.#stream = split.state;
    for (const frame of split.frames) {
      if (frame[0] === KMP_START_FROM_METER) await this.#options.onFrame?.(frame);
    }
    return { kind: "chunk", bytes };
  }
}

/** A line made of what a link hears and writes. */
export class HeardLine implements HeadLine {
  readonly #write: (bytes: Uint8Array) => Promise<boolean>;
  #waiting: Uint8Array[] = [];
  #wake: (() => void) | undefined;

  constructor(write: (bytes: Uint8Array) => Promise<boolean>) {
    this.#write = write;
  }

  /** The link's end: what came in. */
  take(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#wake?.();
  }

  write(bytes: Uint8Array): Promise<boolean> {
    return this.#write(bytes);
  }

  flush(): void {
    this.#waiting = [];
  }

  async listen(silenceMs: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    if (this.#waiting.length === 0 && !signal.aborted) await this.#sound(silenceMs, signal);
    return this.#waiting.shift();
  }

  #sound(silenceMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, silenceMs);
      signal.addEventListener("abort", end);
      this.#wake = end;
    });
  }
}
