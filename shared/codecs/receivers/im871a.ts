/**
 * IMST iM871A and iM871A-USB: binary frames on 57,600 baud 8N1 (IMST host protocol).
 *
 * `A5 control id length data [time stamp(4)] [RSSI] [CRC(2)]`
 *
 * | control bits | meaning                                                                    |
 * | ------------ | -------------------------------------------------------------------------- |
 * | 80 40 20     | CRC, RSSI, time stamp follow                                               |
 * | 0F           | endpoint: 1 management, 2 radio link, 4 hardware                           |
 *
 * The CRC is CRC-16/X-25 over all bytes behind A5, least significant byte first. A telegram indication
 * (endpoint 2, id 03) starts at the C field: the length byte of the frame is its L. The stick checks and
 * removes link CRCs itself.
 */
import { crcX25 } from "../bytes/crc.ts";
import { bytesOfU16, concatBytes, readU16 } from "../bytes/cursor.ts";
import { hexOfByte } from "../bytes/hex.ts";
import { MORE_NEEDED, NO_FRAME } from "../bytes/split-stream.ts";
import { readFrames } from "./framed-receiver.ts";
import type { RadioMode, ReceiverCodec, ReceiverEvent } from "./receiver-codec.ts";

const START = 0xa5;
const HAS_CRC = 0x80;
const HAS_RSSI = 0x40;
const HAS_TIME = 0x20;
const HEADER_LENGTH = 4;
const MANAGEMENT = 1;
const RADIO_LINK = 2;
const HARDWARE = 4;
const SEND = 0x01;
const TELEGRAM = 0x03;

const trailerLength = (control: number): number =>
  (control & HAS_TIME ? 4 : 0) + (control & HAS_RSSI ? 1 : 0) + (control & HAS_CRC ? 2 : 0);

function findFrame(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== START) return NO_FRAME;
  if (at + HEADER_LENGTH > bytes.length) return MORE_NEEDED;
  const control = bytes[at + 1] ?? 0;
  const endpoint = control & 0x0f;
  if (endpoint !== MANAGEMENT && endpoint !== RADIO_LINK && endpoint !== HARDWARE) return NO_FRAME;
  const length = HEADER_LENGTH + (bytes[at + 3] ?? 0) + trailerLength(control);
  if (at + length > bytes.length) return MORE_NEEDED;
  if ((control & HAS_CRC) === 0) return length;
  const crcAt = at + length - 2;
  return crcX25(bytes, { from: at + 1, to: crcAt }) === readU16(bytes, crcAt) ? length : NO_FRAME;
}

/** dBm of the stick's RSSI byte. */
const rssiDbmOf = (value: number): number => -100 + 0.5 * (value - 45);

function decodeFrame(frame: Uint8Array): ReceiverEvent {
  const control = frame[1] ?? 0;
  const id = frame[2] ?? 0;
  const length = frame[3] ?? 0;
  const dataEnd = HEADER_LENGTH + length;
  if ((control & 0x0f) !== RADIO_LINK || id !== TELEGRAM) {
    const command = hexOfByte(control & 0x0f) + hexOfByte(id);
    return { kind: "answer", command, bytes: frame.slice(HEADER_LENGTH, dataEnd) };
  }
  const rssiAt = dataEnd + (control & HAS_TIME ? 4 : 0);
  return {
    kind: "telegram",
    // The length byte in front of the data is the telegram's own.
    bytes: frame.slice(HEADER_LENGTH - 1, dataEnd),
    rssiDbm: control & HAS_RSSI ? rssiDbmOf(frame[rssiAt] ?? 0) : undefined,
  };
}

export interface Im871aCommand {
  readonly endpoint: number;
  readonly id: number;
  readonly data?: readonly number[];
  /** Commands work without; with it a damaged one is dropped by the stick. */
  readonly hasCrc?: boolean;
}

/** Bytes of a command. */
export function encodeIm871aCommand({ endpoint, id, data = [], hasCrc = false }: Im871aCommand): Uint8Array {
  const control = endpoint | (hasCrc ? HAS_CRC : 0);
  const frame = Uint8Array.of(START, control, id, data.length, ...data);
  return hasCrc ? concatBytes(frame, bytesOfU16(crcX25(frame, { from: 1, to: frame.length }))) : frame;
}

/** Asks for module type and firmware: the quickest proof that a stick is there. */
export const IM871A_DEVICE_INFO: Im871aCommand = { endpoint: MANAGEMENT, id: 0x0f };

/** Frame format A is the usual one of C1; B has its own setting, C and T together need firmware 0x14. */
const LINK_MODES = { s1: 0x00, t1: 0x03, c1: 0x06, "c1-b": 0x07, "c-t": 0x0a } as const;
const SET_CONFIG = 0x03;
const FIRST_FLAG_LINK_MODE = 0x02;
const SECOND_FLAGS_RSSI_AND_TIME = 0x30;

/**
 * Sets the link mode in RAM and lets every telegram carry its RSSI but no time stamp (the receiver's clock
 * counts from its own start).
 */
export const encodeIm871aMode = (mode: RadioMode | "c1-b"): Uint8Array =>
  encodeIm871aCommand({
    endpoint: MANAGEMENT,
    id: SET_CONFIG,
    data: [0x00, FIRST_FLAG_LINK_MODE, LINK_MODES[mode], SECOND_FLAGS_RSSI_AND_TIME, 0x01, 0x00],
  });

export const im871a: ReceiverCodec = {
  name: "im871a",
  product: "IMST iM871A-USB",
  baudRate: 57_600,
  modes: ["c-t", "c1", "t1", "s1"],
  ...readFrames(findFrame, decodeFrame),
  configure: (mode) => [encodeIm871aMode(mode)],
  // As in an indication, the length of the command's data is the telegram's L.
  send: (telegram) =>
    encodeIm871aCommand({ endpoint: RADIO_LINK, id: SEND, data: [...telegram.subarray(1)], hasCrc: true }),
};
