/**
 * KMP frames on the optical head (bytes → frame; Kamstrup meters, half duplex 1200 baud 8N2).
 *
 * | where      | bytes                                                            |
 * | ---------- | ---------------------------------------------------------------- |
 * | to meter   | `80` body `0D`                                                   |
 * | from meter | `40` body `0D`                                                   |
 * | positive   | `06` alone: acknowledged, no address, no CRC                     |
 * | body       | address (1), command CID (1), data (n), CRC (2, big-endian)      |
 *
 * The CRC (polynomial 1021, start 0) covers address to data before stuffing. Stuffing: each of
 * `80 40 0D 06 1B` in the body is sent as `1B` and the byte xor FF; `0D` therefore ends a frame
 * wherever it stands. Source: KMP description, 3.1–3.3. Not covered: what the commands mean.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { crcKmp } from "../bytes/crc.ts";
import { readU16Be } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";

export const KMP_START_TO_METER = 0x80;
export const KMP_START_FROM_METER = 0x40;
export const KMP_STOP = 0x0d;
export const KMP_ACKNOWLEDGE = 0x06;
const ESCAPE = 0x1b;
const STUFFED = new Set([KMP_START_TO_METER, KMP_START_FROM_METER, KMP_STOP, KMP_ACKNOWLEDGE, ESCAPE]);

/** Heat meter, logger in the top module, logger in the base module. */
export const KMP_ADDRESS = { meter: 0x3f, topLogger: 0x7f, baseLogger: 0xbf } as const;

export type KmpDirection = "to-meter" | "from-meter";

/** One frame, unstuffed and verified. */
export interface KmpFrame {
  readonly direction: KmpDirection;
  readonly address: number;
  /** Command id; an answer repeats its request's. */
  readonly cid: number;
  /** Between CID and CRC. */
  readonly data: Uint8Array;
}

/** Bytes of the frame on the wire, stuffed, with CRC. */
export function encodeKmpFrame(frame: KmpFrame): Uint8Array {
  const body = Uint8Array.of(frame.address, frame.cid, ...frame.data, 0, 0);
  const crc = crcKmp(body, { from: 0, to: body.length - 2 });
  body[body.length - 2] = crc >> 8;
  body[body.length - 1] = crc & 0xff;
  const wire = [frame.direction === "to-meter" ? KMP_START_TO_METER : KMP_START_FROM_METER];
  for (const byte of body) {
    if (STUFFED.has(byte)) wire.push(ESCAPE, byte ^ 0xff);
    else wire.push(byte);
  }
  wire.push(KMP_STOP);
  return Uint8Array.from(wire);
}

/** Reads one whole frame, start and stop byte included. Offsets of errors count wire bytes. */
export function decodeKmpFrame(bytes: Uint8Array): Result<KmpFrame, DecodeError> {
  const start = bytes[0];
  if (start === undefined) return fail("empty", 0);
  if (start !== KMP_START_TO_METER && start !== KMP_START_FROM_METER) {
    return fail("wrong-start", 0, { expected: "40 or 80", actual: start });
  }
  const last = bytes.length - 1;
  if (bytes[last] !== KMP_STOP || last === 0)
    return fail("wrong-stop", last, { expected: KMP_STOP, actual: bytes[last] ?? -1 });
  const body = unstuff(bytes, last);
  if (!body.ok) return body;
  const { value } = body;
  if (value.length < 4) return fail("truncated", last, { expected: 4, actual: value.length });
  const crc = crcKmp(value, { from: 0, to: value.length - 2 });
  const sent = readU16Be(value, value.length - 2);
  if (crc !== sent) return fail("wrong-crc", last - 2, { expected: crc, actual: sent });
  return ok({
    direction: start === KMP_START_TO_METER ? "to-meter" : "from-meter",
    address: value[0] ?? 0,
    cid: value[1] ?? 0,
    data: value.slice(2, -2),
  });
}

function unstuff(bytes: Uint8Array, stop: number): Result<Uint8Array, DecodeError> {
  const body = new Uint8Array(stop);
  let length = 0;
  for (let i = 1; i < stop; i++) {
    let byte = bytes[i] ?? 0;
    if (byte === ESCAPE) {
      i += 1;
      byte = (bytes[i] ?? 0) ^ 0xff;
      if (i >= stop || !STUFFED.has(byte)) return fail("bad-stuffing", i, { actual: bytes[i] ?? -1 });
    } else if (STUFFED.has(byte)) {
      return fail("bad-stuffing", i, { actual: byte });
    }
    body[length++] = byte;
  }
  return ok(body.subarray(0, length));
}

type Evidence = Pick<DecodeError, "expected" | "actual">;
const fail = (
  kind: DecodeError["kind"],
  offset: number,
  evidence: Evidence = {},
): Result<never, DecodeError> => err({ kind, layer: "kmp", offset, ...evidence });
