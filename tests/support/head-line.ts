import { HEAD_BYTE_MS, type HeadSound, type OpticalHead } from "../../shared/simulator/optical-head.ts";
import type { SerialLine } from "./serial-line.ts";

/** A line runs this much faster than a head does: a test need not wait. */
const FASTER = 20;
const PIECE_BYTES = 32;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whatever says something to what it hears. */
interface SpeakingHead {
  take(bytes: Uint8Array): readonly HeadSound[];
}

/** A head that is pulled off its meter by itself, in the middle of what the meter tells. */
export class LooseHead implements SpeakingHead {
  readonly #head: OpticalHead;
  #pulledAt = Number.POSITIVE_INFINITY;

  constructor(head: OpticalHead) {
    this.#head = head;
  }

  /** Once the meter has told so many bytes more: with the answer that reaches them. */
  pullAfter(bytes: number): void {
    this.#pulledAt = this.#head.answeredBytes + bytes;
  }

  take(bytes: Uint8Array): readonly HeadSound[] {
    const sounds = this.#head.take(bytes);
    if (this.#head.answeredBytes >= this.#pulledAt) {
      this.#pulledAt = Number.POSITIVE_INFINITY;
      this.#head.place(undefined);
    }
    return sounds;
  }
}

/** Puts an optical head on this line: it hears what the app writes from now on. Returns how to take it off. */
export function putHeadOn(line: SerialLine, head: SpeakingHead): () => void {
  let isOn = true;
  let heard = line.written.length;
  const say = async (request: Uint8Array): Promise<void> => {
    for (const { afterMs, bytes } of head.take(request)) {
      await pause(afterMs / FASTER);
      for (let at = 0; at < bytes.length && isOn; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        await pause((piece.length * HEAD_BYTE_MS) / FASTER);
        line.send(piece);
      }
    }
  };
  const serve = async (): Promise<void> => {
    while (isOn) {
      const bytes = Uint8Array.from(line.written.slice(heard));
      heard += bytes.length;
      if (bytes.length > 0) await say(bytes);
      await pause(2);
    }
  };
  void serve();
  return () => {
    isOn = false;
  };
}
