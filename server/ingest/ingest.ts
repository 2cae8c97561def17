import { createFragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import type { FirmwareSeen } from "../../shared/model/firmware.ts";
import { DECODED } from "../../shared/model/frame-outcome.ts";
import type { Hearing } from "../../shared/model/hearing.ts";
import { type MeterId, type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import { lockedAnywhere, type PeriodLocks } from "../../shared/model/period-lock.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { WireChange } from "../../shared/model/wire.ts";
import type { AppendOutcome, Journal, JournalEntry, Segment } from "../ports.ts";
import type { DecodedBatch, Outcome, ReadingStore } from "../reading-ports.ts";
import type { ReviewFinding } from "../review-ports.ts";
import { ArrivalCheck } from "./arrival-check.ts";
import { checkByHand } from "./check-by-hand.ts";
import type { EntryDecoder, EntryOutcome } from "./entry-decoder.ts";
import { type KeysToTry, LateKeys, type Trying } from "./late-keys.ts";
import { LatePlaces } from "./late-places.ts";
import type { LookingBack } from "./look-back.ts";
import { messagesAgain } from "./messages-again.ts";
import {
  firmwareSeen,
  type Hung,
  loggedReadings,
  type MountedReading,
  mountedReading,
  outcomeOf,
  type ReadEntries,
  type SaidInFrames,
} from "./reading-of-entry.ts";
import type { Step } from "./reading-step.ts";
import { mayBeBilled, settleLocked } from "./settle-locked.ts";
import { ReadingThinner } from "./thin-readings.ts";
import { withoutStanding } from "./without-standing.ts";

export interface IngestDeps {
  readonly journal: Journal;
  readonly readings: ReadingStore;
  readonly decodeEntry: EntryDecoder;
  /** Where a meter hung at a time, or hangs now where nobody knows of any place then. */
  readonly hungAt: (meter: MeterId, atMs: number) => Hung | undefined;
  /** Everywhere a meter of this one's maker and number hangs and hung. */
  readonly mountingsOf: (meter: MeterKey) => readonly Segment[];
  readonly latestReading: (meter: MeterKey) => Reading | undefined;
  readonly applyReading: (reading: Reading, pointId: string) => WireChange | undefined;
  readonly publish: (change: WireChange) => void;
  /** Puts findings on the work list; the same again change nothing. */
  readonly addFindings: (findings: readonly ReviewFinding[]) => Promise<void>;
  /** Readings before this moment were billed: what comes late for them is kept and does not count. */
  readonly locks: () => Promise<PeriodLocks>;
  /** What meters say of the firmware they run. */
  readonly noteFirmware: (seen: readonly FirmwareSeen[]) => Promise<void>;
  /** Told of what may be shown, in the order it was said; what goes wrong there holds nothing up. */
  readonly watch?: (shown: readonly MountedReading[]) => Promise<void>;
  readonly lookBack?: LookingBack;
  readonly keysToTry?: KeysToTry;
  readonly trying?: Trying | undefined;
  readonly nowMs: () => number;
  readonly report: (text: string) => void;
}

const BATCH = 500;
/** Readings before one that was typed, until one can be true. */
const LOOKED_BACK = 20;
/** Frames the decoder may lag behind the journal before gateways are asked to wait. */
const MAX_LAG = 200_000;

/**
 * The conductor of the server's half of the road: journal first, then decode → keep → publish, in
 * the order of the journal. A crash at any point resumes behind the last committed batch.
 */
export class Ingest {
  readonly #deps: IngestDeps;
  readonly #thinner = new ReadingThinner();
  /** Which of the frames that came before their meter hung go on the work list. */
  readonly #early = new ReadingThinner();
  readonly #arrival: ArrivalCheck;
  readonly #latePlaces: LatePlaces;
  readonly #lateKeys: LateKeys;
  #decodedSeq = 0;
  #running: Promise<void> | undefined;
  #turn: Promise<void> = Promise.resolve();
  #lessons = noLessons();
  #isStopping = false;

  constructor(deps: IngestDeps) {
    this.#deps = deps;
    this.#arrival = new ArrivalCheck(deps.nowMs);
    this.#lateKeys = new LateKeys({ ...deps, readAgain: (seqs) => this.#readAgain(seqs, {}) });
    this.#latePlaces = new LatePlaces({
      ...deps,
      atRest: () => this.#turn,
      readAgain: (seqs) => this.#readAgain(seqs, { isAgain: true }),
      noteAgain: (seqs) => this.#readAgain(seqs, { isAgain: true, isNoted: true }),
    });
  }

  /** Picks up what was journalled but not decoded when the process last ended. */
  async start(): Promise<void> {
    this.#decodedSeq = await this.#deps.readings.decodedSeq();
    this.#wake();
    this.#latePlaces.look();
    this.#lateKeys.start();
  }

  /** Resolves when every hearing is durable. Decoding follows by itself. */
  async receive(hearings: readonly Hearing[]): Promise<AppendOutcome> {
    const outcome = await this.#deps.journal.append(hearings);
    this.#wake();
    return outcome;
  }

  isOverloaded(): boolean {
    return this.#deps.journal.lastSeq() - this.#decodedSeq > MAX_LAG;
  }

  decodedSeq(): number {
    return this.#decodedSeq;
  }

  /** Resolves when all that is journalled now has been decoded. */
  async settled(): Promise<void> {
    for (let busy = this.#busy(); busy; busy = this.#busy()) await busy;
  }

  #busy(): Promise<void> | undefined {
    return this.#running ?? this.#latePlaces.running();
  }

  /**
   * People said something else of where these meters hang and hung: what was heard of them there before they said so
   * becomes readings, beside those that stand. Resolves at once.
   */
  placesChanged(meters: readonly MeterKey[]): void {
    this.#latePlaces.look(meters);
  }

  /** Reads frames again that a new key, format or driver may open: yesterday's reading appears. */
  async decodeAgain(meter: MeterKey): Promise<number> {
    return this.#readAgain(await this.#lateKeys.framesOf(meter), { isAgain: false });
  }

  /**
   * A stretch at a time, each in the order of time: the first of each interval is the one that is kept. Gives how many
   * were there. What has its place now is found again after a start; of what a key opens only what had none.
   */
  async #readAgain(seqs: readonly number[], how: Pick<Step, "isAgain" | "isNoted">): Promise<number> {
    let read = 0;
    for (let at = 0; at < seqs.length && !(how.isAgain && this.#isStopping); at += BATCH) {
      const messages = await messagesAgain(this.#deps.journal, seqs.slice(at, at + BATCH));
      const own = { decodedSeq: this.#decodedSeq, fragments: createFragmentStore() };
      await this.#process(messages.flat(), { ...own, ...how });
      read += messages.length;
    }
    return read;
  }

  /** After a decision about a value of this meter, once `latestReading` tells what follows from it. */
  lookAnew(meter: MeterKey): void {
    this.#arrival.forget(meter);
  }

  /**
   * A reading that came without a frame, because somebody typed it: checked against what the meter said
   * before and says now, kept and told like any other. Resolves when it is durable.
   */
  async takeByHand(reading: Reading, at: Pick<MountedReading, "point" | "segment">): Promise<void> {
    const { readings, addFindings, applyReading, publish, nowMs, latestReading } = this.#deps;
    const earlier = await readings.newest(reading.meter, reading.atMs, LOOKED_BACK);
    const checked = checkByHand(reading, at.segment, {
      before: earlier.find(({ marks }) => !marks.includes("implausible")),
      latest: latestReading(reading.meter),
      nowMs,
    });
    const findings = this.#arrival.toFindings(checked, at.point.id);
    if (findings.length > 0) await addFindings(findings);
    if (checked.isQuarantined) return;
    const batch = { decodedSeq: this.#decodedSeq, outcomes: [], formats: [] };
    await readings.commit({ ...batch, readings: [checked.reading] });
    if (at.segment.removedAtMs !== undefined || checked.reading.marks.includes("implausible")) return;
    const change = applyReading(checked.reading, at.point.id);
    if (change) publish(change);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([this.#latePlaces.stop(), this.#lateKeys.stop()]);
    await this.#running;
  }

  #wake(): void {
    if (this.#running !== undefined || this.#isStopping) return;
    this.#running = this.#drain().finally(() => {
      this.#running = undefined;
      if (this.#decodedSeq < this.#deps.journal.lastSeq() && !this.#isStopping)
        setTimeout(() => this.#wake(), 1000);
    });
  }

  async #drain(): Promise<void> {
    try {
      while (!this.#isStopping) {
        const entries = await this.#deps.journal.after(this.#decodedSeq, BATCH);
        const last = entries.at(-1);
        if (!last) return;
        const taught = await this.#process(entries, { decodedSeq: last.seq });
        this.#decodedSeq = last.seq;
        for (const meter of taught) await this.decodeAgain(meter);
        this.#lateKeys.taught(taught);
      }
    } catch (error) {
      this.#deps.report(
        `Decoding paused and will be tried again: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  /** One batch after the other: what is provisional belongs to the one that is being committed. */
  #process(entries: readonly JournalEntry[], step: Step): Promise<ReadonlySet<MeterKey>> {
    const done = this.#turn.then(() => this.#processNow(entries, step));
    this.#turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  /** Decodes, commits and publishes one batch; returns the meters whose compact format became known. */
  async #processNow(entries: readonly JournalEntry[], step: Step): Promise<ReadonlySet<MeterKey>> {
    const { decodedSeq, isAgain } = step;
    const { outcomes, firmware, ...said } = this.#read(entries, step);
    const { formats, taught } = this.#lessons;
    if (firmware.length > 0) await this.#deps.noteFirmware(firmware);
    const fresh = isAgain ? await withoutStanding(this.#deps.readings, said) : said;
    const shown = await this.#commit(fresh, { decodedSeq, outcomes, formats });
    this.#lessons = noLessons();
    // Of what is read anew people are told only how it stands now.
    for (const { reading, point } of isAgain ? shown.slice(-1) : shown) {
      const change = this.#deps.applyReading(reading, point.id);
      if (change) this.#deps.publish(change);
    }
    await this.#deps.watch?.(shown).catch((error: unknown) => this.#deps.report(`Limits: ${String(error)}`));
    return taught;
  }

  #read(entries: readonly JournalEntry[], { isAgain, isNoted, fragments }: Step): ReadEntries {
    const outcomes: Outcome[] = [];
    const heard: MountedReading[] = [];
    const logged: Reading[] = [];
    const firmware: FirmwareSeen[] = [];
    for (const entry of entries) {
      const decoded = this.#deps.decodeEntry(entry, fragments);
      // The earlier ones of several telegrams that are read as one say nothing by themselves.
      if (isAgain && decoded.outcome !== DECODED) continue;
      this.#learn(decoded);
      const hung = isNoted ? undefined : decoded.meter && this.#deps.hungAt(decoded.meter, entry.rxAtMs);
      outcomes.push(outcomeOf(entry, decoded, hung));
      if (!hung) continue;
      const reading = mountedReading(entry, decoded, hung);
      if (reading) heard.push(reading);
      const rows = loggedReadings(entry, decoded, hung);
      logged.push(...rows.filter((row) => !this.#arrival.isOutOfTime(row, hung.segment)));
      if (decoded.firmware) firmware.push(firmwareSeen(entry, decoded.firmware, hung));
    }
    return { outcomes, heard, logged, firmware };
  }

  /** The decoder tells of a format once: one that could not be committed goes with the next batch. */
  #learn({ meter, learned }: EntryOutcome): void {
    this.#lessons.formats.push(...learned);
    if (meter && learned.length > 0) this.#lessons.taught.add(meterKeyOf(meter));
  }

  /** Gives the readings that may be shown as what their meters said last. */
  async #commit(
    { heard, logged }: SaidInFrames,
    batch: Omit<DecodedBatch, "readings">,
  ): Promise<readonly MountedReading[]> {
    const judged = heard.map((one) => this.#judge(one));
    try {
      // Findings first: should the process end in between, they are found again and are the same.
      const findings = judged.flatMap((one) => one.findings);
      if (findings.length > 0) await this.#deps.addFindings(findings);
      const kept = [...judged.flatMap((one) => one.kept ?? []), ...logged];
      const readings = await this.#keepLocked(kept);
      await this.#deps.readings.commit({ ...batch, readings });
      this.#thinner.accept();
      this.#early.accept();
      this.#arrival.accept();
      return judged.flatMap(({ shown }) => shown ?? []);
    } catch (error) {
      this.#thinner.discard();
      this.#early.discard();
      this.#arrival.discard();
      throw error;
    }
  }

  /** What is kept of a reading, what is to be looked at, and whether it may be shown. */
  #judge(heard: MountedReading): Judged {
    const { reading, segment, point } = heard;
    const latest = this.#deps.latestReading(reading.meter);
    // Of a meter that was taken down since, it is told to nobody.
    const isHanging = segment.removedAtMs === undefined;
    // What has no place takes none of an interval that may be read anew once it has one.
    const isEarly = reading.atMs < segment.mountedAtMs;
    const thinner = isEarly ? this.#early : this.#thinner;
    // Somebody asked the meter for it.
    const isKept =
      heard.isAsked || thinner.isKept(reading, point.intervalMinutes, isEarly ? undefined : latest);
    if (!isKept) {
      const isShown = isHanging && this.#arrival.canBeTrue(reading, segment, latest);
      return { findings: [], ...(isShown ? { shown: heard } : {}) };
    }
    const checked = this.#arrival.check(reading, segment, latest);
    const findings = this.#arrival.toFindings(checked, point.id);
    if (checked.isQuarantined) return { findings };
    const isShown = isHanging && !checked.reading.marks.includes("implausible");
    return { findings, kept: checked.reading, ...(isShown ? { shown: heard } : {}) };
  }

  /** What was billed stays as it is: late readings of that time are marked and found, known ones left alone. */
  async #keepLocked(readings: readonly Reading[]): Promise<readonly Reading[]> {
    const locks = await this.#deps.locks();
    const watched = { latestReading: this.#deps.latestReading, lastLockMs: lockedAnywhere(locks) };
    if (!readings.some((reading) => mayBeBilled(reading, watched))) return readings;
    const { readings: open, findings } = await settleLocked(readings, { ...this.#deps, locks });
    if (findings.length > 0) await this.#deps.addFindings(findings);
    return open;
  }
}

/** Formats learned and not committed yet, and the meters they were learned from. */
const noLessons = () => ({
  formats: [] as DecodedBatch["formats"][number][],
  taught: new Set<MeterKey>(),
});

interface Judged {
  /** With the mark `implausible` where it cannot be true. */
  readonly kept?: Reading;
  readonly shown?: MountedReading;
  readonly findings: readonly ReviewFinding[];
}
