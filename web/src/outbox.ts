import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import { ok, type Result } from "../../shared/model/result.ts";
import type { WireTelegram } from "../../shared/model/wire.ts";
import type { Untold } from "./clock-leaps.ts";
import type { FrameJournal } from "./store/frame-journal.ts";
import type { FrameChunk, StoredFrame } from "./store/local-database.ts";

export interface OutboxCalls {
  /** What the phone's clock was wrong by when this was noted; frames are sent with their time put right. */
  offSince(note: Untold): number;
  /** That this is known, as the phone's clock goes now. */
  isTimeTold(): boolean;
  /** Any answer tells the time. */
  askTime(): Promise<Result<unknown, CallRefusal>>;
  sendHearings(phone: string, telegrams: readonly WireTelegram[]): Promise<Result<unknown, CallRefusal>>;
}

export interface CallRefusal {
  readonly code: string;
}

const CHUNKS = 100;
const MOST_FRAMES = 800;
const MOST_ASKED = 3;

/**
 * Sends what the phone heard, in order, and marks it sent only after the server's answer, which it
 * gives when everything is on its disk. The same frames twice are one to the server, so a lost answer
 * costs nothing.
 */
export class Outbox {
  readonly #journal: FrameJournal;
  readonly #calls: OutboxCalls;

  constructor(parts: { readonly journal: FrameJournal; readonly calls: OutboxCalls }) {
    this.#journal = parts.journal;
    this.#calls = parts.calls;
  }

  /** Sends until nothing is left or the server does not take it. Returns how many frames went. */
  async send(phoneId: string, nowMs: number): Promise<Result<number, CallRefusal>> {
    const frames = await this.#sendFrames(phoneId);
    if (!frames.ok) return frames;
    await this.#journal.prune(nowMs);
    const held = await this.#sendHeld(phoneId);
    return held.ok ? ok(frames.value + held.value) : held;
  }

  /** What has no room on this phone: what was sent makes some, and what still has none goes from memory. */
  async #sendHeld(phoneId: string): Promise<Result<number, CallRefusal>> {
    if (this.#journal.held().length === 0) return ok(0);
    await this.#journal.flush();
    const written = await this.#sendFrames(phoneId);
    if (!written.ok) return written;
    const held = this.#journal.held();
    const sent = await this.#sendAll(phoneId, held);
    if (!sent.ok) return sent;
    this.#journal.release(held);
    return ok(written.value + held.length);
  }

  /** One request takes a limited number; a chunk that was long in coming may hold more. */
  async #sendAll(phoneId: string, frames: readonly StoredFrame[]): Promise<Result<unknown, CallRefusal>> {
    // An answer that was long on its way tells no time; where none does, what is waiting goes all the same.
    for (let n = 0; frames.length > 0 && n < MOST_ASKED && !this.#calls.isTimeTold(); n++) {
      const told = await this.#calls.askTime();
      if (!(told.ok || this.#calls.isTimeTold())) return told;
    }
    for (let at = 0; at < frames.length; at += MOST_FRAMES) {
      const part = frames
        .slice(at, at + MOST_FRAMES)
        .map((frame) => telegramOf(frame, this.#calls.offSince(frame)));
      const answer = await this.#calls.sendHearings(phoneId, part);
      if (!answer.ok) return answer;
    }
    return ok(frames.length);
  }

  async #sendFrames(phoneId: string): Promise<Result<number, CallRefusal>> {
    let sent = 0;
    for (;;) {
      const chunks = firstFrames(await this.#journal.after(await this.#journal.sentId(), CHUNKS));
      const last = chunks.at(-1);
      if (!last) return ok(sent);
      const frames = chunks.flatMap((chunk) => chunk.frames);
      const answer = await this.#sendAll(phoneId, frames);
      if (!answer.ok) return answer;
      await this.#journal.acknowledge(last.id, frames.length);
      sent += frames.length;
    }
  }
}

/** As many chunks as fit into one request, at least one. */
function firstFrames(chunks: readonly FrameChunk[]): readonly FrameChunk[] {
  let frames = 0;
  const end = chunks.findIndex((chunk) => {
    frames += chunk.frames.length;
    return frames > MOST_FRAMES;
  });
  return end < 0 ? chunks : chunks.slice(0, Math.max(1, end));
}

export const telegramOf = (
  { atMs, offMs, bytes, link, rssiDbm, lat, lon }: StoredFrame,
  nowOffMs: number,
): WireTelegram => ({
  rxAt: atMs + (offMs ?? nowOffMs),
  raw: formatHex(bytes),
  ...(link === undefined ? {} : { medium: link }),
  ...(rssiDbm === undefined ? {} : { rssiDbm }),
  ...(lat === undefined || lon === undefined ? {} : { position: { lat, lon } }),
});
