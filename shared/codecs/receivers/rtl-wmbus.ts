/**
 * Text lines of rtl-wmbus and rtl_433 (software receivers, a line per telegram):
 *
 * `MODE;crc ok;3of6 ok;YYYY-MM-DD hh:mm:ss.mmm;current RSSI;telegram RSSI;ID;0xHEX`
 *
 * Link CRCs are already removed. Only lines with `1;1` are telegrams; the others were damaged on the air and their
 * CRCs are gone. The RSSI fields have no calibrated unit, so no dBm is made of them.
 */
import { parseHex } from "../bytes/hex.ts";
import { findLine, readFrames, textOfLine } from "./framed-receiver.ts";
import type { ReceiverCodec, ReceiverEvent, ToldMode } from "./receiver-codec.ts";

const MAX_LINE_LENGTH = 800;
const FIELDS = 8;

function decodeLine(line: Uint8Array): ReceiverEvent | undefined {
  const text = textOfLine(line);
  const fields = text.split(";");
  const hex = fields[FIELDS - 1];
  if (hex === undefined || !hex.startsWith("0x")) {
    return text === "" ? undefined : { kind: "answer", command: text, bytes: line.slice() };
  }
  const bytes = parseHex(hex.slice(2));
  if (!bytes.ok) return { kind: "damaged", bytes: new Uint8Array(), rssiDbm: undefined, error: bytes.error };
  const isIntact = fields[1] === "1" && fields[2] === "1";
  return isIntact
    ? { kind: "telegram", bytes: bytes.value, rssiDbm: undefined, ...toldMode(fields[0] ?? "") }
    : {
        kind: "damaged",
        bytes: bytes.value,
        rssiDbm: undefined,
        error: { kind: "wrong-crc", layer: "link", offset: 0 },
      };
}

function toldMode(field: string): { readonly mode?: ToldMode } {
  const mode = TOLD[field.slice(0, 1)];
  return mode ? { mode } : {};
}

const TOLD: Readonly<Record<string, ToldMode>> = { C: "c", T: "t", S: "s" };

export const rtlWmbus: ReceiverCodec = {
  name: "rtl-wmbus",
  product: "rtl-wmbus, rtl_433",
  baudRate: 115_200,
  modes: ["c-t", "c1", "t1", "s1"],
  ...readFrames(findLine(MAX_LINE_LENGTH), decodeLine),
  // The program is told its mode when it is started.
  configure: () => [],
};
