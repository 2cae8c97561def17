import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import { formatHex, parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import { outputOf } from "../../shared/codecs/decode-output.ts";
import { decodeReading } from "../../shared/codecs/decode-reading.ts";
import { decodeKem } from "../../shared/codecs/kem/decode-kem.ts";
import { decodeKmpAnswer } from "../../shared/codecs/kmp/kmp-answer.ts";
import { decodeKmpFrame } from "../../shared/codecs/kmp/kmp-frame.ts";
import { decodeKmpLog } from "../../shared/codecs/kmp/kmp-log.ts";
import { KMP_STREAM_START, splitKmpStream } from "../../shared/codecs/kmp/kmp-stream.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import { RECEIVER_CODECS } from "../../shared/codecs/receivers/index.ts";
import { RECEIVER_START } from "../../shared/codecs/receivers/receiver-codec.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { createFragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };

/**
 * Every entry point of the decoder against bytes nobody meant: mutated real telegrams and noise.
 * `ROUNDS_FUZZ` sets the number of inputs (a million at night), `ROUNDS_SEED` the run.
 */
const INPUTS = Number(process.env["ROUNDS_FUZZ"] ?? 50_000);
const SEED = Number(process.env["ROUNDS_SEED"] ?? 20_261_123);
const LONGEST = 65_536;

/** Mulberry32: small, seeded, good enough to pick bytes. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function bytesOf(hex: string): Uint8Array | undefined {
  const bytes = parseHex(hex);
  return bytes.ok ? bytes.value : undefined;
}

/** Frames to mutate: the project's vectors, and the outside collections when they are there. */
function seedFrames(): readonly Uint8Array[] {
  const folder = process.env["ROUNDS_CORPUS"] ?? "../shared/corpus";
  const collected = ["wmbus.dev.jsonl", "wmbus.encrypted.dev.jsonl", "mbus.dev.jsonl"].flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as { telegram?: string; frame?: string });
  });
  if (collected.length === 0)
    process.stderr.write(`No outside telegrams in ${folder}: only the project's own are mutated.\n`);
  const texts = [...Object.values(vectors), ...collected.map((one) => one.telegram ?? one.frame ?? "")];
  return texts.map(bytesOf).filter((bytes) => bytes !== undefined);
}

type Random = ReturnType<typeof makeRandom>;

const MUTATIONS: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => bytes.slice(0, random(bytes.length + 1)),
  (bytes, random) => {
    const at = random(bytes.length);
    return bytes.map((byte, i) => (i === at ? byte ^ (1 << random(8)) : byte));
  },
  (bytes, random) => {
    const [at, length] = [random(bytes.length), random(12)];
    return bytes.map((byte, i) => (i >= at && i < at + length ? random(256) : byte));
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return Uint8Array.of(
      ...bytes.slice(0, at),
      ...Array.from({ length: random(9) }, () => random(256)),
      ...bytes.slice(at),
    );
  },
  (bytes, random) => {
    const [at, byte] = [random(bytes.length), [0x00, 0x0f, 0x1f, 0x2f, 0x7c, 0x80, 0xff][random(7)] ?? 0];
    return bytes.map((old, i) => (i >= at ? byte : old));
  },
  (_, random) => Uint8Array.from({ length: random(300) }, () => random(256)),
];

const KEY = bytesOf(vectors.key) ?? new Uint8Array(16);

/** One for all inputs, as a server has it: fragments of one run into those of another. */
const fragments = createFragmentStore();

function decodeEveryWay(bytes: Uint8Array, random: Random): void {
  const key = random(3) === 0 ? undefined : KEY;
  for (const link of ["wmbus", "mbus"] as const) {
    const formats = createFormatStore();
    const keyring = { find: () => key };
    const decoded = decode(bytes, { link, keyring, formats, fragments, payloads: PAYLOAD_CODECS });
    JSON.stringify(outputOf(decoded));
    const seen = decoded.ok ? decoded.value : decoded.error.partial;
    if (!seen) continue;
    decodeReading(seen);
    for (const { at } of [...seen.records, ...seen.layers]) {
      const [first, length] = at;
      if (first < 0 || length < 0 || first + length > seen.plain.length)
        throw new Error(`a place beyond the end: ${at}`);
    }
  }
}

