/**
 * Link layer of wired M-Bus (EN 13757-2; FT1.2).
 *
 * | frame       | bytes                                | check                            |
 * | ----------- | ------------------------------------ | -------------------------------- |
 * | acknowledge | E5                                   |                                  |
 * | short       | 10 C A CS 16                         | CS = C + A                       |
 * | control     | 68 03 03 68 C A CI CS 16             | CS = C + A + CI                  |
 * | long        | 68 L L 68 C A CI data… CS 16         | L = 3 + data, CS = sum from C on |
 *
 * Sums are modulo 256. Echoes, collisions and splitting a byte stream belong to `mbus-stream.ts`.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { sumOfBytes } from "../bytes/crc.ts";
import { concatBytes } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";

export const ACKNOWLEDGE = 0xe5;
export const SHORT_START = 0x10;
export const LONG_START = 0x68;
const STOP = 0x16;

/** Bytes of a short frame. */
const SHORT_LENGTH = 5;
/** Bytes of a long frame beside the L counted ones. */
const LONG_OVERHEAD = 6;

/** A checked frame. `control` and `address` are −1 for an acknowledge, which has neither. */
export interface MbusFrame {
  readonly link: "mbus";
  readonly kind: "acknowledge" | "short" | "long";
  readonly control: number;
  readonly address: number;
  /** Bytes of the whole frame. A long frame has its CI byte at 6 and its checksum at `length` − 2. */
  readonly length: number;
}

const linkError = (
  kind: DecodeError["kind"],
  offset: number,
  facts: Pick<DecodeError, "expected" | "actual"> = {},
) => err<DecodeError>({ kind, layer: "link", offset, ...facts });

/** The frame at the start of `bytes`; bytes behind it are left alone. */
export function decodeMbusFrame(bytes: Uint8Array): Result<MbusFrame, DecodeError> {
  const start = bytes[0];
  switch (start) {
    case undefined:
      return err({ kind: "empty", layer: "input", offset: 0 });
    case ACKNOWLEDGE:
      return ok({ link: "mbus", kind: "acknowledge", control: -1, address: -1, length: 1 });
    case SHORT_START:
      return decodeShortFrame(bytes);
    case LONG_START:
      return decodeLongFrame(bytes);
    default:
      return linkError("wrong-start", 0, { expected: LONG_START, actual: start });
  }
}

function decodeShortFrame(bytes: Uint8Array): Result<MbusFrame, DecodeError> {
  if (bytes.length < SHORT_LENGTH) return missing(bytes, SHORT_LENGTH);
  const failure = checkEnd(bytes, 1, SHORT_LENGTH);
  if (failure) return err(failure);
  return ok({
    link: "mbus",
    kind: "short",
    control: bytes[1] ?? 0,
    address: bytes[2] ?? 0,
    length: SHORT_LENGTH,
  });
}

function decodeLongFrame(bytes: Uint8Array): Result<MbusFrame, DecodeError> {
  if (bytes.length < 4) return missing(bytes, LONG_OVERHEAD + 3);
  const length = bytes[1] ?? 0;
  if (bytes[2] !== length) return linkError("wrong-length", 2, { expected: length, actual: bytes[2] ?? 0 });
  if (bytes[3] !== LONG_START)
    return linkError("wrong-start", 3, { expected: LONG_START, actual: bytes[3] ?? 0 });
  if (length < 3) return linkError("wrong-length", 1, { expected: "3 or more", actual: length });
  const total = length + LONG_OVERHEAD;
  if (bytes.length < total) return missing(bytes, total);
  const failure = checkEnd(bytes, 4, total);
  if (failure) return err(failure);
  return ok({ link: "mbus", kind: "long", control: bytes[4] ?? 0, address: bytes[5] ?? 0, length: total });
}

const missing = (bytes: Uint8Array, expected: number) =>
  linkError("truncated", bytes.length, { expected, actual: bytes.length });

/** Stop byte and checksum of a frame of `total` bytes whose sum starts at `from`. */
function checkEnd(bytes: Uint8Array, from: number, total: number): DecodeError | undefined {
  const stop = bytes[total - 1] ?? 0;
  if (stop !== STOP)
    return { kind: "wrong-stop", layer: "link", offset: total - 1, expected: STOP, actual: stop };
  const expected = sumOfBytes(bytes, { from, to: total - 2 });
  const actual = bytes[total - 2] ?? 0;
  if (expected === actual) return undefined;
  return { kind: "wrong-checksum", layer: "link", offset: total - 2, expected, actual };
}

/** `10 C A CS 16`. */
export const encodeShortFrame = (control: number, address: number): Uint8Array =>
  Uint8Array.from([SHORT_START, control, address, (control + address) & 0xff, STOP]);

export interface LongFrame {
  readonly control: number;
  readonly address: number;
  /** CI byte and all behind it, 1–253 bytes. */
  readonly data: ArrayLike<number>;
}

/** `68 L L 68 C A data CS 16`. */
export function encodeLongFrame({ control, address, data }: LongFrame): Uint8Array {
  const length = data.length + 2;
  if (data.length === 0 || length > 0xff)
    throw new RangeError(`a long frame cannot carry ${data.length} bytes`);
  const frame = concatBytes([LONG_START, length, length, LONG_START, control, address], data, [0, STOP]);
  frame[frame.length - 2] = sumOfBytes(frame, { from: 4, to: frame.length - 2 });
  return frame;
}

/**
 * Whether bytes are a wired long frame by their form alone (both start bytes, both length bytes, the
 * stop byte): for inputs that do not say their link.
 */
export function looksLikeMbusFrame(bytes: Uint8Array): boolean {
  const length = bytes[1] ?? 0;
  return (
    bytes[0] === LONG_START &&
    bytes[3] === LONG_START &&
    bytes[2] === length &&
    bytes[length + LONG_OVERHEAD - 1] === STOP
  );
}
