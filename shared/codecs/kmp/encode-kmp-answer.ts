/**
 * What a meter answers on its optical port (values → frame): the mirror of `kmp-answer.ts` and `kmp-log.ts`,
 * for simulated meters. All numbers big-endian.
 *
 * A value is `unit, length, SiEx, mantissa`: SiEx bit 7 is the sign of the value, bit 6 the sign of the exponent,
 * bits 5–0 its size. In logs only the first row carries units and SiEx, so all values of a column have its sign.
 */
import { concatBytes } from "../bytes/cursor.ts";
import { KMP_ADDRESS, type KmpFrame } from "./kmp-frame.ts";
import { KMP_CID, KMP_LOGS, type KmpLog } from "./kmp-request.ts";

/** How a register is written: value = count × 10^exponent in the unit. */
export interface KmpColumn {
  readonly register: number;
  readonly unitCode: number;
  /** Bytes of the mantissa, 1–8; 4 on most meters. */
  readonly length: number;
  readonly exponent: number;
}

export interface KmpCount extends KmpColumn {
  readonly count: number | bigint;
}

const answer = (cid: number, ...parts: readonly ArrayLike<number>[]): KmpFrame => ({
  direction: "from-meter",
  address: KMP_ADDRESS.meter,
  cid,
  data: concatBytes(...parts),
});

/** The lowest `length` bytes of a whole number, most significant first. */
function bytesBe(value: number | bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = length - 1; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}

const NEGATIVE_VALUE = 0x80;
const NEGATIVE_EXPONENT = 0x40;

/** Register id, unit, length, SiEx and mantissa. */
function registerBytes({ register, unitCode, length, exponent, count }: KmpCount): Uint8Array {
  const isNegative = count < 0;
  const siEx =
    (isNegative ? NEGATIVE_VALUE : 0) | (exponent < 0 ? NEGATIVE_EXPONENT : 0) | Math.abs(exponent);
  const mantissa = bytesBe(isNegative ? -count : count, length);
  return concatBytes(bytesBe(register, 2), [unitCode, length, siEx], mantissa);
}

/** Answer to GetType; the revision is `0x0601` for F1. */
export const typeAnswer = (type: number, softwareRevision: number): KmpFrame =>
  answer(KMP_CID.getType, bytesBe(type, 2), bytesBe(softwareRevision, 2));

/** Answer to GetSerialNo. */
export const serialAnswer = (serial: number): KmpFrame => answer(KMP_CID.getSerial, bytesBe(serial, 4));

/** Answer to GetRegister; registers the meter does not have are simply left out. */
export const registersAnswer = (registers: readonly KmpCount[]): KmpFrame =>
  answer(KMP_CID.getRegister, ...registers.map(registerBytes));

export interface KmpLogContent {
  readonly log: KmpLog;
  readonly columns: readonly KmpColumn[];
  /** Counts by column, newest row first, none negative; ids fall by one from row to row. */
  readonly rows: readonly (readonly (number | bigint)[])[];
  readonly firstId: number;
  readonly newestId: number;
  /** Bits of `KMP_LOG_INFO`. */
  readonly info: number;
}

const rowBytes = (columns: readonly KmpColumn[], row: readonly (number | bigint)[]): Uint8Array =>
  concatBytes(...columns.map(({ length }, i) => bytesBe(row[i] ?? 0, length)));

const firstRowBytes = (columns: readonly KmpColumn[], row: readonly (number | bigint)[]): Uint8Array =>
  concatBytes(...columns.map((column, i) => registerBytes({ ...column, count: row[i] ?? 0 })));

/** Answer of the logger to sub-command 06 (by log id) or 07 (by offset). */
export function logAnswer(content: KmpLogContent, subCommand: 0x06 | 0x07 = 0x06): KmpFrame {
  const { log, columns, rows, firstId, newestId, info } = content;
  return answer(
    KMP_CID.logger,
    [subCommand, KMP_LOGS[log]],
    bytesBe(rows.length, 2),
    [columns.length],
    bytesBe(firstId, 4),
    bytesBe(newestId, 4),
    bytesBe(info, 2),
    ...rows.map((row, n) => (n === 0 ? firstRowBytes(columns, row) : rowBytes(columns, row))),
  );
}

export interface OldKmpLogContent {
  /** CID A0–A3 of the request. */
  readonly cid: number;
  readonly log: number;
  readonly columns: readonly KmpColumn[];
  readonly rows: readonly { readonly id: number; readonly counts: readonly (number | bigint)[] }[];
  readonly lastReadId: number;
  readonly newestId: number;
  readonly info: number;
}

/** Answer of an older logger module. */
export function oldLogAnswer({
  cid,
  log,
  columns,
  rows,
  lastReadId,
  newestId,
  info,
}: OldKmpLogContent): KmpFrame {
  return answer(
    cid,
    [log, columns.length],
    ...rows.map(({ id, counts }, n) =>
      concatBytes(bytesBe(id, 2), n === 0 ? firstRowBytes(columns, counts) : rowBytes(columns, counts)),
    ),
    bytesBe(lastReadId, 2),
    bytesBe(newestId, 2),
    [info],
  );
}
