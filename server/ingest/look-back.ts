import { setTimeout as pause } from "node:timers/promises";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import { type MeterId, type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import type { Reading, Source } from "../../shared/model/reading.ts";
import type { Journal, JournalEntry, Segment } from "../ports.ts";
import type { ReadingStore, TimeSpan } from "../reading-ports.ts";

/** What looking back needs that telling of late places does not. */
export interface LookingBack {
  readonly meterOf: (entry: JournalEntry) => MeterId | undefined;
  /** Readings from before this moment (UTC milliseconds) were deleted by rule, or will be: their frames stay as they are. */
  readonly keptSinceMs: () => Promise<number>;
  /** How far it is, as it wrote that down itself; `undefined` in a store that was never looked through. */
  readonly done: () => Promise<string | undefined>;
  readonly note: (done: string) => Promise<void>;
}

interface Deps extends LookingBack {
  readonly journal: Pick<Journal, "after" | "find">;
  readonly readings: Pick<ReadingStore, "decodedSeq" | "blocks" | "columns" | "newest">;
  readonly mountingsOf: (meter: MeterKey) => readonly Segment[];
  /** Notes that what was read in these entries waits for a place. */
  readonly noteAgain: (seqs: readonly number[]) => Promise<unknown>;
  /** All was looked at: what was noted and lies in a place becomes readings. */
  readonly readNoted: () => Promise<void>;
}

const BATCH = 500;
/** A batch is followed by so many times its own time for others, within these bounds: decoding is on the thread that ingests. */
const REST = 4;
const PAUSE_MS = { least: 20, most: 500 } as const;
/** Meters whose gaps are known at a time. */
const MOST_KNOWN = 20_000;
/** Readings of a meter that are looked at together. */
const PAGE = 100;

/** Waits so long that the work begun then leaves others their share. */
export async function restAfter(beganMs: number): Promise<void> {
  const tookMs = performance.now() - beganMs;
  await pause(Math.min(PAUSE_MS.most, Math.max(PAUSE_MS.least, REST * tookMs)));
}

/**
 * Frames that were read before it was noted which of them had no place count as decoded, and nobody looks at them again:
 * once in a store's life the whole journal is looked through for them. Those from a time in which nothing framed was read
 * of their meter's place are noted, and once all is looked through they become readings where they lie in a place; the
 * others wait for one that is told of later. None becomes a reading sooner: the next batch, after a restart or where
 * somebody says something of a place meanwhile, would take it for the first that was read. In the background, a batch at a
 * time, and after a restart on from where it was.
 */
export class LookBack {
  readonly #deps: Deps;
  /** The one that was looked up last: rows of a meter's memory have it in common. */
  #frame: { readonly seq: number; readonly atMs: number | undefined } | undefined;
  readonly #gaps = new Map<MeterKey, Promise<readonly TimeSpan[]>>();
  #begun: Promise<Done> | undefined;
  #isStopping = false;
  /** Frames up to this one become readings only when all are looked through; known once `begun` is resolved. */
  waitsTo = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** How far it is. */
  begun(): Promise<Done> {
    this.#begun ??= this.#findDone().catch((error: unknown) => {
      this.#begun = undefined;
      throw error;
    });
    return this.#begun;
  }

  async #findDone(): Promise<Done> {
    const known = readDone(await this.#deps.done());
    const done = known ?? { at: 0, end: await this.#deps.readings.decodedSeq() };
    if (!known) await this.#deps.note(writeDone(done));
    if (done.at < done.end) this.waitsTo = done.end;
    return done;
  }

  /** Resolves when nothing is left to look at, or `stop` was called. Rejects with what the store or journal said. */
  async run(): Promise<void> {
    const { note, readNoted } = this.#deps;
    let { at, end } = await this.begun();
    if (at >= end) return;
    // What could not be found the last time is looked for anew.
    this.#gaps.clear();
    while (at < end && !this.#isStopping) {
      const beganMs = performance.now();
      at = await this.#lookAt({ at, end });
      if (this.#isStopping || at >= end) break;
      await note(writeDone({ at, end }));
      this.#begun = Promise.resolve({ at, end });
      await restAfter(beganMs);
    }
    if (this.#isStopping) return;
    this.#gaps.clear();
    this.waitsTo = 0;
    await readNoted();
    if (!this.#isStopping) await note(writeDone({ at: end, end }));
  }

  /** A batch; gives how far it reached. */
  async #lookAt({ at, end }: Done): Promise<number> {
    const batch = await this.#deps.journal.after(at, BATCH);
    const old = batch.filter(({ seq }) => seq <= end);
    const seqs = await this.#lacking(old, end);
    if (seqs.length > 0) await this.#deps.noteAgain(seqs);
    return old.length < BATCH ? end : (old.at(-1)?.seq ?? end);
  }

  /** Somebody said something else of where meters hang. */
  forget(): void {
    this.#gaps.clear();
  }

  stop(): void {
    this.#isStopping = true;
  }

  async #lacking(entries: readonly JournalEntry[], end: number): Promise<readonly number[]> {
    const keptSinceMs = await this.#deps.keptSinceMs();
    const seqs: number[] = [];
    for (const entry of entries) {
      const meter = entry.rxAtMs < keptSinceMs ? undefined : this.#deps.meterOf(entry);
      if (!meter) continue;
      const gaps = await this.#gapsOf(meterKeyOf(meter), end);
      if (gaps.some(({ fromMs, toMs }) => entry.rxAtMs >= fromMs && entry.rxAtMs < toMs))
        seqs.push(entry.seq);
    }
    return seqs;
  }

  #gapsOf(meter: MeterKey, end: number): Promise<readonly TimeSpan[]> {
    const known = this.#gaps.get(meter);
    if (known !== undefined) return known;
    if (this.#gaps.size >= MOST_KNOWN) this.#gaps.clear();
    const gaps = this.#findGaps(meter, end);
    this.#gaps.set(meter, gaps);
    return gaps;
  }

  /**
   * All time but from the first to the last reading of each of the meter's places that a telegram brought when it was
   * heard. What a meter was asked for at its door, and said from its memory, is of times of which no telegram may have been
   * read. What was read of frames behind `end` is passed over: it may have come late, and its place may be told of only now.
   */
  async #findGaps(meter: MeterKey, end: number): Promise<readonly TimeSpan[]> {
    const { mountingsOf, readings } = this.#deps;
    const mountings = [...mountingsOf(meter)].sort((a, b) => a.mountedAtMs - b.mountedAtMs);
    // What hung somewhere that is gone has its readings still, or they were erased.
    if (mountings.length === 0 && (await readings.blocks(meter)).length > 0) return [];
    const gaps: TimeSpan[] = [];
    let fromMs = 0;
    for (const mounting of mountings) {
      const firstMs = await this.#firstFramed(mounting, end);
      if (firstMs === undefined) continue;
      gaps.push({ fromMs, toMs: firstMs });
      fromMs = await this.#lastRead(mounting, end);
    }
    return [...gaps, { fromMs, toMs: Number.POSITIVE_INFINITY }];
  }

  async #firstOf(page: readonly Reading[], end: number): Promise<Reading | undefined> {
    for (const row of page)
      if (row.source !== "optical" && (row.frameSeq ?? 0) <= end && (await this.#isOfItsMoment(row)))
        return row;
    return undefined;
  }

  /** Of a frame that the journal has no more nobody can tell: none before it are left either. */
  async #isOfItsMoment({ atMs, frameSeq }: FramedRow): Promise<boolean> {
    if (frameSeq === undefined || Number.isNaN(frameSeq)) return true;
    if (this.#frame?.seq !== frameSeq)
      this.#frame = { seq: frameSeq, atMs: (await this.#deps.journal.find(frameSeq))?.rxAtMs };
    return this.#frame.atMs === undefined || this.#frame.atMs === atMs;
  }

  async #firstFramed(
    { meter, mountedAtMs, removedAtMs = FOREVER }: Segment,
    end: number,
  ): Promise<number | undefined> {
    for (const { monthMs } of await this.#deps.readings.blocks(meter)) {
      const [fromMs, toMs] = [
        Math.max(monthMs, mountedAtMs),
        Math.min(nextUtcMonthStart(monthMs), removedAtMs),
      ];
      if (fromMs > toMs) continue;
      const months = await this.#deps.readings.columns(meter, fromMs, toMs + 1, []);
      for (const row of months.flatMap((month) => framedIn(month, end)))
        if (await this.#isOfItsMoment(row)) return row.atMs;
    }
    return undefined;
  }

  /** Behind it; a meter that hangs there still is being read. */
  async #lastRead({ meter, removedAtMs }: Segment, end: number): Promise<number> {
    if (removedAtMs === undefined) return FOREVER;
    for (let beforeMs = removedAtMs + 1; ; ) {
      const page = await this.#deps.readings.newest(meter, beforeMs, PAGE);
      const last = await this.#firstOf(page, end);
      const oldest = page.at(-1);
      if (last || !oldest) return (last?.atMs ?? removedAtMs) + 1;
      beforeMs = oldest.atMs;
    }
  }
}

