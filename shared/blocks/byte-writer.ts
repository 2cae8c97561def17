/**
 * Bytes of a block, written one after another into memory that grows.
 *
 * | form    | bytes |
 * |---|---|
 * | u8, u32 | fixed width, little-endian |
 * | varint  | whole number 0 … 2^53 − 1, 7 bits a byte, low bits first, top bit set where more follow |
 * | signed  | whole number, magnitude ≤ 2^53 − 1: first byte 6 bits of magnitude, bit 6 set for negative, top bit set where a varint with the higher bits follows |
 * | text    | varint count of UTF-16 code units, then each as a varint (one byte for ASCII) |
 */
export class ByteWriter {
  bytes: Uint8Array;
  /** Bytes written so far; also where the next one goes. */
  at = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `count` more bytes, for callers that write into `bytes` themselves. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }

  u8(value: number): void {
    this.reserve(1);
    this.bytes[this.at] = value;
    this.at += 1;
  }

  u32(value: number): void {
    this.reserve(4);
    for (let shift = 0; shift < 32; shift += 8) {
      this.bytes[this.at] = value >>> shift;
      this.at += 1;
    }
  }

  varint(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.at] = (rest % 0x80) | 0x80;
      this.at += 1;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.at] = rest;
    this.at += 1;
  }

  signed(value: number): void {
    const magnitude = Math.abs(value);
    const more = magnitude >= 0x40;
    this.u8((magnitude % 0x40) | (value < 0 ? 0x40 : 0) | (more ? 0x80 : 0));
    if (more) this.varint(Math.floor(magnitude / 0x40));
  }

  text(value: string): void {
    this.varint(value.length);
    for (let at = 0; at < value.length; at++) this.varint(value.charCodeAt(at));
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }
}
