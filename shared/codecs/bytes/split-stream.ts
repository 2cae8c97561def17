/**
 * Cutting a byte stream into frames, whatever the chunks: the part every receiver and link shares.
 * A codec only says how long the frame at a place is; junk in front of a frame is skipped byte by byte,
 * so a wrong checksum costs its own frame and never the next one.
 */
import { concatBytes } from "./cursor.ts";

export interface StreamState {
  /** Bytes of a frame that may have begun. */
  readonly pending: Uint8Array;
}

export const STREAM_START: StreamState = { pending: new Uint8Array() };

export interface StreamStep {
  readonly state: StreamState;
  /** Whole frames in order. */
  readonly frames: readonly Uint8Array[];
  /** Number of bytes that belonged to no frame. */
  readonly junk: number;
}

/** No frame starts here. */
export const NO_FRAME = 0;
/** A frame may start here; more bytes are needed to tell. */
export const MORE_NEEDED = -1;

/**
 * Length of the whole, checked frame at `at`, or `NO_FRAME`, or `MORE_NEEDED`. It must come to the same
 * answer from the same bytes however many follow, and ask for no more than a bounded number of bytes.
 */
export type FindFrame = (bytes: Uint8Array, at: number) => number;

/** Frames that are whole after this chunk. Any chunking of the same bytes gives the same frames. */
export function splitStream(state: StreamState, chunk: Uint8Array, find: FindFrame): StreamStep {
  const bytes = state.pending.length === 0 ? chunk : concatBytes(state.pending, chunk);
  const frames: Uint8Array[] = [];
  let junk = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = find(bytes, at);
    if (length === MORE_NEEDED || at + length > bytes.length) break;
    if (length === NO_FRAME) {
      at++;
      junk++;
    } else {
      frames.push(bytes.slice(at, at + length));
      at += length;
    }
  }
  return { state: at === bytes.length ? STREAM_START : { pending: bytes.slice(at) }, frames, junk };
}

/**
 * After a silence on the line: what has begun will not be finished. Gives frames hidden behind a false
 * start.
 */
export function flushStream(state: StreamState, find: FindFrame): StreamStep {
  const frames: Uint8Array[] = [];
  let { pending } = state;
  let junk = 0;
  while (pending.length > 0) {
    const step = splitStream({ pending: pending.subarray(1) }, new Uint8Array(), find);
    frames.push(...step.frames);
    junk += 1 + step.junk;
    pending = step.state.pending;
  }
  return { state: STREAM_START, frames, junk };
}
