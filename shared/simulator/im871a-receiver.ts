/**
 * A simulated radio stick: what an iM871A says on its serial line when it hears a telegram (protocol
 * of the receiver's host interface).
 *
 * | bytes | field |
 * |---|---|
 * | A5 | start |
 * | 1 | control: high nibble 8 CRC, 4 RSSI, 2 timestamp; low nibble 2 = radio link |
 * | 03 | telegram indication |
 * | 1 | length of the telegram from its C field |
 * | n | telegram from its C field, link CRCs removed |
 * | 4 | timestamp of the receiver, least significant byte first, when announced |
 * | 1 | RSSI: dBm = -100 + (value − 45) / 2 |
 * | 2 | CRC X-25 over control … RSSI, least significant byte first |
 *
 * Asked who it is (`A5 01 0F 00`), it answers `A5 01 10 09` and 9 bytes: module 33, mode 0, firmware 14,
 * host interface 01, and five bytes of its own number.
 *
 * Not covered: answers to the host's settings.
 */
import { crcX25 } from "../codecs/bytes/crc.ts";

const START = 0xa5;
const RADIO_LINK = 0x02;
const HAS_CRC = 0x80;
const HAS_RSSI = 0x40;
const HAS_TIMESTAMP = 0x20;
const TELEGRAM_INDICATION = 0x03;

export interface Im871aIndication {
  /** Normalised telegram: length byte first, without link CRCs. */
  readonly telegram: Uint8Array;
  readonly rssiDbm: number;
  /** Ticks of the receiver's own clock. */
  readonly timestamp?: number;
}

/** One indication as it comes over the serial line. */
export function encodeIm871aIndication({ telegram, rssiDbm, timestamp }: Im871aIndication): Uint8Array {
  const control = HAS_CRC | HAS_RSSI | (timestamp === undefined ? 0 : HAS_TIMESTAMP) | RADIO_LINK;
  const stamp = timestamp === undefined ? [] : [0, 8, 16, 24].map((shift) => (timestamp >>> shift) & 0xff);
  const rssi = Math.max(0, Math.min(0xff, Math.round((rssiDbm + 100) * 2 + 45)));
  const body = [
    START,
    control,
    TELEGRAM_INDICATION,
    telegram.length - 1,
    ...telegram.subarray(1),
    ...stamp,
    rssi,
  ];
  const bytes = Uint8Array.from([...body, 0, 0]);
  const crc = crcX25(bytes, { from: 1, to: body.length });
  bytes[body.length] = crc & 0xff;
  bytes[body.length + 1] = crc >> 8;
  return bytes;
}

const WHO_ARE_YOU = [START, 0x01, 0x0f, 0x00];
const IT_IS_ME = [START, 0x01, 0x10, 0x09, 0x33, 0x00, 0x14, 0x01, 0x12, 0x34, 0x56, 0x78, 0x00];

/** What the stick says to what it is asked; nothing to what it only does. */
export function answerIm871a(asked: Uint8Array): Uint8Array | undefined {
  const isAsked = asked.some((_, at) => WHO_ARE_YOU.every((byte, n) => asked[at + n] === byte));
  return isAsked ? Uint8Array.from(IT_IS_ME) : undefined;
}
