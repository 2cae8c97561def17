/**
 * Which way a telegram of unknown origin came, by the bytes that only one way has.
 *
 * | way   | shows itself by                                                                  |
 * | ----- | -------------------------------------------------------------------------------- |
 * | mbus  | `E5` alone · `10` in five bytes · `68 L L 68` (EN 13757-2)                        |
 * | kmp   | `06` alone · `40` or `80` up to a final `0D` · nothing but text (optical read-out) |
 * | wmbus | everything else                                                                  |
 *
 * A wireless frame whose first byte counts all bytes behind it is never taken for KMP or text.
 */

/** Link of a telegram: radio, wire, or an optical head. */
export type DetectedLink = "wmbus" | "mbus" | "kmp";

const ACKNOWLEDGE = 0xe5;
const SHORT_START = 0x10;
const SHORT_LENGTH = 5;
const LONG_START = 0x68;
const KMP_TO_METER = 0x80;
const KMP_FROM_METER = 0x40;
const KMP_ACKNOWLEDGE = 0x06;
const KMP_STOP = 0x0d;
/** Shorter text could be anything. */
const SHORTEST_TEXT = 8;

/** Seven bits of text: printable characters, line ends, STX and ETX. Optical heads may add a parity bit. */
const isText = (byte: number): boolean => {
  const character = byte & 0x7f;
  return (character >= 0x20 && character < 0x7f) || [0x02, 0x03, 0x0a, 0x0d].includes(character);
};

/** `bytes` is one whole telegram, without a receiver's own framing. */
export function detectLink(bytes: Uint8Array): DetectedLink {
  const [first = 0, second, third, fourth] = bytes;
  if (bytes.length === 1) {
    if (first === ACKNOWLEDGE) return "mbus";
    return first === KMP_ACKNOWLEDGE ? "kmp" : "wmbus";
  }
  if (first === SHORT_START && bytes.length === SHORT_LENGTH) return "mbus";
  if (first === LONG_START && second === third && fourth === LONG_START) return "mbus";
  if (bytes.length === first + 1) return "wmbus";
  const isKmp = bytes.at(-1) === KMP_STOP && (first === KMP_FROM_METER || first === KMP_TO_METER);
  return isKmp || isReadout(bytes) ? "kmp" : "wmbus";
}

/** The last byte of a read-out may be its block check. */
const isReadout = (bytes: Uint8Array): boolean =>
  bytes.length >= SHORTEST_TEXT && bytes.subarray(0, -1).every(isText);
