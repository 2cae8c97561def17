/**
 * Cuts what comes from a wired M-Bus line into frames: acknowledges, short and long frames with the right
 * checksum (EN 13757-2). Echoes of the master's own requests are frames too and come out as such;
 * collisions are junk.
 */
import {
  MORE_NEEDED,
  NO_FRAME,
  type StreamState,
  type StreamStep,
  splitStream,
} from "../bytes/split-stream.ts";
import { ACKNOWLEDGE, decodeMbusFrame, LONG_START, SHORT_START } from "./mbus-frame.ts";

/** Whole frames after this chunk; start with `STREAM_START`. */
export const splitMbusStream = (state: StreamState, chunk: Uint8Array): StreamStep =>
  splitStream(state, chunk, findMbusFrame);

/** Longest frame: 255 counted bytes and six around them. */
const MAX_LENGTH = 261;

/** Length of the wired frame at `at`, as `FindFrame` wants it. */
function findMbusFrame(bytes: Uint8Array, at: number): number {
  const start = bytes[at];
  if (start === ACKNOWLEDGE) return 1;
  if (start !== SHORT_START && start !== LONG_START) return NO_FRAME;
  const frame = decodeMbusFrame(bytes.subarray(at, at + MAX_LENGTH));
  if (frame.ok) return frame.value.length;
  return frame.error.kind === "truncated" ? MORE_NEEDED : NO_FRAME;
}
