import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { encodeUtf8 } from "lib0/string";

/**
 * Many short texts and numbers as bytes: all texts joined and encoded at once, which is several times
 * faster to read than one by one.
 *
 * | bytes | what |
 * |---|---|
 * | 1 | version, given by the caller |
 * | … | length in bytes (variable-length count), then all texts joined, UTF-8 |
 * | … | the numbers and, for each text in turn, its length in UTF-16 units |
 */
export class TextWriter {
  readonly #numbers = encoding.createEncoder();
  #texts = "";

  text(text: string): void {
    this.#texts += text;
    encoding.writeVarUint(this.#numbers, text.length);
  }

  /** A whole number; negative ones too. */
  whole(value: number): void {
    encoding.writeVarInt(this.#numbers, value);
  }

  count(value: number): void {
    encoding.writeVarUint(this.#numbers, value);
  }

  float(value: number): void {
    encoding.writeFloat64(this.#numbers, value);
  }

  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.count(items.length);
    for (const item of items) write(item);
  }

  finish(version: number): Uint8Array {
    const all = encoding.createEncoder();
    encoding.writeUint8(all, version);
    encoding.writeVarUint8Array(all, encodeUtf8(this.#texts));
    encoding.writeUint8Array(all, encoding.toUint8Array(this.#numbers));
    return encoding.toUint8Array(all);
  }
}

/** Reads what `TextWriter` wrote; throws a `RangeError` or `Error` where the bytes end too early. */
export class TextReader {
  readonly version: number;
  readonly #from: decoding.Decoder;
  readonly #texts: string;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#from = decoding.createDecoder(bytes);
    this.version = decoding.readUint8(this.#from);
    this.#texts = decoding.readVarString(this.#from);
  }

  text(): string {
    const start = this.#at;
    this.#at += decoding.readVarUint(this.#from);
    if (this.#at > this.#texts.length) throw new RangeError("a text is longer than all texts");
    return this.#texts.slice(start, this.#at);
  }

  whole(): number {
    return decoding.readVarInt(this.#from);
  }

  count(): number {
    return decoding.readVarUint(this.#from);
  }

  float(): number {
    return decoding.readFloat64(this.#from);
  }

  list<T>(read: () => T): readonly T[] {
    const items: T[] = [];
    for (let left = this.count(); left > 0; left--) items.push(read());
    return items;
  }

  /** Whether every text and every number has been read. */
  isAtEnd(): boolean {
    return this.#at === this.#texts.length && !decoding.hasContent(this.#from);
  }
}
