/** Reads bits as `BitWriter` laid them down; beyond the end it reads zeros. */
export class BitReader {
  /** The bits in words of 32, the lowest first, and zeros behind them. */
  readonly words: Int32Array;
  /** Bits read so far. */
  at = 0;

  constructor(bytes: Uint8Array) {
    this.words = new Int32Array(Math.ceil(bytes.length / 4) + 2);
    new Uint8Array(this.words.buffer).set(bytes);
  }

  get bytesRead(): number {
    return Math.ceil(this.at / 8);
  }

  /** The next `width` bits, at most 31. */
  take(width: number): number {
    const value = bitsAt(this.words, this.at) & ((1 << width) - 1);
    this.at += width;
    return value;
  }
}

/** The 32 bits from bit `at` on, as a signed integer. */
export function bitsAt(words: Int32Array, at: number): number {
  const word = at >>> 5;
  const shift = at & 31;
  return ((words[word] ?? 0) >>> shift) | (((words[word + 1] ?? 0) << 1) << (31 - shift));
}
