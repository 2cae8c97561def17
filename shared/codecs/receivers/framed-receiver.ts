/** Receivers whose output is a stream of frames of known length: how to read them, made of two functions. */
import {
  type FindFrame,
  flushStream,
  MORE_NEEDED,
  NO_FRAME,
  type StreamStep,
  splitStream,
} from "../bytes/split-stream.ts";
import type { ReceiverCodec, ReceiverEvent, ReceiverStep } from "./receiver-codec.ts";

/** Event of a whole frame; `undefined` for frames that mean nothing to us. */
export type DecodeReceiverFrame = (frame: Uint8Array) => ReceiverEvent | undefined;

/** `read` and `flush` of a codec, from its frame finder and its frame decoder. */
export function readFrames(
  find: FindFrame,
  decode: DecodeReceiverFrame,
): Pick<ReceiverCodec, "read" | "flush"> {
  const stepOf = ({ state, frames, junk }: StreamStep): ReceiverStep => ({
    state,
    events: frames.map(decode).filter((event) => event !== undefined),
    junk,
  });
  return {
    read: (state, chunk) => stepOf(splitStream(state, chunk, find)),
    flush: (state) => stepOf(flushStream(state, find)),
  };
}

const LINE_FEED = 0x0a;

/** Finds text lines ending with LF, of at most `maxLength` bytes; looks no further than that. */
export const findLine =
  (maxLength: number): FindFrame =>
  (bytes, at) => {
    const end = bytes.subarray(at, at + maxLength).indexOf(LINE_FEED);
    if (end >= 0) return end + 1;
    return bytes.length - at < maxLength ? MORE_NEEDED : NO_FRAME;
  };

/** Text of a line without its end. */
export const textOfLine = (line: Uint8Array): string => String.fromCharCode(...line).replace(/[\r\n]+$/, "");
