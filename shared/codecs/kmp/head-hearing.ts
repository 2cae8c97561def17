/**
 * What an optical head heard of one meter, as one entry of a journal: the meter's answer to GetSerialNo, then
 * what it answered of that moment (its registers, in one answer or several, and its type) or rows of a log, exactly as they came. A KMP answer does not say whose it is; with
 * the serial number in front it can be kept, sent and decoded like any other frame, today or in a year.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { concatBytes } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import { decodeKmpAnswer, type KmpRegisterValue } from "./kmp-answer.ts";
import { decodeKmpFrame, type KmpFrame } from "./kmp-frame.ts";
import { decodeKmpLog, decodeOldKmpLog, type KmpLogAnswer } from "./kmp-log.ts";
import { KMP_CID } from "./kmp-request.ts";
import { KMP_STREAM_START, splitKmpStream } from "./kmp-stream.ts";

export interface HeadHearing {
  /** Eight digits, as on the nameplate. */
  readonly serial: string;
  readonly registers: readonly KmpRegisterValue[];
  readonly log: KmpLogAnswer | undefined;
  /** Software revision, such as `F1`, where the answer to GetType is among them. */
  readonly firmware?: string;
}

/** One entry of the journal; all are whole frames from `40` to `0D`. */
export const joinHeadHearing = (serialAnswer: Uint8Array, ...answers: readonly Uint8Array[]): Uint8Array =>
  concatBytes(serialAnswer, ...answers);

/** Reads an entry made by `joinHeadHearing`. */
export function decodeHeadHearing(bytes: Uint8Array): Result<HeadHearing, DecodeError> {
  const [first, ...others] = splitKmpStream(KMP_STREAM_START, bytes).frames;
  if (!first || others.length === 0) return err({ kind: "truncated", layer: "kmp", offset: bytes.length });
  const who = decodeKmpFrame(first);
  if (!who.ok) return who;
  const serial = decodeKmpAnswer(who.value);
  if (!serial.ok) return serial;
  if (serial.value.kind !== "serial")
    return err({ kind: "no-answer-content", layer: "kmp", offset: 0, actual: who.value.cid });
  return readAnswers(serial.value.serial, others);
}

function readAnswers(serial: string, frames: readonly Uint8Array[]): Result<HeadHearing, DecodeError> {
  const registers: KmpRegisterValue[] = [];
  let log: KmpLogAnswer | undefined;
  let firmware: string | undefined;
  for (const wire of frames) {
    const frame = decodeKmpFrame(wire);
    if (!frame.ok) return frame;
    const rows = logOf(frame.value);
    if (rows && !rows.ok) return rows;
    log ??= rows?.value;
    if (rows) continue;
    const answer = decodeKmpAnswer(frame.value);
    if (!answer.ok) return answer;
    if (answer.value.kind === "registers") registers.push(...answer.value.registers);
    if (answer.value.kind === "type") firmware = answer.value.softwareRevision;
  }
  return ok({ serial, registers, log, ...(firmware === undefined ? {} : { firmware }) });
}

function logOf({ cid, data }: KmpFrame): Result<KmpLogAnswer, DecodeError> | undefined {
  if (cid === KMP_CID.logger) return decodeKmpLog(data);
  const isOld = cid >= KMP_CID.getLogTimePresent && cid <= KMP_CID.getLogTimePast;
  return isOld ? decodeOldKmpLog(data) : undefined;
}
