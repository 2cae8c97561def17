import { ByteReader } from "../blocks/byte-reader.ts";
import { ByteWriter } from "../blocks/byte-writer.ts";
import { crc32 } from "../blocks/crc-32.ts";
import { err, ok, type Result } from "../model/result.ts";

/** Letters of base 45 (RFC 9285 4.1), which are the letters of a QR code's alphanumeric mode. */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const BASE = 45;

/** Two bytes are three letters, a single last byte is two (RFC 9285 4). */
export function encodeBase45(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
    for (let n = isPair ? 3 : 2; n > 0; n--) {
      text += LETTERS[value % BASE];
      value = Math.floor(value / BASE);
    }
  }
  return text;
}

/** `undefined` where the text is none. */
export function decodeBase45(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((letter) => LETTERS.indexOf(letter));
    if (digits.length < 2 || digits.includes(-1)) return undefined;
    const [a = 0, b = 0, c = 0] = digits;
    const value = a + b * BASE + c * BASE * BASE;
    if (value > (digits.length === 3 ? 0xffff : 0xff)) return undefined;
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** Every code of ours begins with this; another code in sight is passed over. */
const MARK = "ROUNDS:";
/** Bytes of one code: with base 45 a code of 73 to 77 modules, which a phone reads from another's screen. */
const PART_BYTES = 330;

/**
 * A handover as texts of QR codes, shown one after another and over again. Each is the mark, then in
 * base 45: CRC-32 of the whole (4 bytes), number of parts, number of this one from 0 (varints), and its bytes.
 */
export function splitIntoCodes(bytes: Uint8Array): readonly string[] {
  const total = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  return Array.from({ length: total }, (_, n) => {
    const writer = new ByteWriter(PART_BYTES + 16);
    writer.u32(crc32(bytes));
    writer.varint(total);
    writer.varint(n);
    writer.raw(bytes.slice(n * PART_BYTES, (n + 1) * PART_BYTES));
    return MARK + encodeBase45(writer.take());
  });
}

export interface CodesSeen {
  readonly have: number;
  readonly total: number;
  /** The whole, once every part was seen. */
  readonly bytes?: Uint8Array;
}

/** Puts codes together as they come before the camera: in any order, again, with some missed. */
export class CodeCollector {
  #digest = 0;
  #parts = new Map<number, Uint8Array>();
  #total = 0;

  /** A code of another handover begins anew: the other phone has read on meanwhile. */
  take(text: string): Result<CodesSeen, "handover.foreign" | "handover.damaged"> {
    if (!text.startsWith(MARK)) return err("handover.foreign");
    const bytes = decodeBase45(text.slice(MARK.length));
    if (!bytes || bytes.length < 6) return err("handover.damaged");
    const reader = new ByteReader(bytes);
    const [digest, total, n] = [reader.u32(), reader.varint(), reader.varint()];
    if (n >= total || total > MOST_PARTS) return err("handover.damaged");
    if (digest !== this.#digest || total !== this.#total) this.#parts = new Map();
    this.#digest = digest;
    this.#total = total;
    this.#parts.set(n, bytes.slice(reader.at));
    const have = this.#parts.size;
    if (have < total) return ok({ have, total });
    return this.#join(have);
  }

  #join(have: number): Result<CodesSeen, "handover.damaged"> {
    const writer = new ByteWriter();
    for (let n = 0; n < this.#total; n++) writer.raw(this.#parts.get(n) ?? new Uint8Array());
    const bytes = writer.take();
    if (crc32(bytes) === this.#digest) return ok({ have, total: this.#total, bytes });
    this.#parts = new Map();
    return err("handover.damaged");
  }
}

/** A round of 20,000 points read by twenty people is shorter. */
const MOST_PARTS = 2000;
