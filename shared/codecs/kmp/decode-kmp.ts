/**
 * One KMP frame as a decoded telegram (frame → named values), so that the decode command, the
 * journal and the telegram view treat what an optical head read like what came by radio.
 *
 * Values of a log carry their row as storage number: 0 is the newest row of the answer. The meter's
 * number is known only where the frame carries it (GetSerialNo, register 1001). Places count in the
 * unstuffed frame: start byte, address, CID, data, CRC.
 */

import { err, ok, type Result } from "../../model/result.ts";
import { makeScaled } from "../../model/scaled.ts";
import { concatBytes } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import type { Decoded, LayerSpan, NamedRecord, Place, RecordValue } from "../telegram.ts";
import { decodeKmpAnswer, type KmpAnswer } from "./kmp-answer.ts";
import { decodeKmpFrame, KMP_ACKNOWLEDGE, type KmpFrame } from "./kmp-frame.ts";
import { decodeKmpLog, decodeOldKmpLog, type KmpLogAnswer } from "./kmp-log.ts";
import type { KmpValue } from "./kmp-number.ts";
import { KMP_REGISTERS } from "./kmp-register-table.ts";
import { KMP_CID } from "./kmp-request.ts";
import { KMP_STREAM_START, splitKmpStream } from "./kmp-stream.ts";

const DATA_AT = 3;
const CRC_BYTES = 2;
const SERIAL_REGISTER = 1001;
const UNKNOWN_ID = "00000000";
const OLD_LOGS: readonly number[] = [
  KMP_CID.getLogTimePresent,
  KMP_CID.getLogLastPresent,
  KMP_CID.getLogIdPresent,
  KMP_CID.getLogTimePast,
];

/**
 * Reads a whole frame with start and stop byte, or the lone `06`; or several frames in a row, as a journal keeps an
 * answer with its meter's serial number in front (`head-hearing.ts`). A request has no records.
 */
export function decodeKmp(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const { frames, junk, state } = splitKmpStream(KMP_STREAM_START, bytes);
  const isRow = frames.length > 1 && junk === 0 && state.begun.length === 0;
  return isRow ? decodeRow(frames) : decodeOne(bytes);
}

/** Frames one behind the other, as one telegram; places count in all of them together. */
function decodeRow(frames: readonly Uint8Array[]): Result<Decoded, DecodeError> {
  const parts: Decoded[] = [];
  let first = 0;
  let plain: Uint8Array = new Uint8Array();
  for (const frame of frames) {
    const part = decodeOne(frame);
    if (!part.ok) return part;
    parts.push(movedBy(part.value, first, parts.flatMap(({ records }) => records).length));
    plain = concatBytes(plain, part.value.plain);
    first = plain.length;
  }
  const records = parts.flatMap((part) => part.records);
  const layers = parts.flatMap((part) => part.layers);
  const warnings = [...new Set(parts.flatMap((part) => part.warnings))];
  return ok({ ...telegramOf(plain, records, warnings), layers });
}

const movedBy = (part: Decoded, first: number, record: number): Decoded => ({
  ...part,
  records: part.records.map((one) => ({ ...one, at: [one.at[0] + first, one.at[1]] })),
  layers: part.layers.map(({ layer, field, at }) => ({
    layer,
    field: layer === "record" ? `record.${Number(field.slice("record.".length)) + record}` : field,
    at: [at[0] + first, at[1]],
  })),
});

function decodeOne(bytes: Uint8Array): Result<Decoded, DecodeError> {
  if (bytes.length === 1 && bytes[0] === KMP_ACKNOWLEDGE) return ok(telegramOf(bytes, [], ["acknowledged"]));
  const frame = decodeKmpFrame(bytes);
  if (!frame.ok) return frame;
  const plain = Uint8Array.of(bytes[0] ?? 0, frame.value.address, frame.value.cid, ...frame.value.data, 0, 0);
  if (frame.value.direction === "to-meter") return ok(telegramOf(plain, [], ["request"]));
  const records = readRecords(frame.value);
  return records.ok ? ok(telegramOf(plain, records.value.records, records.value.warnings)) : records;
}

interface Content {
  readonly records: readonly NamedRecord[];
  readonly warnings: readonly string[];
}