function readEveryStream(bytes: Uint8Array, random: Random): void {
  const cut = random(bytes.length + 1);
  for (const codec of RECEIVER_CODECS) {
    const first = codec.read(RECEIVER_START, bytes.slice(0, cut));
    const second = codec.read(first.state, bytes.slice(cut));
    codec.flush(second.state);
  }
  splitKmpStream(splitKmpStream(KMP_STREAM_START, bytes.slice(0, cut)).state, bytes.slice(cut));
  fragments.take(bytes);
  decodeKem(`<CipherValue>${Buffer.from(bytes).toString("base64")}</CipherValue>`, "secret42");
  decodeKem(Buffer.from(bytes).toString("latin1"), "");
  const frame = decodeKmpFrame(bytes);
  if (frame.ok) decodeKmpAnswer(frame.value);
  decodeKmpLog(bytes);
  decodeBlock(bytes, (body) => body);
}

describe("bytes nobody meant", () => {
  it(`never throw, and no place lies beyond the end (${INPUTS} inputs, seed ${SEED})`, () => {
    const random = makeRandom(SEED);
    const frames = seedFrames();
    for (let n = 0; n < INPUTS; n++) {
      const frame = frames[random(frames.length)] ?? KEY;
      const mutation = MUTATIONS[random(MUTATIONS.length)] ?? ((bytes: Uint8Array) => bytes);
      const bytes = mutation(frame, random);
      try {
        decodeEveryWay(bytes, random);
        if (n % 10 === 0) readEveryStream(bytes, random);
      } catch (error) {
        throw new Error(`input ${n}, seed ${SEED}: ${formatHex(bytes)}`, { cause: error });
      }
    }
  }, 900_000);

  it("every truncation of every frame is an answer", () => {
    const random = makeRandom(SEED);
    for (const frame of seedFrames()) {
      for (let length = 0; length < Math.min(frame.length, 300); length++)
        decodeEveryWay(frame.slice(0, length), random);
    }
  }, 300_000);

  it("sixty-four kilobytes of anything are refused or read like a short one", () => {
    const random = makeRandom(SEED);
    for (const byte of [0x00, 0x04, 0x0d, 0x0f, 0x1f, 0x2f, 0x40, 0x44, 0x68, 0x7a, 0x80, 0x84, 0xc0, 0xff]) {
      const bytes = new Uint8Array(LONGEST).fill(byte);
      decodeEveryWay(bytes, random);
      readEveryStream(bytes, random);
    }
  }, 300_000);

  const decodeFlipped = (frame: Uint8Array, bit: number, link: "wmbus" | "mbus") => {
    const flipped = frame.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    return decode(flipped, { link, keyring: { find: () => KEY }, formats: createFormatStore() });
  };

  it("a frame A with a flipped bit behind its length byte is refused for its checksum", () => {
    const frame = bytesOf(vectors["403.compact.frameA"]) ?? new Uint8Array();
    for (let bit = 8; bit < frame.length * 8; bit++) {
      const decoded = decodeFlipped(frame, bit, "wmbus");
      expect(decoded.ok ? "accepted" : decoded.error.kind, `bit ${bit}`).toBe("wrong-crc");
    }
  });

  it("a frame B with a flipped bit gives no reading", () => {
    // Its length byte fits a telegram without CRCs too, so the payload's own CRC has to catch it.
    for (const hex of [vectors["403.compact.frameB"], vectors["403.full.frameB"]]) {
      const frame = bytesOf(hex) ?? new Uint8Array();
      for (let bit = 8; bit < frame.length * 8; bit++) {
        const decoded = decodeFlipped(frame, bit, "wmbus");
        expect(decoded.ok ? decodeReading(decoded.value).values : [], `bit ${bit} of ${hex}`).toEqual([]);
      }
    }
  });

  it("a wired frame with any flipped bit is refused", () => {
    const frame = bytesOf(vectors["mbus.rsp_ud"]) ?? new Uint8Array();
    for (let bit = 0; bit < frame.length * 8; bit++) {
      expect(decodeFlipped(frame, bit, "mbus").ok, `bit ${bit}`).toBe(false);
    }
  });
});
