/**
 * Requests to a meter's optical port (what a person wants → frame). All numbers big-endian.
 *
 * | CID | name         | data                                                       |
 * | --- | ------------ | ---------------------------------------------------------- |
 * | 01  | GetType      | –                                                          |
 * | 02  | GetSerialNo  | –                                                          |
 * | 09  | SetClock     | date u32 = YYMMDD decimal, time u32 = HHMMSS decimal        |
 * | 10  | GetRegister  | n u8 (1–8), n × register id u16                            |
 * | 11  | PutRegister  | password u16, id u16, unit u8, n u8, SiEx u8, mantissa (n)  |
 * | A2  | GetLogId     | log u8, n u8, n × id u16, rows u8, MaxL u8, record id u16  |
 * | B8  | logger       | sub 05 configuration, 06 by log id, 07 by offset           |
 *
 * Source: KMP description, 4.1–4.9; CID B8 after published captures of newer meters. CID 11 goes to the simulator's
 * meter only (`kmp-orders.ts`): which registers may be written is not published, and some are sealed by law.
 */
import { bytesOfU16 } from "../bytes/cursor.ts";
import { KMP_ADDRESS, type KmpFrame } from "./kmp-frame.ts";

export const KMP_CID = {
  getType: 0x01,
  getSerial: 0x02,
  setClock: 0x09,
  getRegister: 0x10,
  putRegister: 0x11,
  getLogTimePresent: 0xa0,
  getLogLastPresent: 0xa1,
  getLogIdPresent: 0xa2,
  getLogTimePast: 0xa3,
  logger: 0xb8,
} as const;

/** Logs of CID B8. */
export const KMP_LOGS = {
  config: 0,
  info: 1,
  year: 2,
  month: 3,
  day: 4,
  hour: 5,
  minute1: 6,
  minute2: 7,
} as const;
export type KmpLog = keyof typeof KMP_LOGS;

/** Most registers a meter answers in one frame. */
export const KMP_MAX_REGISTERS = 8;

const request = (cid: number, ...data: readonly number[]): KmpFrame => ({
  direction: "to-meter",
  address: KMP_ADDRESS.meter,
  cid,
  data: Uint8Array.from(data),
});

const u16 = (value: number): readonly number[] => [...bytesOfU16(value)].reverse();
const u32 = (value: number): readonly number[] => [...u16(Math.floor(value / 65536)), ...u16(value % 65536)];

export const getTypeRequest = (): KmpFrame => request(KMP_CID.getType);
export const getSerialRequest = (): KmpFrame => request(KMP_CID.getSerial);

/** One to eight register ids. */
export const getRegisterRequest = (ids: readonly number[]): KmpFrame =>
  request(KMP_CID.getRegister, ids.length, ...ids.flatMap(u16));

/** The meter's local time; years 2000–2099. */
export function setClockRequest(at: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}): KmpFrame {
  const date = (at.year - 2000) * 10_000 + at.month * 100 + at.day;
  const time = at.hour * 10_000 + at.minute * 100 + at.second;
  return request(KMP_CID.setClock, ...u32(date), ...u32(time));
}

export interface RegisterWriting {
  readonly password: number;
  readonly register: number;
  readonly unitCode: number;
  /** Bytes of the mantissa. */
  readonly length: number;
  /** The count to write, not negative, as it stands: no exponent. */
  readonly count: number;
}

/** Writes a whole number into a register. */
export const putRegisterRequest = (writing: RegisterWriting): KmpFrame =>
  request(
    KMP_CID.putRegister,
    ...u16(writing.password),
    ...u16(writing.register),
    writing.unitCode,
    writing.length,
    0,
    ...u32(writing.count).slice(-writing.length),
  );

export const getLogConfigurationRequest = (log: KmpLog): KmpFrame =>
  request(KMP_CID.logger, 0x05, KMP_LOGS[log]);

interface LogRows {
  readonly log: KmpLog;
  readonly rows: number;
  readonly registers: readonly number[];
}

const rowsOf = ({ rows, registers }: LogRows): readonly number[] => [
  ...u16(rows),
  registers.length,
  ...registers.flatMap(u16),
];

/** Rows from this log id back in time, newest first. */
export const getLogFromIdRequest = (rows: LogRows & { readonly logId: number }): KmpFrame =>
  request(KMP_CID.logger, 0x06, KMP_LOGS[rows.log], ...u32(rows.logId), ...rowsOf(rows));

/** Rows from `offset` records before the newest back in time, newest first. */
export const getLogFromOffsetRequest = (rows: LogRows & { readonly offset: number }): KmpFrame =>
  request(KMP_CID.logger, 0x07, KMP_LOGS[rows.log], ...u16(rows.offset), ...rowsOf(rows));

/** Logger of older modules: `rows` records from a record id on. `maxLength` limits the answer's bytes. */
export const getOldLogRequest = (rows: {
  readonly logId: number;
  readonly registers: readonly number[];
  readonly rows: number;
  readonly maxLength: number;
  readonly recordId: number;
}): KmpFrame =>
  request(
    KMP_CID.getLogIdPresent,
    rows.logId,
    rows.registers.length,
    ...rows.registers.flatMap(u16),
    rows.rows,
    rows.maxLength,
    ...u16(rows.recordId),
  );
