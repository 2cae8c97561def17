/**
 * What an optical head heard of one meter, as one entry of a journal: the meter's answer to GetSerialNo, then one
 * more answer (registers, or rows of a log), both exactly as they came. A KMP answer does not say whose it is; with
 * the serial number in front it can be kept, sent and decoded like any other frame, today or in a year.
 *
 * | answer | readings it holds |
 * | --- | --- |
 * | registers (CID 10) | one, at the moment it was heard |
 * | log (CID B8, A0–A3) | one for each row, at the row's own date (register 1003, with 1002) or date and time (348) |
 */
import type { RegisterValue } from "../../model/reading.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { StatusId } from "../../model/status.ts";
import { concatBytes } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import type { StatusTable } from "../drivers/driver.ts";
import { idsOfBits, uniqueSorted } from "../status-of-records.ts";
import { decodeKmpAnswer, type KmpRegisterValue } from "./kmp-answer.ts";
import { decodeKmpFrame } from "./kmp-frame.ts";
import { decodeKmpLog, decodeOldKmpLog, type KmpLogAnswer } from "./kmp-log.ts";
import type { KmpValue } from "./kmp-number.ts";
import { KMP_REGISTERS } from "./kmp-register-table.ts";
import { KMP_CID } from "./kmp-request.ts";
import { KMP_STREAM_START, splitKmpStream } from "./kmp-stream.ts";

export const KMP_DATE = 1003;
export const KMP_TIME = 1002;
const DATE_TIME = 348;
const INFO_CODE = 99;
const INFO_BITS = 369;

export interface HeadHearing {
  /** Eight digits, as on the nameplate. */
  readonly serial: string;
  readonly registers: readonly KmpRegisterValue[];
  readonly log: KmpLogAnswer | undefined;
}

/** One entry of the journal; both are whole frames from `40` to `0D`. */
export const joinHeadHearing = (serialAnswer: Uint8Array, answer: Uint8Array): Uint8Array =>
  concatBytes(serialAnswer, answer);

/** Reads an entry made by `joinHeadHearing`. */
export function decodeHeadHearing(bytes: Uint8Array): Result<HeadHearing, DecodeError> {
  const { frames } = splitKmpStream(KMP_STREAM_START, bytes);
  const [first, second] = frames;
  if (!first || !second) return err({ kind: "truncated", layer: "kmp", offset: bytes.length });
  const who = decodeKmpFrame(first);
  if (!who.ok) return who;
  const serial = decodeKmpAnswer(who.value);
  if (!serial.ok) return serial;
  if (serial.value.kind !== "serial")
    return err({ kind: "no-answer-content", layer: "kmp", offset: 0, actual: who.value.cid });
  const said = decodeKmpFrame(second);
  if (!said.ok) return said;
  const { cid, data } = said.value;
  const name = serial.value.serial;
  if (cid === KMP_CID.logger) return hearingOfLog(name, decodeKmpLog(data));
  if (cid >= KMP_CID.getLogTimePresent && cid <= KMP_CID.getLogTimePast)
    return hearingOfLog(name, decodeOldKmpLog(data));
  const answer = decodeKmpAnswer(said.value);
  if (!answer.ok) return answer;
  const registers = answer.value.kind === "registers" ? answer.value.registers : [];
  return ok({ serial: name, registers, log: undefined });
}

const hearingOfLog = (
  serial: string,
  log: Result<KmpLogAnswer, DecodeError>,
): Result<HeadHearing, DecodeError> => (log.ok ? ok({ serial, registers: [], log: log.value }) : log);

/** What a meter said for one moment. */
export interface HeadReading {
  /** The meter's own clock, ISO 8601 without a zone; absent where the answer carries none. */
  readonly meterClock: string | undefined;
  /** From its memory: true of the moment of its clock, not of the moment it was heard. */
  readonly isLogged: boolean;
  readonly values: readonly RegisterValue[];
  readonly status: readonly StatusId[];
}

/** Readings of a hearing, logged rows newest first; `infoTable` says what the meter's info bits mean. */
export function readingsOfHearing(
  { registers, log }: HeadHearing,
  infoTable: StatusTable | undefined,
): readonly HeadReading[] {
  if (log) {
    return log.rows
      .map(({ values }) =>
        readingOf(
          values.map((value) => ({ ...value, id: value.register })),
          infoTable,
        ),
      )
      .map((reading) => ({ ...reading, isLogged: true }))
      .filter(({ meterClock, values }) => meterClock !== undefined && values.length > 0);
  }
  const now = readingOf(registers, infoTable);
  return now.values.length + now.status.length > 0 ? [{ ...now, isLogged: false }] : [];
}

type NamedValue = KmpValue & { readonly id: number };

function readingOf(
  values: readonly NamedValue[],
  infoTable: StatusTable | undefined,
): Omit<HeadReading, "isLogged"> {
  const counted: RegisterValue[] = [];
  for (const { id, value, unit } of values) {
    const register = KMP_REGISTERS.get(id)?.register;
    if (register !== undefined && value.kind === "number")
      counted.push({ register, value: value.number, unit });
  }
  return { meterClock: clockOf(values), values: counted, status: statusOf(values, infoTable) };
}

function clockOf(values: readonly NamedValue[]): string | undefined {
  const text = (id: number): string | undefined => {
    const value = values.find((one) => one.id === id)?.value;
    return value?.kind === "date" ? value.text : undefined;
  };
  const date = text(KMP_DATE);
  if (date === undefined) return text(DATE_TIME);
  const time = text(KMP_TIME);
  return time === undefined ? date : `${date}T${time}`;
}

/** The bit field where the meter has it, else the info code. */
function statusOf(values: readonly NamedValue[], table: StatusTable | undefined): readonly StatusId[] {
  const info = values.find(({ id }) => id === INFO_BITS) ?? values.find(({ id }) => id === INFO_CODE);
  if (info?.value.kind !== "number" || typeof info.value.number.digits !== "number") return [];
  const bits = info.value.number.digits;
  if (bits === 0) return [];
  return table ? uniqueSorted(idsOfBits(table, bits)) : ["unknown-info-bits"];
}
