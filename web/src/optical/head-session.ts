import { readingsOfHearing } from "../../../shared/codecs/decode-head-reading.ts";
import type { StatusTable } from "../../../shared/codecs/drivers/driver.ts";
import { joinHeadHearing } from "../../../shared/codecs/kmp/head-hearing.ts";
import type { KmpRegisterValue } from "../../../shared/codecs/kmp/kmp-answer.ts";
import { decodeKmpFrame } from "../../../shared/codecs/kmp/kmp-frame.ts";
import type { KmpLogRow } from "../../../shared/codecs/kmp/kmp-log.ts";
import type { KmpValue } from "../../../shared/codecs/kmp/kmp-number.ts";
import { KMP_CID } from "../../../shared/codecs/kmp/kmp-request.ts";
import { identifyMeter, readLog, readRegisters } from "../../../shared/codecs/kmp/kmp-session.ts";
import type { Medium } from "../../../shared/model/medium.ts";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type {
  HeadDatabase,
  HeadLog,
  HeadRow,
  HeadVisit,
  LogProgress,
  ShownRegister,
} from "../store/head-database.ts";
import { expectedMs, ROWS_WANTED, registersAtDoor, registersOfLog } from "./head-logs.ts";
import { type HeadLine, runTalk, type TalkFailure } from "./run-talk.ts";

export interface HeadWish {
  readonly pointId: string;
  /** Number of the meter that belongs here. */
  readonly serial: string;
  readonly medium: Medium;
  readonly logs: readonly HeadLog[];
  /** How many rows of each, where that is not what a door usually wants. */
  readonly rows?: number;
  readonly infoTable: StatusTable | undefined;
}

export type HeadState =
  | { readonly kind: "identifying" }
  | { readonly kind: "registers" }
  | {
      readonly kind: "log";
      readonly log: HeadLog;
      readonly rows: number;
      readonly wanted: number;
      readonly leftMs: number;
      /** Share of everything that was wanted. */
      readonly done: number;
    }
  | { readonly kind: "done" }
  | { readonly kind: "wrong-meter"; readonly found: string }
  | { readonly kind: "stopped"; readonly why: TalkFailure | { readonly kind: "storage-full" } };

export interface HeadTools {
  readonly line: HeadLine;
  readonly database: HeadDatabase;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  readonly onState: (state: HeadState) => void;
  /** Keeps an answer for good; false when there is no room. It is kept before anything is made of it. */
  readonly keepAnswer: (bytes: Uint8Array) => Promise<boolean>;
  /** The registers are there: the point is read. */
  readonly onRead: (visit: HeadVisit) => Promise<void>;
}

/** Behind the start byte and the address; neither is ever stuffed. */
const CID_AT = 2;
/** A visit as old as this is begun anew; a younger one goes on where it was. */
const SAME_VISIT_MS = 12 * 3_600_000;
const FIRST_ROWS = 20;
const MOST_ROWS = 80;

/** One visit at a door: who the meter is, its registers, and the logs that are wanted, as far as they are not there. */
export class HeadSession {
  readonly #wish: HeadWish;
  readonly #tools: HeadTools;
  #serialAnswer: Uint8Array | undefined;
  /** It tells the firmware; kept once a visit, with the registers. */
  #typeAnswer: Uint8Array | undefined;
  #isFull = false;
  #msPerRow: number | undefined;

  constructor(wish: HeadWish, tools: HeadTools) {
    this.#wish = wish;
    this.#tools = tools;
  }

  /** Runs to an end that it also says as its last state. Never rejects for what a meter or a head does. */
  async run(): Promise<HeadState> {
    const end = await this.#visit();
    const state: HeadState = this.#isFull ? { kind: "stopped", why: { kind: "storage-full" } } : end;
    this.#tools.onState(state);
    return state;
  }

