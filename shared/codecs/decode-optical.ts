/**
 * Whatever an optical head reads as a decoded telegram: a KMP frame, or the text read-outs of older
 * meters (`readout/`). They tell themselves apart by their first byte: KMP begins with 40, 80 or 06,
 * IEC 62056-21 holds an STX, `/#1` answers are digits.
 */
import { ok, type Result } from "../model/result.ts";
import type { DecodeError } from "./decode-error.ts";
import { decodeKmp } from "./kmp/decode-kmp.ts";
import { KMP_ACKNOWLEDGE, KMP_START_FROM_METER, KMP_START_TO_METER } from "./kmp/kmp-frame.ts";
import { decodeHashReadout } from "./readout/hash-readout.ts";
import { decodeIecReadout } from "./readout/iec-readout.ts";
import type { Decoded, NamedRecord } from "./telegram.ts";

const KMP_STARTS: readonly (number | undefined)[] = [
  KMP_START_FROM_METER,
  KMP_START_TO_METER,
  KMP_ACKNOWLEDGE,
];
const STX = 0x02;
const CR = 0x0d;

/** Text read-outs carry no meter number of their own; the customer number stands in a record. */
export function decodeOptical(bytes: Uint8Array): Result<Decoded, DecodeError> {
  if (KMP_STARTS.includes(bytes[0])) return decodeKmp(bytes);
  const isIec = bytes.some((byte) => (byte & 0x7f) === STX);
  return isIec ? readIec(bytes) : readHash(bytes);
}

function readIec(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const read = decodeIecReadout(bytes);
  if (!read.ok) return read;
  const { manufacturer = "KAM", records, warnings } = read.value;
  return ok(telegramOf(bytes, { manufacturer, driver: "iec-62056-21", records, warnings }));
}

function readHash(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const read = decodeHashReadout(lastLine(bytes));
  return read.ok
    ? ok(telegramOf(bytes, { manufacturer: "KAM", driver: "kamstrup-hash", ...read.value }))
    : read;
}

/** A read-out at a door has the answer to `/#2` in front (`readout/readout-hearing.ts`). */
function lastLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.findIndex((byte) => (byte & 0x7f) === CR);
  return end >= 0 && end + 1 < bytes.length ? bytes.subarray(end + 1) : bytes;
}

interface Read {
  readonly manufacturer: string;
  readonly driver: string;
  readonly records: readonly NamedRecord[];
  readonly warnings: readonly string[];
}

const telegramOf = (bytes: Uint8Array, { manufacturer, driver, records, warnings }: Read): Decoded => ({
  meter: { manufacturer, id: "00000000", version: 0, deviceType: 0 },
  medium: "other",
  driver,
  security: { mode: 0, layer: "none", verdict: "clear" },
  records,
  status: [],
  warnings,
  layers: records.map(({ at }, n) => ({ layer: "record", field: `record.${n}`, at })),
  plain: bytes,
  framing: "kmp",
});
