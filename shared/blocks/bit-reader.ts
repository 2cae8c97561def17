/** Reads bits as `BitWriter` laid them down; what it reads beyond the end means nothing. */
export class BitReader {
  /** The bits in words of 32, the lowest first. */
  words = new Int32Array(0);
  /** Bits read so far. */
  at = 0;
  #bytes = new Uint8Array();

  constructor(bytes: Uint8Array) {
    this.start(bytes);
  }

  /** Begins anew with other bytes, in the same memory. */
  start(bytes: Uint8Array): this {
    const words = Math.ceil(bytes.length / 4) + 2;
    if (words > this.words.length) {
      this.words = new Int32Array(words * 2);
      this.#bytes = new Uint8Array(this.words.buffer);
    }
    this.#bytes.set(bytes);
    this.#bytes.fill(0, bytes.length, words * 4);
    this.at = 0;
    return this;
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
