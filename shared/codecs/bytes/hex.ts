/**
 * Hexadecimal text and bytes. Telegrams are written down in many hands: blanks, `|` and `_` between
 * digits are skipped, either case is read, upper case is written.
 */
import { err, ok, type Result } from "../../model/result.ts";
import type { DecodeError } from "../decode-error.ts";

const BYTE_TEXT: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).toUpperCase().padStart(2, "0"),
);

const INVALID = 0xff;
const SKIPPED = 0xfe;

/** Value of a hexadecimal digit by its character code, `SKIPPED` or `INVALID`. */
const DIGIT = (() => {
  const table = new Uint8Array(128).fill(INVALID);
  for (const character of " \t\r\n|_") table[character.charCodeAt(0)] = SKIPPED;
  for (const [value, digit] of [..."0123456789abcdef"].entries()) {
    table[digit.charCodeAt(0)] = value;
    table[digit.toUpperCase().charCodeAt(0)] = value;
  }
  return table;
})();

/** Two upper-case hexadecimal digits. */
export const hexOfByte = (byte: number): string => BYTE_TEXT[byte & 0xff] ?? "";

/** Upper-case hexadecimal text without separators, of the whole array or a stretch of it. */
export function formatHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = "";
  for (let i = from; i < to; i++) text += BYTE_TEXT[bytes[i] ?? 0] ?? "";
  return text;
}

/**
 * Bytes of a hexadecimal text. The offset of an error counts characters; an odd number of digits is
 * an error at the end, as half a byte was lost.
 */
export function parseHex(text: string): Result<Uint8Array, DecodeError> {
  const bytes = new Uint8Array(text.length >> 1);
  // Nearly every text is digits only: pairs first, one by one from the first that is none.
  let at = 0;
  while (at < bytes.length) {
    const high = DIGIT[text.charCodeAt(at * 2)] ?? INVALID;
    const low = DIGIT[text.charCodeAt(at * 2 + 1)] ?? INVALID;
    if ((high | low) > 0x0f) break;
    bytes[at++] = (high << 4) | low;
  }
  if (at * 2 === text.length && at > 0) return ok(bytes);
  return parseSpaced(text, bytes, at);
}

/** Goes on behind the first `length` bytes, which were digits only. */
function parseSpaced(text: string, bytes: Uint8Array, length: number): Result<Uint8Array, DecodeError> {
  let filled = length;
  let high = -1;
  for (let i = length * 2; i < text.length; i++) {
    const digit = DIGIT[text.charCodeAt(i)] ?? INVALID;
    if (digit === SKIPPED) continue;
    if (digit === INVALID) {
      return err({ kind: "bad-hex", layer: "input", offset: i, actual: text.charAt(i) });
    }
    if (high < 0) {
      high = digit;
    } else {
      bytes[filled++] = (high << 4) | digit;
      high = -1;
    }
  }
  if (high >= 0) return err({ kind: "bad-hex", layer: "input", offset: text.length, expected: "even" });
  if (filled === 0) return err({ kind: "empty", layer: "input", offset: 0 });
  return ok(bytes.subarray(0, filled));
}