const FOREVER = Number.MAX_SAFE_INTEGER;

/** What is sent by itself: a head at the door asks for what it reads. */
const SENT: readonly Source[] = ["radio", "wired"];

interface FramedRow {
  readonly atMs: number;
  readonly frameSeq?: number;
}

/** Rows that telegrams up to `end` brought. */
function framedIn({ timesMs, origins, originIndex, frameSeq }: MonthColumns, end: number): FramedRow[] {
  const rows: FramedRow[] = [];
  for (const [row, atMs] of timesMs.entries()) {
    const seq = frameSeq[row] ?? Number.NaN;
    const source = origins[originIndex[row] ?? 0]?.source ?? "import";
    if (SENT.includes(source) && !(seq > end)) rows.push({ atMs, frameSeq: seq });
  }
  return rows;
}

interface Done {
  /** Entries up to here were looked at, … */
  readonly at: number;
  /** … of those up to here. */
  readonly end: number;
}

const writeDone = ({ at, end }: Done): string => `${at} ${end}`;

/** How far it is, of what was noted; `undefined` where it never began. */
export function readDone(text: string | undefined): Done | undefined {
  const [at = Number.NaN, end = Number.NaN] = (text ?? "").split(" ").map(Number);
  return Number.isSafeInteger(at) && Number.isSafeInteger(end) && text !== "" ? { at, end } : undefined;
}
