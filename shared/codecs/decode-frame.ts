/**
 * Received bytes → link frame: picks the codec of the link. CRCs and checksums are verified here and
 * nowhere later.
 */
import { err, type Result } from "../model/result.ts";
import type { DecodeError } from "./decode-error.ts";
import { decodeMbusFrame, type MbusFrame } from "./mbus/mbus-frame.ts";
import { decodeWmbusFrame, type WmbusFrame } from "./wmbus/wmbus-frame.ts";

/** Links with an M-Bus transport layer; KMP frames are read by `kmp/kmp-frame.ts`. */
export type TransportLink = "wmbus" | "mbus";

/** No telegram of either link is longer; several frames in a row have to be split first. */
const MAX_LENGTH = 1024;

export type Frame = WmbusFrame | MbusFrame;

/** The one frame in `bytes`. */
export function decodeFrame(bytes: Uint8Array, link: TransportLink): Result<Frame, DecodeError> {
  if (bytes.length > MAX_LENGTH) {
    return err({
      kind: "too-long",
      layer: "input",
      offset: MAX_LENGTH,
      expected: MAX_LENGTH,
      actual: bytes.length,
    });
  }
  return link === "wmbus" ? decodeWmbusFrame(bytes) : decodeMbusFrame(bytes);
}
