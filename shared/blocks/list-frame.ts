/**
 * The answer to `GET /api/v1/shards/points`: rooms of points one after the other, each as soon as it is ready.
 *
 * | bytes | what |
 * |---|---|
 * | 4 | length of the rest of this frame, little-endian |
 * | 1 | version of the layout of the points (`list-pack.ts`); top bit set: what became of a list (`list-delta.ts`) |
 * | text | the room's name |
 * | 3 × varint | generation, sequence number, number of points |
 * | … | the points, as zlib (RFC 1950) |
 */
import { ByteReader } from "../blocks/byte-reader.ts";
import { ByteWriter } from "../blocks/byte-writer.ts";

export interface ListFrame {
  readonly version: number;
  readonly room: string;
  readonly epoch: number;
  readonly seq: number;
  readonly count: number;
  /** zlib over `encodeListPack`, or over `encodeListDelta`. */
  readonly packed: Uint8Array;
}

export function encodeListFrame({ version, room, epoch, seq, count, packed }: ListFrame): Uint8Array {
  const head = new ByteWriter(room.length * 2 + 32);
  head.u8(version);
  head.text(room);
  for (const number of [epoch, seq, count]) head.varint(number);
  const out = new ByteWriter(4 + head.at + packed.length);
  out.u32(head.at + packed.length);
  out.raw(head.bytes.subarray(0, head.at));
  out.raw(packed);
  return out.take();
}

/** Takes bytes as they arrive and gives every frame that is whole. */
export class ListFrameReader {
  #waiting = new Uint8Array();

  take(bytes: Uint8Array): readonly ListFrame[] {
    const all = new Uint8Array(this.#waiting.length + bytes.length);
    all.set(this.#waiting);
    all.set(bytes, this.#waiting.length);
    const frames: ListFrame[] = [];
    let at = 0;
    while (at + 4 <= all.length) {
      const end = at + 4 + new ByteReader(all, at).u32();
      if (end > all.length) break;
      frames.push(readFrame(all.subarray(at + 4, end)));
      at = end;
    }
    this.#waiting = all.slice(at);
    return frames;
  }

  /** Nothing of a frame is left over. */
  get isDone(): boolean {
    return this.#waiting.length === 0;
  }
}

function readFrame(bytes: Uint8Array): ListFrame {
  const from = new ByteReader(bytes);
  const [version, room] = [from.u8(), from.text()];
  const [epoch, seq, count] = [from.varint(), from.varint(), from.varint()];
  return { version, room, epoch, seq, count, packed: bytes.subarray(from.at) };
}
