/**
 * Bits one after another, each byte filled from its lowest bit on. Works in 32-bit words, which
 * every machine that runs a browser or Node keeps low byte first.
 */
export class BitWriter {
  #words = new Uint32Array(4096);
  #word = 0;
  #bits = 0;
  #fill = 0;

  /** Begins anew, with room for `bitCount` bits. */
  start(bitCount: number): void {
    const words = Math.ceil(bitCount / 32) + 1;
    if (words > this.#words.length) this.#words = new Uint32Array(words);
    this.#word = 0;
    this.#bits = 0;
    this.#fill = 0;
  }

  /** The lowest `width` bits of `value`; the others must be 0. At most 31. */
  put(value: number, width: number): void {
    const fill = this.#fill;
    this.#bits |= value << fill;
    const filled = fill + width;
    if (filled < 32) {
      this.#fill = filled;
    } else {
      this.#words[this.#word] = this.#bits;
      this.#word += 1;
      this.#bits = fill === 0 ? 0 : value >>> (32 - fill);
      this.#fill = filled - 32;
    }
  }

  /** The bytes written since `start`, the last one filled with zeros; valid until the next `start`. */
  finish(): Uint8Array {
    this.#words[this.#word] = this.#bits;
    return new Uint8Array(this.#words.buffer, 0, this.#word * 4 + Math.ceil(this.#fill / 8));
  }
}
