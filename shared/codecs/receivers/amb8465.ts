/**
 * Würth (Amber) AMB8465-M and Metis-II in command mode: 9,600 baud 8N1.
 *
 * `FF command length data checksum`, the checksum being the exclusive or of all bytes before it; a confirmation
 * has bit 80 of the command set. A data indication (command 03) starts at the C field and ends with the RSSI byte,
 * which the length counts, once RSSI was switched on by parameter 69. Link CRCs are checked and removed inside.
 *
 * Not covered: the transparent mode, which has no frames and no checksum; `configure` leaves it.
 */
import { xorOfBytes } from "../bytes/crc.ts";
import { concatBytes } from "../bytes/cursor.ts";
import { hexOfByte } from "../bytes/hex.ts";
import { MORE_NEEDED, NO_FRAME } from "../bytes/split-stream.ts";
import { readFrames } from "./framed-receiver.ts";
import type { RadioMode, ReceiverCodec, ReceiverEvent } from "./receiver-codec.ts";

const START = 0xff;
const HEADER_LENGTH = 3;
const TELEGRAM = 0x03;
const CONFIRMATION = 0x80;

/** Commands and confirmations the module uses; anything else behind FF is no frame. */
const COMMANDS: ReadonlySet<number> = new Set([
  0x00, 0x03, 0x04, 0x05, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x10, 0x11,
]);

function findFrame(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== START) return NO_FRAME;
  const command = bytes[at + 1];
  if (command === undefined) return MORE_NEEDED;
  if (!COMMANDS.has(command & ~CONFIRMATION)) return NO_FRAME;
  if (at + HEADER_LENGTH > bytes.length) return MORE_NEEDED;
  const length = HEADER_LENGTH + (bytes[at + 2] ?? 0) + 1;
  if (at + length > bytes.length) return MORE_NEEDED;
  const checksumAt = at + length - 1;
  return xorOfBytes(bytes, { from: at, to: checksumAt }) === bytes[checksumAt] ? length : NO_FRAME;
}

/** dBm of the radio chip's RSSI byte: signed half decibels above −74 dBm. */
export const rssiDbmOfChip = (value: number): number => (value & 0x80 ? value - 256 : value) / 2 - 74;

function decodeFrame(frame: Uint8Array): ReceiverEvent {
  const command = frame[1] ?? 0;
  const dataEnd = frame.length - 1;
  if (command !== TELEGRAM || dataEnd === HEADER_LENGTH) {
    return { kind: "answer", command: hexOfByte(command), bytes: frame.slice(HEADER_LENGTH, dataEnd) };
  }
  const body = frame.subarray(HEADER_LENGTH, dataEnd - 1);
  return {
    kind: "telegram",
    bytes: concatBytes([body.length], body),
    rssiDbm: rssiDbmOfChip(frame[dataEnd - 1] ?? 0),
  };
}

/** Bytes of a command. */
export function encodeAmb8465Command(command: number, data: readonly number[] = []): Uint8Array {
  const frame = Uint8Array.of(START, command, data.length, ...data, 0);
  frame[frame.length - 1] = xorOfBytes(frame, { from: 0, to: frame.length - 1 });
  return frame;
}

export const AMB8465_COMMANDS = {
  setMode: 0x04,
  reset: 0x05,
  setParameters: 0x09,
  getParameters: 0x0a,
  getSerial: 0x0b,
  getFirmware: 0x0c,
  factoryReset: 0x11,
} as const;

const MODES: Readonly<Record<RadioMode, number>> = { "c-t": 0x09, c1: 0x0e, t1: 0x08, s1: 0x03 };
const COMMAND_OUTPUT = 5;
const RSSI_OUTPUT = 69;

/** Sets one byte of the parameter memory. */
const encodeParameter = (at: number, value: number): Uint8Array =>
  encodeAmb8465Command(AMB8465_COMMANDS.setParameters, [at, 1, value]);

export const amb8465: ReceiverCodec = {
  name: "amb8465",
  product: "AMB8465-M, Metis-II",
  baudRate: 9600,
  modes: ["c-t", "c1", "t1", "s1"],
  ...readFrames(findFrame, decodeFrame),
  // Parameters count after a reset, the mode at once and until the next one.
  configure: (mode) => [
    encodeParameter(COMMAND_OUTPUT, 1),
    encodeParameter(RSSI_OUTPUT, 1),
    encodeAmb8465Command(AMB8465_COMMANDS.reset),
    encodeAmb8465Command(AMB8465_COMMANDS.setMode, [MODES[mode]]),
  ],
};
