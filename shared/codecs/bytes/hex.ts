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
  let length = 0;
  let high = -1;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGIT[text.charCodeAt(i)] ?? INVALID;
    if (digit === SKIPPED) continue;
    if (digit === INVALID) {
      return err({ kind: "bad-hex", layer: "input", offset: i, actual: text.charAt(i) });
    }
    if (high < 0) {
      high = digit;
    } else {
      bytes[length++] = (high << 4) | digit;
      high = -1;
    }
  }
  if (high >= 0) return err({ kind: "bad-hex", layer: "input", offset: text.length, expected: "even" });
  if (length === 0) return err({ kind: "empty", layer: "input", offset: 0 });
  return ok(length === bytes.length ? bytes : bytes.subarray(0, length));
}
