/**
 * Reads what `ByteWriter` wrote. Beyond the end it reads zeros and says so in `isPastEnd`: checksums
 * have been verified before, so this is asked once, after everything is read.
 */
export class ByteReader {
  bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isPastEnd(): boolean {
    return this.at > this.bytes.length;
  }

  u8(): number {
    const value = this.bytes[this.at] ?? 0;
    this.at += 1;
    return value;
  }

  u32(): number {
    return this.u8() + this.u8() * 0x1_00 + this.u8() * 0x1_00_00 + this.u8() * 0x1_00_00_00;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 56; factor *= 0x80) {
      const byte = this.u8();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
    }
    return value;
  }

  signed(): number {
    const first = this.u8();
    const magnitude = (first & 0x3f) + (first & 0x80 ? this.varint() * 0x40 : 0);
    return first & 0x40 ? -magnitude : magnitude;
  }

  text(): string {
    let text = "";
    for (let left = this.varint(); left > 0 && !this.isPastEnd; left--) {
      text += String.fromCharCode(this.varint());
    }
    return text;
  }

  raw(length: number): Uint8Array {
    const bytes = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return bytes;
  }
}
