/**
 * IMST iU891A-XL: SLIP frames on 115,200 baud 8N1 (IMST host protocol).
 *
 * `C0 SAP id data CRC(2) C0`; inside, `C0` is sent as `DB DC` and `DB` as `DB DD`. The CRC is CRC-16/X-25 over
 * SAP to data, least significant byte first. A telegram (SAP 09, id 20) has the data
 * `time stamp(4) status mode info RSSI` and then the telegram from its L byte; RSSI is signed dBm.
 */
import { crcX25 } from "../bytes/crc.ts";
import { bytesOfU16, concatBytes, readU16 } from "../bytes/cursor.ts";
import { hexOfByte } from "../bytes/hex.ts";
import { MORE_NEEDED, NO_FRAME } from "../bytes/split-stream.ts";
import { readFrames } from "./framed-receiver.ts";
import type { RadioMode, ReceiverCodec, ReceiverEvent } from "./receiver-codec.ts";

const END = 0xc0;
const ESCAPE = 0xdb;
const ESCAPED_END = 0xdc;
const ESCAPED_ESCAPE = 0xdd;
/** Longest telegram, its header and CRC, every byte escaped. */
const MAX_LENGTH = 600;
const MIN_CONTENT_LENGTH = 4;

const MANAGEMENT = 0x01;
const GATEWAY = 0x09;
const TELEGRAM = 0x20;
const TELEGRAM_AT = 10;

/** SLIP content between two end bytes, unescaped; `undefined` when an escape is broken. */
function decodeSlip(escaped: Uint8Array): Uint8Array | undefined {
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    const byte = escaped[i] ?? 0;
    if (byte !== ESCAPE) {
      bytes.push(byte);
      continue;
    }
    const next = escaped[++i];
    if (next !== ESCAPED_END && next !== ESCAPED_ESCAPE) return undefined;
    bytes.push(next === ESCAPED_END ? END : ESCAPE);
  }
  return Uint8Array.from(bytes);
}

/** End byte, escaped content, end byte. */
export function encodeSlip(bytes: Uint8Array): Uint8Array {
  const escaped: number[] = [END];
  for (const byte of bytes) {
    if (byte === END) escaped.push(ESCAPE, ESCAPED_END);
    else if (byte === ESCAPE) escaped.push(ESCAPE, ESCAPED_ESCAPE);
    else escaped.push(byte);
  }
  escaped.push(END);
  return Uint8Array.from(escaped);
}

/** Content of a frame (its opening end byte in front) without its CRC, when that is right. */
function contentOf(frame: Uint8Array): Uint8Array | undefined {
  const content = decodeSlip(frame.subarray(1));
  if (!content || content.length < MIN_CONTENT_LENGTH) return undefined;
  const crcAt = content.length - 2;
  return crcX25(content, { from: 0, to: crcAt }) === readU16(content, crcAt)
    ? content.subarray(0, crcAt)
    : undefined;
}

/** A frame reaches to its closing end byte without it: that may be the opening one of the next. */
function findFrame(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== END) return NO_FRAME;
  const contentLength = bytes.subarray(at + 1, at + MAX_LENGTH).indexOf(END);
  if (contentLength < 0) return bytes.length - at < MAX_LENGTH ? MORE_NEEDED : NO_FRAME;
  const length = contentLength + 1;
  return contentOf(bytes.subarray(at, at + length)) ? length : NO_FRAME;
}

const signed = (byte: number): number => (byte & 0x80 ? byte - 256 : byte);

function decodeFrame(frame: Uint8Array): ReceiverEvent | undefined {
  const content = contentOf(frame);
  if (!content) return undefined;
  const [sap = 0, id = 0] = content;
  if (sap === GATEWAY && id === TELEGRAM && content.length > TELEGRAM_AT) {
    return {
      kind: "telegram",
      bytes: content.slice(TELEGRAM_AT),
      rssiDbm: signed(content[TELEGRAM_AT - 1] ?? 0),
    };
  }
  return { kind: "answer", command: hexOfByte(sap) + hexOfByte(id), bytes: content.slice(2) };
}

export interface Iu891aCommand {
  readonly sap: number;
  readonly id: number;
  readonly data?: readonly number[];
}

/** Bytes of a command. */
export function encodeIu891aCommand({ sap, id, data = [] }: Iu891aCommand): Uint8Array {
  const content = Uint8Array.of(sap, id, ...data);
  return encodeSlip(concatBytes(content, bytesOfU16(crcX25(content, { from: 0, to: content.length }))));
}

/** Answered by every module that is there. */
export const IU891A_PING: Iu891aCommand = { sap: MANAGEMENT, id: 0x01 };

const LINK_MODES: Readonly<Record<RadioMode, number>> = { s1: 1, t1: 2, "c-t": 3, c1: 5 };
const SET_ACTIVE_CONFIGURATION = 0x03;
const RECEIVE_INDICATIONS = 0x02;

/** Sets the link mode with telegram indications on, lights and recalibration as they are. */
export const encodeIu891aMode = (mode: RadioMode): Uint8Array =>
  encodeIu891aCommand({
    sap: GATEWAY,
    id: SET_ACTIVE_CONFIGURATION,
    data: [LINK_MODES[mode], RECEIVE_INDICATIONS, ...new Array<number>(9).fill(0)],
  });

/** End bytes that bring a module out of a half-sent frame. */
const SYNCHRONISATION = new Uint8Array(30).fill(END);

export const iu891a: ReceiverCodec = {
  name: "iu891a",
  product: "IMST iU891A-XL",
  baudRate: 115_200,
  modes: ["c-t", "c1", "t1", "s1"],
  ...readFrames(findFrame, decodeFrame),
  configure: (mode) => [SYNCHRONISATION, encodeIu891aMode(mode)],
};
