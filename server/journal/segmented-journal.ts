import { type FileHandle, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { Hearing } from "../../shared/model/hearing.ts";
import {
  type AppendOutcome,
  type Journal,
  type JournalEntry,
  type PruneOutcome,
  type PrunePolicy,
  StorageError,
} from "../ports.ts";
import type { SeqRange } from "../reading-ports.ts";
import { encodeRecord, identityOf, MAX_FRAME_BYTES, RECORD_HEAD_BYTES } from "./journal-record.ts";
import { JournalSegment } from "./journal-segment.ts";

/** Writes all of `bytes` at offset `at` and resolves when they are on disk. */
export type AppendBytes = (file: FileHandle, bytes: Buffer, at: number) => Promise<void>;

export const appendDurably: AppendBytes = async (file, bytes, at) => {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
  await file.datasync();
};

interface Parts {
  readonly folder: string;
  /** Oldest first, at least one. */
  readonly segments: readonly JournalSegment[];
  readonly tornBytes: number;
  readonly segmentBytes: number;
  readonly appendBytes: AppendBytes;
}

interface Call {
  readonly hearings: readonly Hearing[];
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** How many hearings may share one sync; bounds the memory of a burst. */
const MAX_BATCH = 20_000;
/** Closed segments whose index stays in memory (about 9 MB each). */
const MAX_LOADED = 4;

/** The journal over its segment files. One loop writes: calls made during a sync share the next one. */
export class SegmentedJournal implements Journal {
  /** Bytes of a record cut short by a crash that were cut off at opening. */
  readonly tornBytes: number;
  readonly #parts: Parts;
  #segments: JournalSegment[];
  #queue: Call[] = [];
  #writing: Promise<void> | undefined;
  #isClosed = false;
  /** Set after a failed write: the file may hold bytes behind its last record. */
  #isDirty = false;
  #loaded: JournalSegment[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#segments = [...parts.segments];
    this.tornBytes = parts.tornBytes;
  }

  append(hearings: readonly Hearing[]): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(closedError());
      if (hearings.some(isTooLong)) return reject(new RangeError("a frame is longer than any link layer's"));
      this.#queue.push({ hearings, resolve, reject });
      this.#writing ??= this.#writeQueue();
    });
  }

  async find(seq: number): Promise<JournalEntry | undefined> {
    const [entry] = await this.after(seq - 1, 1);
    return entry?.seq === seq ? entry : undefined;
  }

  async after(after: number, limit: number): Promise<readonly JournalEntry[]> {
    const found: JournalEntry[] = [];
    for (const segment of this.#segments) {
      if (found.length >= limit) break;
      if (segment.lastSeq <= after) continue;
      this.#keepLoaded(segment);
      found.push(...(await this.#entriesOf(segment, after + 1, limit - found.length)));
    }
    return found;
  }

  lastSeq(): number {
    return this.#newest.lastSeq;
  }

  async prune(policy: PrunePolicy): Promise<PruneOutcome> {
    const gone: SeqRange[] = [];
    let bytes = 0;
    for (const segment of this.#segments.slice(0, -1)) {
      if ((await stat(segment.path)).mtimeMs >= policy.beforeMs) continue;
      const { firstSeq, lastSeq } = segment;
      if (await policy.isNeeded({ firstSeq, lastSeq })) continue;
      this.#segments = this.#segments.filter((one) => one !== segment);
      this.#loaded = this.#loaded.filter((one) => one !== segment);
      await segment.remove();
      gone.push({ firstSeq, lastSeq });
      bytes += segment.byteLength;
    }
    return { gone, bytes };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    await this.#newest.closeForWriting();
  }

  get #newest(): JournalSegment {
    const newest = this.#segments.at(-1);
    if (!newest) throw new Error("a journal has at least one segment");
    return newest;
  }

  /** A segment may be pruned between being found and being read: then it has nothing. */
  async #entriesOf(segment: JournalSegment, fromSeq: number, limit: number): Promise<JournalEntry[]> {
    try {
      return await segment.entries(fromSeq, limit);
    } catch (error) {
      if (this.#segments.includes(segment)) throw error;
      return [];
    }
  }

  async #writeQueue(): Promise<void> {
    while (this.#queue.length > 0) await this.#writeCalls(this.#takeCalls());
    // In the same turn as the check above: a call that comes later must find the loop ended.
    this.#writing = undefined;
  }

  /** The oldest calls, as many as share one sync. */
  #takeCalls(): Call[] {
    let size = 0;
    const isSurplus = ({ hearings }: Call, index: number) => {
      size += hearings.length;
      return index > 0 && size > MAX_BATCH;
    };
    const surplusAt = this.#queue.findIndex(isSurplus);
    return this.#queue.splice(0, surplusAt === -1 ? this.#queue.length : surplusAt);
  }

  async #writeCalls(calls: readonly Call[]): Promise<void> {
    try {
      const batch = new Batch(this.#newest.lastSeq);
      const accepted: number[] = [];
      for (const { hearings } of calls) {
        const before = batch.records.length;
        for (const hearing of hearings) await this.#addTo(batch, hearing);
        accepted.push(batch.records.length - before);
      }
      await this.#write(batch.records);
      const lastSeq = this.lastSeq();
      for (const [index, call] of calls.entries()) {
        const count = accepted[index] ?? 0;
        call.resolve({ accepted: count, duplicates: call.hearings.length - count, lastSeq });
      }
    } catch (error) {
      for (const call of calls) call.reject(storageErrorOf(error));
    }
  }

  async #addTo(batch: Batch, hearing: Hearing): Promise<void> {
    const record = encodeRecord(batch.nextSeq, hearing);
    const identity = identityOf(record.subarray(RECORD_HEAD_BYTES));
    const fingerprint = crc32(identity);
    if (batch.holds(fingerprint, identity)) return;
    for (const segment of this.#segments) {
      if (!segment.covers(hearing.rxAtMs)) continue;
      this.#keepLoaded(segment);
      if (await segment.holds(fingerprint, identity)) return;
    }
    batch.add(fingerprint, identity, record);
  }

  async #write(records: readonly Buffer[]): Promise<void> {
    if (records.length === 0) return;
    if (this.#newest.byteLength >= this.#parts.segmentBytes) await this.#roll();
    const segment = this.#newest;
    const file = await segment.openForWriting();
    if (this.#isDirty) {
      await file.truncate(segment.byteLength);
      this.#isDirty = false;
    }
    try {
      await this.#parts.appendBytes(file, Buffer.concat(records), segment.byteLength);
    } catch (error) {
      this.#isDirty = true;
      throw error;
    }
    segment.added(records);
  }

  async #roll(): Promise<void> {
    const full = this.#newest;
    const number = Number.parseInt(full.path.slice(-16, -8), 10) + 1;
    const path = join(this.#parts.folder, `${String(number).padStart(8, "0")}.journal`);
    const next = await JournalSegment.create(path, full.lastSeq + 1);
    const folder = await open(this.#parts.folder, "r");
    await folder.sync();
    await folder.close();
    this.#segments.push(next);
    await full.closeForWriting();
    await full.seal();
    this.#keepLoaded(full);
  }

  /** Keeps the indexes of the closed segments used last, and lets go of others. */
  #keepLoaded(segment: JournalSegment): void {
    if (segment === this.#newest) return;
    this.#loaded = [segment, ...this.#loaded.filter((one) => one !== segment)];
    for (const one of this.#loaded.splice(MAX_LOADED)) one.unload();
  }
}

/** Records about to be written together, and which hearings they are. */
class Batch {
  readonly records: Buffer[] = [];
  readonly #identities = new Map<number, Buffer[]>();
  readonly #lastSeq: number;

  constructor(lastSeq: number) {
    this.#lastSeq = lastSeq;
  }

  get nextSeq(): number {
    return this.#lastSeq + this.records.length + 1;
  }

  holds(fingerprint: number, identity: Buffer): boolean {
    return this.#identities.get(fingerprint)?.some((one) => one.equals(identity)) ?? false;
  }

  add(fingerprint: number, identity: Buffer, record: Buffer): void {
    const same = this.#identities.get(fingerprint);
    if (same) same.push(identity);
    else this.#identities.set(fingerprint, [identity]);
    this.records.push(record);
  }
}

const isTooLong = (hearing: Hearing): boolean => hearing.bytes.length > MAX_FRAME_BYTES;

const closedError = (): StorageError => new StorageError("storage.closed", "The journal is closed.");

function storageErrorOf(error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new StorageError("storage.disk-full", "The disk is full.");
  if (typeof code === "string")
    return new StorageError("storage.io", `The journal cannot be written: ${code}.`);
  return error instanceof Error ? error : new Error(String(error));
}
