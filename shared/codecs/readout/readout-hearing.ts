/**
 * What an optical head read out of an older meter, as one entry of a journal: whole answers in text, as they came.
 *
 * | read-out | bytes |
 * | --- | --- |
 * | IEC 62056-21 | identification line, then STX … ETX BCC (`iec-readout.ts`) |
 * | `/#1` | the answer to `/#2` (customer number first), then the answer to `/#1` (`hash-readout.ts`), each ended by CR |
 *
 * Neither carries a number of the meter's own; both carry the customer number its owner gave it, which is taken for
 * it. Energy and volume of `/#1` are digits in the meter's CCC coding, for which there is no published table here: they
 * are shown, and are no values of a reading.
 */
import type { RegisterValue } from "../../model/reading.ts";
import type { Register } from "../../model/register.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { concatBytes } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import type { NamedRecord } from "../telegram.ts";
import { decodeHashReadout } from "./hash-readout.ts";
import { decodeIecReadout } from "./iec-readout.ts";

export interface ReadoutHearing {
  /** Three letters; `KAM` where the answer does not say. */
  readonly manufacturer: string;
  /** Digits of the customer number, the last eight at least. */
  readonly number: string;
  readonly values: readonly RegisterValue[];
  readonly records: readonly NamedRecord[];
  /** Version in the identification line, where it is written as one. */
  readonly firmware?: string;
  /** Code of the counters' decimals, as the meter told it; absent where the values carry their units. */
  readonly coding?: string;
}

const REGISTERS: Readonly<Record<string, Register>> = {
  total_energy_consumption: "E1",
  total_volume: "V1",
  operating_hours: "hours",
  t1_temperature: "t1",
  t2_temperature: "t2",
  temperature_difference: "dt",
  power: "power1",
  volume_flow: "flow1",
};

const STX = 0x02;
const CR = 0x0d;
const SHORTEST_NUMBER = 8;
/** Of `/#2`: the number, six counters, then the coding. */
const CODING_FIELD = 7;

const textOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte & 0x7f)).join("");

export const joinReadout = (...answers: readonly Uint8Array[]): Uint8Array => concatBytes(...answers);

/** Reads an entry; offsets of errors count its bytes. */
export function decodeReadoutHearing(bytes: Uint8Array): Result<ReadoutHearing, DecodeError> {
  return bytes.some((byte) => (byte & 0x7f) === STX) ? readIec(bytes) : readHash(bytes);
}

function readIec(bytes: Uint8Array): Result<ReadoutHearing, DecodeError> {
  const read = decodeIecReadout(bytes);
  if (!read.ok) return read;
  const { manufacturer = "KAM", model = "", records } = read.value;
  const told = records.find(({ name }) => name === "customer_number")?.value;
  const number = told?.kind === "text" ? numberOf(told.text) : undefined;
  if (number === undefined) return err({ kind: "no-answer-content", layer: "application", offset: 0 });
  const firmware = versionIn(model);
  const values = valuesOf(records);
  return ok({ manufacturer, number, records, values, ...(firmware === undefined ? {} : { firmware }) });
}

/**
 * An identification (IEC 62056-21, 6.3.2) is the maker's own text; only `V` and dotted digits, as in `@V10.04`, is
 * a version beyond doubt. A name such as `MC601` is none.
 */
const versionIn = (identification: string): string | undefined =>
  /(?:^|[^A-Za-z0-9])V(\d{1,4}(?:\.\d{1,4}){1,3})(?![0-9.])/.exec(identification)?.[1];

function readHash(bytes: Uint8Array): Result<ReadoutHearing, DecodeError> {
  const end = bytes.findIndex((byte) => (byte & 0x7f) === CR);
  if (end < 0) return err({ kind: "truncated", layer: "link", offset: bytes.length });
  const fields = textOf(bytes.subarray(0, end)).trim().split(/\s+/);
  const number = numberOf(fields[0] ?? "");
  if (number === undefined) return err({ kind: "no-answer-content", layer: "application", offset: 0 });
  const read = decodeHashReadout(bytes.subarray(end + 1));
  if (!read.ok) return err({ ...read.error, offset: read.error.offset + end + 1 });
  const { records } = read.value;
  const known = records.filter(({ unit, quantity }) => unit !== "" && quantity !== "flags");
  return ok({
    manufacturer: "KAM",
    number,
    records,
    values: valuesOf(known),
    coding: fields[CODING_FIELD] ?? "",
  });
}

/** Digits alone; zeros in front of more than eight are filling. */
function numberOf(text: string): string | undefined {
  if (!/^\s*\d{1,16}\s*$/.test(text)) return undefined;
  return text.trim().replace(/^0+/, "").padStart(SHORTEST_NUMBER, "0");
}

function valuesOf(records: readonly NamedRecord[]): readonly RegisterValue[] {
  return records.flatMap(({ name, storage, value, unit }): RegisterValue[] => {
    const register = REGISTERS[name];
    if (register === undefined || storage !== 0 || value.kind !== "number") return [];
    return [{ register, value: value.number, unit }];
  });
}
