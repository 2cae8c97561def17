/**
 * Cuts what an optical head hears into KMP frames (bytes → whole frames). The head echoes what was
 * sent; a glitch may stand before a frame. Everything outside frames is counted as `junk`, so that a
 * screen can tell noise from silence. Source: KMP description, 3.2 (frames end at the first `0D`).
 */
import { concatBytes } from "../bytes/cursor.ts";
import { KMP_ACKNOWLEDGE, KMP_START_FROM_METER, KMP_START_TO_METER, KMP_STOP } from "./kmp-frame.ts";

/** Longest frame kept: a logger answer of 1 kB, every byte stuffed. */
const MAX_FRAME_BYTES = 2200;

export interface KmpStreamState {
  /** Bytes of a frame that has begun; empty between frames. */
  readonly begun: Uint8Array;
}

export const KMP_STREAM_START: KmpStreamState = { begun: new Uint8Array() };

export interface KmpStreamStep {
  readonly state: KmpStreamState;
  /** Whole frames with start and stop byte, or a lone `06`. Their CRC is not checked yet. */
  readonly frames: readonly Uint8Array[];
  /** Number of bytes outside frames. */
  readonly junk: number;
}

const isStart = (byte: number): boolean => byte === KMP_START_FROM_METER || byte === KMP_START_TO_METER;

/** Any chunking of the same bytes gives the same frames. */
export function splitKmpStream(state: KmpStreamState, chunk: Uint8Array): KmpStreamStep {
  const bytes = concatBytes(state.begun, chunk);
  const frames: Uint8Array[] = [];
  let framedBytes = 0;
  let start = state.begun.length === 0 ? -1 : 0;
  const take = (from: number, to: number): void => {
    frames.push(bytes.slice(from, to));
    framedBytes += to - from;
    start = -1;
  };
  for (let i = state.begun.length; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    // A start byte never stands inside a frame (it would be stuffed): the one before broke off.
    if (isStart(byte)) start = i;
    else if (start >= 0 && byte === KMP_STOP) take(start, i + 1);
    else if (start < 0 && byte === KMP_ACKNOWLEDGE) take(i, i + 1);
    else if (start >= 0 && i - start >= MAX_FRAME_BYTES) start = -1;
  }
  const begun = start < 0 ? new Uint8Array() : bytes.slice(start);
  return { state: { begun }, frames, junk: bytes.length - framedBytes - begun.length };
}
