/**
 * CUL, nanoCUL and other culfw sticks: text lines on 38,400 baud 8N1.
 *
 * `b<frame>[LQI RSSI]` is a telegram of format A, `bY<frame>[LQI RSSI]` one of format B, in hexadecimal digits with
 * their link CRCs; LQI and RSSI follow when switched on by `X21`. The stick checks no CRC, so it is checked here:
 * format B without that would look like a frame without CRCs. An odd number of digits is a long telegram the
 * firmware cut off.
 */
import { parseHex } from "../bytes/hex.ts";
import { decodeWmbusFrame, lengthOfFrameA } from "../wmbus/wmbus-frame.ts";
import { rssiDbmOfChip } from "./amb8465.ts";
import { findLine, readFrames, textOfLine } from "./framed-receiver.ts";
import type { RadioMode, ReceiverCodec, ReceiverEvent } from "./receiver-codec.ts";

/** The longest telegram with all CRCs, LQI and RSSI, as text. */
const MAX_LINE_LENGTH = 640;
const TELEGRAM_LINE = /^b(Y?)([0-9A-Fa-f]+)$/;
/** LQI and RSSI. */
const QUALITY_LENGTH = 2;

function decodeLine(line: Uint8Array): ReceiverEvent | undefined {
  const text = textOfLine(line);
  const match = TELEGRAM_LINE.exec(text);
  if (!match) return text === "" ? undefined : { kind: "answer", command: text, bytes: line.slice() };
  const [, format, digits = ""] = match;
  const bytes = parseHex(digits);
  if (!bytes.ok) {
    const whole = parseHex(digits.slice(0, -1));
    const cut = whole.ok ? whole.value : new Uint8Array();
    return { kind: "damaged", bytes: cut, rssiDbm: undefined, error: bytes.error };
  }
  return decodeTelegram(bytes.value, format === "Y");
}

function decodeTelegram(bytes: Uint8Array, isFormatB: boolean): ReceiverEvent {
  const length = bytes[0] ?? 0;
  const expected = isFormatB ? length + 1 : lengthOfFrameA(length);
  const hasQuality = bytes.length === expected + QUALITY_LENGTH;
  const telegram = hasQuality ? bytes.slice(0, expected) : bytes;
  const rssiDbm = hasQuality ? rssiDbmOfChip(bytes[bytes.length - 1] ?? 0) : undefined;
  const frame = decodeWmbusFrame(telegram);
  if (!frame.ok) return { kind: "damaged", bytes: telegram, rssiDbm, error: frame.error };
  if (frame.value.problem) return { kind: "damaged", bytes: telegram, rssiDbm, error: frame.value.problem };
  if (isFormatB && frame.value.framing !== "frame-b") {
    const offset = telegram.length - 2;
    return { kind: "damaged", bytes: telegram, rssiDbm, error: { kind: "wrong-crc", layer: "link", offset } };
  }
  return { kind: "telegram", bytes: telegram, rssiDbm };
}

const lineOf = (text: string): Uint8Array =>
  Uint8Array.from(`${text}\n`, (character) => character.charCodeAt(0));

/** C mode hears format A and B; a combined C and T mode does not exist. */
const MODE_COMMANDS: Readonly<Record<RadioMode, string>> = { "c-t": "brc", c1: "brc", t1: "brt", s1: "brs" };

export const cul: ReceiverCodec = {
  name: "cul",
  product: "CUL, nanoCUL (culfw)",
  baudRate: 38_400,
  modes: ["c1", "t1", "s1"],
  ...readFrames(findLine(MAX_LINE_LENGTH), decodeLine),
  configure: (mode) => [lineOf("V"), lineOf(MODE_COMMANDS[mode]), lineOf("X21")],
};
