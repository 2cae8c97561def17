/** Reads bits as `BitWriter` laid them down; beyond the end it reads zeros. */
export class BitReader {
  readonly #words: Uint32Array;
  /** Bits read so far. */
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#words = new Uint32Array(Math.ceil(bytes.length / 4) + 2);
    new Uint8Array(this.#words.buffer).set(bytes);
  }

  get bytesRead(): number {
    return Math.ceil(this.#at / 8);
  }

  /** The next 32 bits without moving on, as a signed integer. */
  peek(): number {
    const word = this.#at >>> 5;
    const shift = this.#at & 31;
    const low = (this.#words[word] ?? 0) >>> shift;
    return shift === 0 ? low | 0 : low | ((this.#words[word + 1] ?? 0) << (32 - shift));
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** The next `width` bits, at most 31. */
  take(width: number): number {
    const value = this.peek() & ((1 << width) - 1);
    this.#at += width;
    return value;
  }
}
