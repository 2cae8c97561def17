/**
 * Radiocrafts RC1180-MBUS: telegrams as they are, on 19,200 baud 8N1, link CRCs checked and removed inside.
 *
 * A telegram starts at its L byte and has neither start sign nor checksum; with RSSI on, one byte follows that L
 * does not count. Where one starts is therefore guessed: a known C field and a manufacturer of three letters. After
 * a lost byte it falls back into step at the next telegram, at the latest by `flush` in the pause between two.
 */
import { readU16 } from "../bytes/cursor.ts";
import { MORE_NEEDED, NO_FRAME } from "../bytes/split-stream.ts";
import { readFrames } from "./framed-receiver.ts";
import type { RadioMode, ReceiverCodec, ReceiverEvent } from "./receiver-codec.ts";

/** C fields meters send (EN 13757-4). */
const METER_CONTROLS: ReadonlySet<number> = new Set([0x06, 0x08, 0x18, 0x28, 0x38, 0x44, 0x46, 0x47, 0x48]);
const MIN_LENGTH_BYTE = 10;
const START_LENGTH = 4;

const isLetter = (code: number): boolean => code >= 1 && code <= 26;

/** Three letters in 15 bits. */
const isManufacturer = (code: number): boolean =>
  isLetter((code >> 10) & 0x1f) && isLetter((code >> 5) & 0x1f) && isLetter(code & 0x1f);

function findFrame(bytes: Uint8Array, at: number): number {
  const length = bytes[at] ?? 0;
  if (length < MIN_LENGTH_BYTE) return NO_FRAME;
  const control = bytes[at + 1];
  if (control !== undefined && !METER_CONTROLS.has(control)) return NO_FRAME;
  if (at + START_LENGTH > bytes.length) return MORE_NEEDED;
  if (!isManufacturer(readU16(bytes, at + 2))) return NO_FRAME;
  // L, what it counts, RSSI.
  const total = length + 2;
  return at + total > bytes.length ? MORE_NEEDED : total;
}

const decodeFrame = (frame: Uint8Array): ReceiverEvent => ({
  kind: "telegram",
  bytes: frame.slice(0, -1),
  rssiDbm: -(frame[frame.length - 1] ?? 0) / 2,
});

const ENTER_CONFIGURATION = 0x00;
const WRITE_MEMORY = 0x4d; // M
const END_OF_PAIRS = 0xff;
const EXIT = 0x58; // X
const RF_CHANNEL = 0x00;
const RADIO_MODE = 0x03;
const RSSI_MODE = 0x05;

/** Radio channel and mode byte; the module has no C mode. */
const MODES: Readonly<Record<"s1" | "t1", readonly [channel: number, mode: number]>> = {
  s1: [11, 0],
  t1: [12, 1],
};

const pairsOf = (mode: RadioMode): readonly number[] => {
  const [channel, value] = mode === "s1" ? MODES.s1 : MODES.t1;
  return [RF_CHANNEL, channel, RADIO_MODE, value, RSSI_MODE, 1];
};

export const rc1180: ReceiverCodec = {
  name: "rc1180",
  product: "Radiocrafts RC1180-MBUS",
  baudRate: 19_200,
  modes: ["t1", "s1"],
  ...readFrames(findFrame, decodeFrame),
  configure: (mode) => [
    Uint8Array.of(ENTER_CONFIGURATION),
    Uint8Array.of(WRITE_MEMORY, ...pairsOf(mode), END_OF_PAIRS),
    Uint8Array.of(EXIT),
  ],
};
