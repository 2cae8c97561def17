import { setTimeout as pause } from "node:timers/promises";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import { type MeterId, type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import type { Journal, JournalEntry, Segment } from "../ports.ts";
import type { ReadingStore, TimeSpan } from "../reading-ports.ts";
import { FRAMED } from "./redecode-span.ts";

/** What looking back needs that telling of late places does not. */
export interface LookingBack {
  readonly meterOf: (entry: JournalEntry) => MeterId | undefined;
  /** Readings from before this moment (UTC milliseconds) may have been deleted by rule: their frames stay as they are. */
  readonly keptSinceMs: () => Promise<number>;
  /** How far it is, as it wrote that down itself; `undefined` in a store that was never looked through. */
  readonly done: () => Promise<string | undefined>;
  readonly note: (done: string) => Promise<void>;
}

interface Deps extends LookingBack {
  readonly journal: Pick<Journal, "after">;
  readonly readings: Pick<ReadingStore, "decodedSeq" | "blocks" | "columns" | "newest">;
  readonly mountingsOf: (meter: MeterKey) => readonly Segment[];
  /** Reads entries anew, beside what stands. */
  readonly readAgain: (seqs: readonly number[]) => Promise<unknown>;
}

const BATCH = 500;
/** A batch is followed by so many times its own time for others, within these bounds: decoding is on the thread that ingests. */
const REST = 4;
const PAUSE_MS = { least: 20, most: 500 } as const;
/** Meters whose gaps are known at a time. */
const MOST_KNOWN = 20_000;

/**
 * Frames that were read before it was noted which of them had no place count as decoded, and nobody looks at them again:
 * once in a store's life the whole journal is looked through for them. Those that lie in a place now, where nothing
 * framed was read, become readings; those that lie in none are noted, for a place that is told of later. In the
 * background, a batch at a time, and after a restart on from where it was.
 */
export class LookBack {
  readonly #deps: Deps;
  readonly #gaps = new Map<MeterKey, Promise<readonly TimeSpan[]>>();
  #isStopping = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Resolves when nothing is left to look at, or `stop` was called. Rejects with what the store or journal said. */
  async run(): Promise<void> {
    const { journal, readings, note } = this.#deps;
    let { at, end } = readDone(await this.#deps.done()) ?? { at: 0, end: await readings.decodedSeq() };
    if (at < end) await note(writeDone({ at, end }));
    while (at < end && !this.#isStopping) {
      const beganMs = performance.now();
      const batch = await journal.after(at, BATCH);
      const old = batch.filter(({ seq }) => seq <= end);
      const seqs = await this.#lacking(old);
      if (seqs.length > 0) await this.#deps.readAgain(seqs);
      if (this.#isStopping) return;
      at = old.length < BATCH ? end : (old.at(-1)?.seq ?? end);
      await note(writeDone({ at, end }));
      const tookMs = performance.now() - beganMs;
      await pause(Math.min(PAUSE_MS.most, Math.max(PAUSE_MS.least, REST * tookMs)));
    }
    if (end === 0) await note(writeDone({ at, end }));
    this.#gaps.clear();
  }

  /** Somebody said something else of where meters hang. */
  forget(): void {
    this.#gaps.clear();
  }

  stop(): void {
    this.#isStopping = true;
  }

  async #lacking(entries: readonly JournalEntry[]): Promise<readonly number[]> {
    const keptSinceMs = await this.#deps.keptSinceMs();
    const seqs: number[] = [];
    for (const entry of entries) {
      const meter = entry.rxAtMs < keptSinceMs ? undefined : this.#deps.meterOf(entry);
      if (!meter) continue;
      const gaps = await this.#gapsOf(meterKeyOf(meter));
      if (gaps.some(({ fromMs, toMs }) => entry.rxAtMs >= fromMs && entry.rxAtMs < toMs))
        seqs.push(entry.seq);
    }
    return seqs;
  }

  #gapsOf(meter: MeterKey): Promise<readonly TimeSpan[]> {
    const known = this.#gaps.get(meter);
    if (known !== undefined) return known;
    if (this.#gaps.size >= MOST_KNOWN) this.#gaps.clear();
    const gaps = this.#findGaps(meter);
    this.#gaps.set(meter, gaps);
    return gaps;
  }

  /** All time but from the first to the last framed reading of each of the meter's places. */
  async #findGaps(meter: MeterKey): Promise<readonly TimeSpan[]> {
    const { mountingsOf, readings } = this.#deps;
    const mountings = [...mountingsOf(meter)].sort((a, b) => a.mountedAtMs - b.mountedAtMs);
    // What hung somewhere that is gone has its readings still, or they were erased.
    if (mountings.length === 0 && (await readings.blocks(meter)).length > 0) return [];
    const gaps: TimeSpan[] = [];
    let fromMs = 0;
    for (const mounting of mountings) {
      const firstMs = await this.#firstFramed(mounting);
      if (firstMs === undefined) continue;
      gaps.push({ fromMs, toMs: firstMs });
      fromMs = await this.#lastRead(mounting);
    }
    return [...gaps, { fromMs, toMs: Number.POSITIVE_INFINITY }];
  }

  async #firstFramed({ meter, mountedAtMs, removedAtMs = FOREVER }: Segment): Promise<number | undefined> {
    for (const { monthMs } of await this.#deps.readings.blocks(meter)) {
      const [fromMs, toMs] = [
        Math.max(monthMs, mountedAtMs),
        Math.min(nextUtcMonthStart(monthMs), removedAtMs),
      ];
      if (fromMs > toMs) continue;
      const months = await this.#deps.readings.columns(meter, fromMs, toMs + 1, []);
      const firstMs = months.map(firstFramedIn).find((one) => one !== undefined);
      if (firstMs !== undefined) return firstMs;
    }
    return undefined;
  }

  /** Behind it; a meter that hangs there still is being read. */
  async #lastRead({ meter, removedAtMs }: Segment): Promise<number> {
    if (removedAtMs === undefined) return FOREVER;
    const [last] = await this.#deps.readings.newest(meter, removedAtMs + 1, 1);
    return (last?.atMs ?? removedAtMs) + 1;
  }
}

const FOREVER = Number.MAX_SAFE_INTEGER;

function firstFramedIn({ timesMs, origins, originIndex }: MonthColumns): number | undefined {
  const row = originIndex.findIndex((origin) => FRAMED.includes(origins[origin]?.source ?? "import"));
  return row < 0 ? undefined : timesMs[row];
}

interface Done {
  /** Entries up to here were looked at, … */
  readonly at: number;
  /** … of those up to here. */
  readonly end: number;
}

const writeDone = ({ at, end }: Done): string => `${at} ${end}`;

function readDone(text: string | undefined): Done | undefined {
  const [at = Number.NaN, end = Number.NaN] = (text ?? "").split(" ").map(Number);
  return Number.isSafeInteger(at) && Number.isSafeInteger(end) && text !== "" ? { at, end } : undefined;
}
