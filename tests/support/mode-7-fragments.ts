import { concatBytes } from "../../shared/codecs/bytes/cursor.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "./hex-bytes.ts";

/** The published mode 7 vector of KAM 90000001: E1 12345 kWh. */
export const MODE_7_WHOLE = hexBytes(vectors["m7.telegram"]);
const HEAD = MODE_7_WHOLE.subarray(0, 13);
/** Fields of the vector's authentication layer: message control, counter. */
const CONTROL = "25";
const COUNTER = "34120000";
const TRANSPORT = MODE_7_WHOLE.subarray(30);

function fragment(flags: string, fields: string, part: Uint8Array): Uint8Array {
  const afl = hexBytes(flags + fields);
  const frame = concatBytes(HEAD, [0x90, afl.length], afl, part);
  frame[0] = frame.length - 1;
  return frame;
}

/** The same in two telegrams: counter in the first, MAC in the last. */
export const MODE_7_FRAGMENTS = [
  fragment("0168", CONTROL + COUNTER, TRANSPORT.subarray(0, 20)),
  fragment("0204", vectors["m7.mac"], TRANSPORT.subarray(20)),
] as const;
