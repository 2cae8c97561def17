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
    const first = this.u8();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let factor = 0x80; factor < 2 ** 56; factor *= 0x80) {
      const byte = this.u8();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
    }
    return value;
  }

  signed(): number {
    const first = this.u8();
    const magnitude = first < 0x80 ? first & 0x3f : (first & 0x3f) + this.varint() * 0x40;
    return first & 0x40 ? -magnitude : magnitude;
  }

  text(): string {
    const units: number[] = [];
    let text = "";
    for (let left = this.varint(); left > 0 && !this.isPastEnd; left--) {
      units.push(this.varint());
      if (units.length < MAX_UNITS) continue;
      text += String.fromCharCode(...units);
      units.length = 0;
    }
    return text + String.fromCharCode(...units);
  }

  raw(length: number): Uint8Array {
    const bytes = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return bytes;
  }
}

/** Code units made into text at once. */
const MAX_UNITS = 256;
