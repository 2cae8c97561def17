const bytesOf = (hex: string): readonly number[] =>
  (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));

/** What the bytes of a header's field say, where that is more than their hexadecimal digits. */
export function readField(field: string, hex: string): string {
  const bytes = bytesOf(hex);
  switch (field) {
    case "manufacturer":
      return letters((bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8));
    case "id":
      return bytes.length === 4 ? [...bytes].reverse().map(twoHex).join("") : "";
    case "length":
    case "access":
      return bytes.length === 1 ? String(bytes[0]) : "";
    default:
      return "";
  }
}

const twoHex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, "0");

/** Three letters in 15 bits, A = 1 (EN 13757-7). */
const letters = (word: number): string =>
  [10, 5, 0].map((shift) => String.fromCharCode(64 + ((word >> shift) & 31))).join("");