function readRecords(frame: KmpFrame): Result<Content, DecodeError> {
  const isLog = frame.cid === KMP_CID.logger && (frame.data[0] === 0x06 || frame.data[0] === 0x07);
  if (isLog) return logContent(decodeKmpLog(frame.data));
  if (OLD_LOGS.includes(frame.cid)) return logContent(decodeOldKmpLog(frame.data));
  const answer = decodeKmpAnswer(frame);
  if (!answer.ok) return err({ ...answer.error, offset: answer.error.offset + DATA_AT });
  return ok({ records: answerRecords(answer.value), warnings: [] });
}

function logContent(log: Result<KmpLogAnswer, DecodeError>): Result<Content, DecodeError> {
  if (!log.ok) return err({ ...log.error, offset: log.error.offset + DATA_AT });
  const records = log.value.rows.flatMap(({ values }, row) =>
    values.map((value) => recordOf(value.register, value, { storage: row, at: [DATA_AT, 0] })),
  );
  return ok({ records, warnings: log.value.info });
}

function answerRecords(answer: KmpAnswer): readonly NamedRecord[] {
  if (answer.kind === "registers") {
    return answer.registers.map((value) =>
      recordOf(value.id, value, { storage: 0, at: [DATA_AT + value.at[0], value.at[1]] }),
    );
  }
  const text = (name: string, value: string, at: Place): NamedRecord =>
    named(
      name,
      { quantity: "identification", unit: "", value: { kind: "text", text: value } },
      { storage: 0, at },
    );
  if (answer.kind === "serial") return [text("serial_number", answer.serial, [DATA_AT, 4])];
  return [
    named(
      "meter_type",
      { quantity: "dimensionless", unit: "", value: { kind: "number", number: makeScaled(answer.type, 0) } },
      { storage: 0, at: [DATA_AT, 2] },
    ),
    text("software_revision", answer.softwareRevision, [DATA_AT + 2, 2]),
  ];
}

interface RecordPlace {
  readonly storage: number;
  readonly at: Place;
}

const recordOf = (register: number, value: KmpValue, place: RecordPlace): NamedRecord =>
  named(KMP_REGISTERS.get(register)?.name ?? `register_${register}`, value, place);

const named = (
  name: string,
  { quantity, unit, value }: KmpValue,
  { storage, at }: RecordPlace,
): NamedRecord => ({
  name,
  quantity,
  unit,
  value,
  function: "instant",
  storage,
  tariff: 0,
  subunit: 0,
  header: "",
  meaning: name.replaceAll("_", "-"),
  modifiers: [],
  at,
});

function telegramOf(
  plain: Uint8Array,
  records: readonly NamedRecord[],
  warnings: readonly string[],
): Decoded {
  const serial = records.find(({ name }) => name === KMP_REGISTERS.get(SERIAL_REGISTER)?.name)?.value;
  return {
    meter: { manufacturer: "KAM", id: serial ? idOf(serial) : UNKNOWN_ID, version: 0, deviceType: 0 },
    medium: "other",
    driver: "kamstrup-kmp",
    security: { mode: 0, layer: "none", verdict: "clear" },
    records,
    status: [],
    warnings,
    layers: layersOf(plain, records),
    plain,
    framing: "kmp",
  };
}

function idOf(serial: RecordValue): string {
  if (serial.kind === "text") return serial.text;
  return serial.kind === "number" ? String(serial.number.digits).padStart(8, "0") : UNKNOWN_ID;
}

function layersOf(plain: Uint8Array, records: readonly NamedRecord[]): readonly LayerSpan[] {
  if (plain.length < DATA_AT + CRC_BYTES)
    return [{ layer: "link", field: "kmp.acknowledge", at: [0, plain.length] }];
  return [
    { layer: "link", field: "kmp.start", at: [0, 1] },
    { layer: "link", field: "kmp.address", at: [1, 1] },
    { layer: "link", field: "kmp.command", at: [2, 1] },
    ...records.flatMap(({ at }, n): LayerSpan[] =>
      at[1] > 0 ? [{ layer: "record", field: `record.${n}`, at }] : [],
    ),
    { layer: "link", field: "kmp.crc", at: [plain.length - CRC_BYTES, CRC_BYTES] },
  ];
}