  async #visit(): Promise<HeadState> {
    this.#tools.onState({ kind: "identifying" });
    const who = await runTalk(identifyMeter(), this.#tools.line, {
      signal: this.#tools.signal,
      onFrame: async (wire) => {
        if (wire[CID_AT] === KMP_CID.getType) this.#typeAnswer = wire;
        else this.#serialAnswer = wire;
      },
    });
    if (!who.ok) return { kind: "stopped", why: who.error };
    if (who.value.serial !== this.#wish.serial) return { kind: "wrong-meter", found: who.value.serial };
    const visit = await this.#openVisit();
    if (visit.readAtMs === undefined) {
      this.#tools.onState({ kind: "registers" });
      const failure = await this.#readRegisters(visit);
      if (failure) return { kind: "stopped", why: failure };
    }
    for (const log of this.#wish.logs) {
      const failure = await this.#readWholeLog(log);
      if (failure) return { kind: "stopped", why: failure };
    }
    return { kind: "done" };
  }

  async #openVisit(): Promise<HeadVisit> {
    const { database, nowMs } = this.#tools;
    const { pointId, serial } = this.#wish;
    const known = await database.visits.get(pointId);
    if (known?.serial === serial && nowMs() - known.startedAtMs < SAME_VISIT_MS) return known;
    const visit: HeadVisit = {
      pointId,
      serial,
      startedAtMs: nowMs(),
      registers: [],
      status: [],
      logs: [],
    };
    await database.begin(visit);
    return visit;
  }

  readonly #onFrame = (wire: Uint8Array): Promise<void> => this.#keepAnswers([wire]);

  async #keepAnswers(answers: readonly Uint8Array[]): Promise<void> {
    if (!this.#serialAnswer) return;
    const isKept = await this.#tools.keepAnswer(joinHeadHearing(this.#serialAnswer, ...answers));
    if (!isKept) this.#isFull = true;
  }

  async #readRegisters(visit: HeadVisit): Promise<TalkFailure | undefined> {
    const { line, signal, database, nowMs, onRead } = this.#tools;
    const talk = readRegisters(registersAtDoor(this.#wish.medium));
    const answers: Uint8Array[] = [];
    const read = await runTalk(talk, line, {
      signal,
      onFrame: async (wire) => {
        // A damaged answer is asked for again; the groups of one moment are kept together.
        if (decodeKmpFrame(wire).ok) answers.push(wire);
      },
    });
    if (answers.length > 0)
      await this.#keepAnswers(this.#typeAnswer ? [this.#typeAnswer, ...answers] : answers);
    if (!read.ok) return read.error;
    // Not journalled is not read: with room again, the next try asks the meter once more.
    if (this.#isFull) return undefined;
    const { serial, infoTable } = this.#wish;
    const [reading] = readingsOfHearing({ serial, registers: read.value.values, log: undefined }, infoTable);
    const done: HeadVisit = {
      ...visit,
      readAtMs: nowMs(),
      registers: read.value.values.flatMap(shownRegister),
      status: reading?.status ?? [],
    };
    await database.visits.put(done);
    await onRead(done);
    return undefined;
  }

  async #readWholeLog(log: HeadLog): Promise<TalkFailure | undefined> {
    const { database, line, signal } = this.#tools;
    const { pointId, medium } = this.#wish;
    const known = (await database.visits.get(pointId))?.logs.find((one) => one.log === log);
    let progress = goOn(known, { log, wanted: this.#wish.rows ?? ROWS_WANTED[log], rows: 0, isDone: false });
    let size = FIRST_ROWS;
    while (!progress.isDone && !this.#isFull) {
      this.#sayProgress(progress);
      const wanted = Math.min(size, progress.wanted - progress.rows);
      const startedAtMs = performance.now();
      const part = await runTalk(
        readLog({
          log,
          registers: registersOfLog(log, medium),
          wanted,
          rowsAtOnce: size,
          ...fromOf(progress),
        }),
        line,
        { signal, onFrame: this.#onFrame },
      );
      // These rows are asked for again: no answer counts that is not journalled.
      if (this.#isFull) return undefined;
      if (!part.ok) return this.#afterSilence(progress, part.error);
      const { rows, isComplete, resumeFromId } = part.value;
      progress = await this.#keep(progress, rows, { isEnd: !isComplete && resumeFromId === undefined });
      if (resumeFromId !== undefined) return { kind: "line-lost" };
      this.#learnPace(performance.now() - startedAtMs, rows.length);
      // A long answer that came whole lets the next be longer: fewer requests, less waiting.
      size = isComplete ? Math.min(size * 2, MOST_ROWS) : size;
    }
    return undefined;
  }

  /** Silence is also a meter's answer to what it does not know: one that still says who it is, is there. */
  async #afterSilence(progress: LogProgress, failure: TalkFailure): Promise<TalkFailure | undefined> {
    const { line, signal, database } = this.#tools;
    if (progress.rows > 0 || failure.kind !== "no-answer") return failure;
    const who = await runTalk(identifyMeter(), line, { signal });
    if (!who.ok || who.value.serial !== this.#wish.serial) return failure;
    await database.keep(this.#wish.pointId, [], { ...progress, isDone: true, isMissing: true });
    return undefined;
  }

  async #keep(
    before: LogProgress,
    rows: readonly KmpLogRow[],
    { isEnd }: { readonly isEnd: boolean },
  ): Promise<LogProgress> {
    const { pointId } = this.#wish;
    const last = rows.at(-1);
    const count = before.rows + rows.length;
    const progress: LogProgress = {
      ...before,
      rows: count,
      ...(last ? { nextId: last.id - 1 } : {}),
      isDone: isEnd || count >= before.wanted,
    };
    const kept = rows.flatMap((row) => this.#rowOf(before.log, row));
    await this.#tools.database.keep(pointId, kept, progress);
    return progress;
  }

  #rowOf(log: HeadLog, row: KmpLogRow): readonly HeadRow[] {
    const { pointId, serial, infoTable } = this.#wish;
    const answer = { log: 0, newestId: row.id, info: [], rows: [row] };
    const [reading] = readingsOfHearing({ serial, registers: [], log: answer }, infoTable);
    const clock = reading?.meterClock ?? clockOf(row);
    if (clock === undefined) return [];
    const values = row.values.flatMap((value) => shownRegister({ ...value, id: value.register }));
    return [{ pointId, log, id: row.id, clock, values, status: reading?.status ?? [] }];
  }

  #learnPace(tookMs: number, rows: number): void {
    if (rows > 0) this.#msPerRow = tookMs / rows;
  }

  #sayProgress(progress: LogProgress): void {
    const { logs, medium } = this.#wish;
    const { log, rows, wanted } = progress;
    const behind = logs.slice(logs.indexOf(log) + 1);
    const rowsLeft = wanted - rows;
    const ofThis =
      this.#msPerRow === undefined ? expectedMs(log, medium, rowsLeft) : this.#msPerRow * rowsLeft;
    const ofOthers = behind.reduce((sum, one) => sum + expectedMs(one, medium, ROWS_WANTED[one]), 0);
    const all = logs.reduce((sum, one) => sum + ROWS_WANTED[one], 0);
    const before = logs.slice(0, logs.indexOf(log)).reduce((sum, one) => sum + ROWS_WANTED[one], 0);
    const leftMs = ofThis + ofOthers;
    this.#tools.onState({ kind: "log", log, rows, wanted, leftMs, done: (before + rows) / Math.max(1, all) });
  }
}

/** A log that came to its end has no more; one of which fewer rows were wanted goes on. */
function goOn(known: LogProgress | undefined, fresh: LogProgress): LogProgress {
  if (!known) return fresh;
  const isWhole = known.isDone && known.rows >= known.wanted;
  if (!isWhole || known.rows >= fresh.wanted) return known;
  return { ...known, wanted: fresh.wanted, isDone: false };
}

const fromOf = ({ nextId }: LogProgress): { readonly fromId?: number } =>
  nextId === undefined ? {} : { fromId: nextId };

/** Rows without a counted value, such as events, still have their day. */
function clockOf(row: KmpLogRow): string | undefined {
  const date = row.values.find(({ value }) => value.kind === "date")?.value;
  return date?.kind === "date" ? date.text : undefined;
}

const shownRegister = ({ id, value, unit }: KmpValue & Pick<KmpRegisterValue, "id">): ShownRegister[] => {
  switch (value.kind) {
    case "number":
      return [{ id, text: formatScaled(value.number), unit }];
    case "date":
    case "text":
      return [{ id, text: value.text, unit: "" }];
    default:
      return [];
  }
};
