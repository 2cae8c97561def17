/**
 * Answers of a meter's optical port (frame → what it says). Registers the meter does not have are
 * missing from its answer, so values are matched by register id, never by position.
 *
 * | CID | data                                                                  |
 * | --- | --------------------------------------------------------------------- |
 * | 01  | type u16, software revision u16 (high byte letter 1 = A, low number)  |
 * | 02  | serial number u32                                                     |
 * | 10  | repeated: register id u16, unit, length, SiEx, mantissa               |
 *
 * Source: KMP description, 4.1, 4.2, 4.4. Logger answers: `kmp-log.ts`.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { readU16Be, readU32Be } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import type { KmpFrame } from "./kmp-frame.ts";
import { KMP_FORMAT_BYTES, type KmpValue, readKmpFormat, readKmpValue } from "./kmp-number.ts";
import { KMP_CID } from "./kmp-request.ts";

/** One register of an answer; `at` is `[first, length]` of its mantissa in the frame's data. */
export interface KmpRegisterValue extends KmpValue {
  readonly id: number;
  readonly at: readonly [first: number, length: number];
}

export type KmpAnswer =
  | { readonly kind: "type"; readonly type: number; readonly softwareRevision: string }
  | { readonly kind: "serial"; readonly serial: string }
  | { readonly kind: "registers"; readonly registers: readonly KmpRegisterValue[] };

const failAt = (
  offset: number,
  evidence: Pick<DecodeError, "expected" | "actual">,
): Result<never, DecodeError> => err({ kind: "truncated", layer: "kmp", offset, ...evidence });

export function decodeKmpAnswer(frame: KmpFrame): Result<KmpAnswer, DecodeError> {
  const { cid, data } = frame;
  if (cid === KMP_CID.getType) {
    if (data.length < 4) return failAt(data.length, { expected: 4, actual: data.length });
    return ok({ kind: "type", type: readU16Be(data, 0), softwareRevision: revisionOf(readU16Be(data, 2)) });
  }
  if (cid === KMP_CID.getSerial) {
    if (data.length < 4) return failAt(data.length, { expected: 4, actual: data.length });
    return ok({ kind: "serial", serial: String(readU32Be(data, 0)).padStart(8, "0") });
  }
  if (cid === KMP_CID.getRegister) return decodeRegisters(data);
  return err({ kind: "no-answer-content", layer: "kmp", offset: 0, actual: cid });
}

/** `0x0601` is `F1`. */
function revisionOf(word: number): string {
  const letter = word >> 8;
  return letter >= 1 && letter <= 26
    ? `${String.fromCharCode(64 + letter)}${word & 0xff}`
    : `${letter}.${word & 0xff}`;
}

function decodeRegisters(data: Uint8Array): Result<KmpAnswer, DecodeError> {
  const registers: KmpRegisterValue[] = [];
  let at = 0;
  while (at < data.length) {
    const valueAt = at + 2 + KMP_FORMAT_BYTES;
    if (valueAt > data.length) return failAt(at, { expected: valueAt, actual: data.length });
    const format = readKmpFormat(data, at + 2);
    if (valueAt + format.length > data.length)
      return failAt(at, { expected: valueAt + format.length, actual: data.length });
    registers.push({
      id: readU16Be(data, at),
      at: [valueAt, format.length],
      ...readKmpValue(data, valueAt, format),
    });
    at = valueAt + format.length;
  }
  return ok({ kind: "registers", registers });
}
