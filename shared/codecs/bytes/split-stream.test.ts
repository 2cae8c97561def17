import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHex } from "./hex.ts";
import {
  flushStream,
  MORE_NEEDED,
  NO_FRAME,
  STREAM_START,
  type StreamState,
  splitStream,
} from "./split-stream.ts";

/** Frames `A5 n … sum`, the sum over all before it. */
function findFrame(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0xa5) return NO_FRAME;
  const length = (bytes[at + 1] ?? 0) + 3;
  if (at + 2 > bytes.length || at + length > bytes.length) return MORE_NEEDED;
  const sum = bytes.subarray(at, at + length - 1).reduce((total, byte) => (total + byte) & 0xff, 0);
  return sum === bytes[at + length - 1] ? length : NO_FRAME;
}

const frameOf = (data: readonly number[]): readonly number[] => {
  const body = [0xa5, data.length, ...data];
  return [...body, body.reduce((total, byte) => (total + byte) & 0xff, 0)];
};

function splitAll(chunks: readonly Uint8Array[]): {
  readonly frames: readonly string[];
  readonly junk: number;
} {
  let state: StreamState = STREAM_START;
  const frames: string[] = [];
  let junk = 0;
  for (const chunk of chunks) {
    const step = splitStream(state, chunk, findFrame);
    state = step.state;
    frames.push(...step.frames.map((frame) => formatHex(frame)));
    junk += step.junk;
  }
  const rest = flushStream(state, findFrame);
  return { frames: [...frames, ...rest.frames.map((frame) => formatHex(frame))], junk: junk + rest.junk };
}

/** The same bytes in chunks of the given sizes, over and over. */
function chunksOf(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });

describe("a byte stream", () => {
  it("gives the same frames however it is cut", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), sizes, (bytes, cuts) => {
        expect(splitAll(chunksOf(bytes, cuts))).toEqual(splitAll([bytes]));
      }),
    );
  });

  it("gives back every frame between junk that cannot start one", () => {
    const junk = fc.array(fc.integer({ min: 0, max: 0x7f }), { maxLength: 5 });
    const data = fc.array(fc.nat(255), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(junk, data), { maxLength: 8 }), sizes, (parts, cuts) => {
        const bytes = Uint8Array.from(parts.flatMap(([noise, body]) => [...noise, ...frameOf(body)]));
        const expected = parts.map(([, body]) => formatHex(Uint8Array.from(frameOf(body))));
        const noise = parts.reduce((total, [bytesOfNoise]) => total + bytesOfNoise.length, 0);
        expect(splitAll(chunksOf(bytes, cuts))).toEqual({ frames: expected, junk: noise });
      }),
    );
  });

  it("finds the frame behind a wrong checksum and behind a false start", () => {
    const good = frameOf([1, 2, 3]);
    const damaged = good.with(3, 9);
    expect(splitAll([Uint8Array.from([...damaged, ...good])]).frames).toEqual([
      formatHex(Uint8Array.from(good)),
    ]);
    expect(splitAll([Uint8Array.from([0xa5, 0xff, ...good])]).frames).toEqual([
      formatHex(Uint8Array.from(good)),
    ]);
  });
});
