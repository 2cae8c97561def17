/**
 * Frames a wired master sends (EN 13757-2; EN 13757-3).
 *
 * | request            | frame                                                   |
 * | ------------------ | ------------------------------------------------------- |
 * | SND_NKE            | short, C 40                                             |
 * | REQ_UD2            | short, C 5B or 7B (frame count bit set)                 |
 * | REQ_UD1            | short, C 5A or 7A: alarms                               |
 * | select             | long, C 53 or 73 to FD, CI 52, ID(4) M(2) VER TYPE      |
 * | application reset  | long, CI 50, optional sub-code                          |
 * | set address        | long, CI 51, record `01 7A address`                     |
 * | set clock          | long, CI 51, record `04 6D` with a type F date and time |
 * | baud rate          | long, CI B8–BF                                          |
 *
 * The frame count bit toggles only when the last answer arrived; otherwise the meter repeats it.
 */

import { codeOfManufacturer } from "./manufacturer.ts";
import { encodeLongFrame, encodeShortFrame } from "./mbus-frame.ts";

/** Meter selected before by its secondary address. */
export const SELECTED_ADDRESS = 0xfd;

const SEND_NKE = 0x40;
const SEND_UD = 0x53;
const REQUEST_UD1 = 0x5a;
const REQUEST_UD2 = 0x5b;
const FRAME_COUNT_BIT = 0x20;

/** Address of a meter and the frame count bit of this request. */
export interface RequestTarget {
  /** 0–250, `SELECTED_ADDRESS`, or 254: whoever is on the line, one meter only. */
  readonly address: number;
  readonly frameCountBit?: boolean;
}

const controlOf = (control: number, { frameCountBit = false }: RequestTarget): number =>
  frameCountBit ? control | FRAME_COUNT_BIT : control;

/** Resets the link of a meter, deselects with `SELECTED_ADDRESS`. The meter answers E5. */
export const encodeLinkReset = (address: number): Uint8Array => encodeShortFrame(SEND_NKE, address);

/** Asks for the data of a meter (REQ_UD2). */
export const encodeDataRequest = (target: RequestTarget): Uint8Array =>
  encodeShortFrame(controlOf(REQUEST_UD2, target), target.address);

/** Asks for an alarm (REQ_UD1); E5 means none. */
export const encodeAlarmRequest = (target: RequestTarget): Uint8Array =>
  encodeShortFrame(controlOf(REQUEST_UD1, target), target.address);

const sendData = (target: RequestTarget, data: readonly number[]): Uint8Array =>
  encodeLongFrame({ control: controlOf(SEND_UD, target), address: target.address, data });

/** A secondary address; parts left out match every meter. */
export interface SecondaryAddress {
  /** Eight digits as printed; `F` matches any digit. */
  readonly id?: string;
  readonly manufacturer?: string;
  readonly version?: number;
  readonly deviceType?: number;
}

const ANY_ID = "FFFFFFFF";
const ANY_BYTE = 0xff;
const ANY_CODE = 0xffff;

/** Selects the meters that match; each answers E5 and listens to `SELECTED_ADDRESS`. */
export function encodeSelection(secondary: SecondaryAddress, frameCountBit = true): Uint8Array {
  const { id = ANY_ID, manufacturer, version = ANY_BYTE, deviceType = ANY_BYTE } = secondary;
  const code = manufacturer === undefined ? ANY_CODE : (codeOfManufacturer(manufacturer) ?? ANY_CODE);
  const digits = [6, 4, 2, 0].map((at) => Number.parseInt(id.slice(at, at + 2), 16));
  const data = [0x52, ...digits, code & 0xff, code >> 8, version, deviceType];
  return sendData({ address: SELECTED_ADDRESS, frameCountBit }, data);
}

/** Resets the application of a meter, or selects an application by its sub-code. */
export const encodeApplicationReset = (target: RequestTarget, subCode?: number): Uint8Array =>
  sendData(target, subCode === undefined ? [0x50] : [0x50, subCode]);

/** Gives a meter another primary address, 1–250. */
export const encodeAddressChange = (target: RequestTarget, newAddress: number): Uint8Array =>
  sendData(target, [0x51, 0x01, 0x7a, newAddress]);

/** The meter's own time, to the minute: usually local standard time. */
export interface ClockSetting {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** Sets a meter's clock with a type F date and time (EN 13757-3). */
export function encodeClockSetting(target: RequestTarget, at: ClockSetting): Uint8Array {
  const year = at.year % 100;
  const dayByte = ((year & 0x07) << 5) | at.day;
  const monthByte = ((year >> 3) << 4) | at.month;
  return sendData(target, [0x51, 0x04, 0x6d, at.minute, at.hour, dayByte, monthByte]);
}

/** Speeds a meter can be told to use, in baud; the order is that of their CI bytes B8–BF. */
export const BAUD_RATES = [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400] as const;
export type BaudRate = (typeof BAUD_RATES)[number];

/** Changes the speed of a meter; it keeps the new one only when the next frame arrives in it. */
export const encodeBaudRateChange = (target: RequestTarget, baudRate: BaudRate): Uint8Array =>
  sendData(target, [0xb8 + BAUD_RATES.indexOf(baudRate)]);
