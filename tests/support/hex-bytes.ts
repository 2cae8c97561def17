/** Bytes of hexadecimal text, for expected values in tests. */
export const hexBytes = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9A-Fa-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));
