/**
 * What a person wants from a meter at the door, as talks (`kmp-exchange.ts`): who it is, its
 * registers, a log, its clock. A group of registers that fails is split in halves, so that one odd
 * register costs only itself; registers missing from an answer are not supported, not an error.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { decodeKmpAnswer, type KmpRegisterValue } from "./kmp-answer.ts";
import { exchangeKmp, type KmpNoAnswer, type KmpTalk } from "./kmp-exchange.ts";
import { decodeKmpLog, type KmpLogRow } from "./kmp-log.ts";
import {
  getLogFromIdRequest,
  getLogFromOffsetRequest,
  getRegisterRequest,
  getSerialRequest,
  getTypeRequest,
  KMP_MAX_REGISTERS,
  type KmpLog,
  setClockRequest,
} from "./kmp-request.ts";

const unreadable = (attempts: number): KmpNoAnswer => ({
  kind: "other-answer",
  advice: "hold-still",
  attempts,
});

/** Type, software revision and serial number: compare the serial with the round before anything else. */
export function* identifyMeter(): KmpTalk<{
  readonly type: number;
  readonly softwareRevision: string;
  readonly serial: string;
}> {
  const type = yield* askOne(getTypeRequest());
  if (!type.ok) return type;
  const serial = yield* askOne(getSerialRequest());
  if (!serial.ok) return serial;
  if (type.value.kind !== "type" || serial.value.kind !== "serial") return err(unreadable(1));
  return ok({
    type: type.value.type,
    softwareRevision: type.value.softwareRevision,
    serial: serial.value.serial,
  });
}

function* askOne(request: Parameters<typeof exchangeKmp>[0]) {
  const reply = yield* exchangeKmp(request);
  if (!reply.ok) return reply;
  if (reply.value.kind !== "answer") return err(unreadable(1));
  const answer = decodeKmpAnswer(reply.value.frame);
  return answer.ok ? ok(answer.value) : err(unreadable(1));
}

export interface KmpRegistersRead {
  readonly values: readonly KmpRegisterValue[];
  /** Asked for and not in the answer: the meter does not have them. */
  readonly unsupported: readonly number[];
  /** Asked for alone and still no answer. */
  readonly failed: readonly number[];
}

/** Registers in groups of eight. Fails only when not a single group was answered. */
export function* readRegisters(ids: readonly number[]): KmpTalk<KmpRegistersRead> {
  const values: KmpRegisterValue[] = [];
  const [unsupported, failed]: [number[], number[]] = [[], []];
  const groups: (readonly number[])[] = [];
  for (let i = 0; i < ids.length; i += KMP_MAX_REGISTERS) groups.push(ids.slice(i, i + KMP_MAX_REGISTERS));
  let lastFailure: KmpNoAnswer | undefined;
  let isAnswered = false;
  for (let group = groups.shift(); group; group = groups.shift()) {
    const answer: Result<readonly KmpRegisterValue[], KmpNoAnswer> = yield* readGroup(group);
    if (answer.ok) {
      isAnswered = true;
      values.push(...answer.value);
      const found = new Set(answer.value.map((value) => value.id));
      unsupported.push(...group.filter((id) => !found.has(id)));
      continue;
    }
    lastFailure = answer.error;
    // A meter that never spoke is asleep or away: splitting would only make the person wait.
    if (!isAnswered && answer.error.kind !== "wrong-checksum" && answer.error.kind !== "half-frame")
      return answer;
    const half = group.length >> 1;
    if (half === 0) failed.push(...group);
    else groups.unshift(group.slice(0, half), group.slice(half));
  }
  return lastFailure && !isAnswered ? err(lastFailure) : ok({ values, unsupported, failed });
}

function* readGroup(ids: readonly number[]): KmpTalk<readonly KmpRegisterValue[]> {
  const answer = yield* askOne(getRegisterRequest(ids));
  if (!answer.ok) return answer;
  return answer.value.kind === "registers" ? ok(answer.value.registers) : err(unreadable(1));
}

export interface KmpLogRead {
  readonly rows: readonly KmpLogRow[];
  /** False where the meter's memory ended or another format began before `wanted` rows. */
  readonly isComplete: boolean;
  /** Set when the head was taken away: rows so far are kept; go on from here. */
  readonly resumeFromId?: number;
}

/** Rows asked for at once: 1 kB of answer takes 10 s at 1200 baud, and one wrong bit costs all of it. */
const ROWS_PER_REQUEST = 20;

interface LogWish {
  readonly log: KmpLog;
  readonly registers: readonly number[];
  readonly wanted: number;
  /** Log id to go on from after a break; absent starts at the newest. */
  readonly fromId?: number;
  /** Rows of one request: many cost fewer requests, and more where a bit is wrong. */
  readonly rowsAtOnce?: number;
}

/** A log from the newest row (or `fromId`) back, a few rows at a time, halved after a broken answer. */
export function* readLog(wish: LogWish): KmpTalk<KmpLogRead> {
  const rows: KmpLogRow[] = [];
  let nextId = wish.fromId;
  let size = wish.rowsAtOnce ?? ROWS_PER_REQUEST;
  while (rows.length < wish.wanted) {
    const answer: Result<LogPart, KmpNoAnswer> = yield* readLogPart(
      wish,
      Math.min(size, wish.wanted - rows.length),
      nextId,
    );
    if (answer.ok) {
      rows.push(...answer.value.rows);
      const last = answer.value.rows.at(-1);
      if (!last || answer.value.isEnd) return ok({ rows, isComplete: false });
      nextId = last.id - 1;
    } else if (isTooLong(answer.error) && size > 1) {
      size = size >> 1;
    } else {
      return endEarly(answer.error, rows, nextId);
    }
  }
  return ok({ rows, isComplete: true });
}

const isTooLong = ({ kind }: KmpNoAnswer): boolean => kind === "wrong-checksum" || kind === "half-frame";

function endEarly(
  failure: KmpNoAnswer,
  rows: readonly KmpLogRow[],
  nextId: number | undefined,
): Result<KmpLogRead, KmpNoAnswer> {
  if (rows.length === 0 || nextId === undefined) return err(failure);
  return ok({ rows, isComplete: false, resumeFromId: nextId });
}

interface LogPart {
  readonly rows: readonly KmpLogRow[];
  readonly isEnd: boolean;
}

/** After a change of format the next request begins with the new one, so that is no end. */
const END_MARKS = ["no-entries", "out-of-range", "oldest-included"];

function* readLogPart(wish: LogWish, rows: number, fromId: number | undefined): KmpTalk<LogPart> {
  const { log, registers } = wish;
  const request =
    fromId === undefined
      ? getLogFromOffsetRequest({ log, registers, rows, offset: 0 })
      : getLogFromIdRequest({ log, registers, rows, logId: fromId });
  const reply = yield* exchangeKmp(request);
  if (!reply.ok) return reply;
  if (reply.value.kind !== "answer") return err(unreadable(1));
  const answer = decodeKmpLog(reply.value.frame.data);
  if (!answer.ok) return err({ kind: "half-frame", advice: "hold-still", attempts: 1 });
  return ok({ rows: answer.value.rows, isEnd: answer.value.info.some((mark) => END_MARKS.includes(mark)) });
}

/** Sets the meter's clock; true when the meter acknowledged. */
export function* setMeterClock(at: Parameters<typeof setClockRequest>[0]): KmpTalk<boolean> {
  const reply = yield* exchangeKmp(setClockRequest(at));
  return reply.ok ? ok(reply.value.kind === "acknowledged") : reply;
}
