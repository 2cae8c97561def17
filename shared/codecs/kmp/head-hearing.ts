/**
 * What an optical head heard of one meter, as one entry of a journal: the meter's answer to GetSerialNo, then one
 * more answer (registers, or rows of a log), both exactly as they came. A KMP answer does not say whose it is; with
 * the serial number in front it can be kept, sent and decoded like any other frame, today or in a year.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { concatBytes } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import { decodeKmpAnswer, type KmpRegisterValue } from "./kmp-answer.ts";
import { decodeKmpFrame } from "./kmp-frame.ts";
import { decodeKmpLog, decodeOldKmpLog, type KmpLogAnswer } from "./kmp-log.ts";
import { KMP_CID } from "./kmp-request.ts";
import { KMP_STREAM_START, splitKmpStream } from "./kmp-stream.ts";

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
