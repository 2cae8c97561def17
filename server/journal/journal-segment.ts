import { type FileHandle, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { JournalEntry } from "../ports.ts";
import { HearingIndex } from "./hearing-index.ts";
import { bodyAt, decodeBody, identityOf, RECORD_HEAD_BYTES, rxAtMsOf } from "./journal-record.ts";
import {
  decodeSegmentHead,
  encodeSegmentHead,
  MAX_RECORD_BYTES,
  SEGMENT_HEAD_BYTES,
  walkRecords,
} from "./walk-records.ts";

const HOUR_MS = 3_600_000;
/** Every so many records their place is remembered, so that finding one walks at most this many. */
const MARK_EVERY = 64;
const READ_CHUNK_BYTES = 1 << 18;

/** What is known of a segment without reading it; kept beside a full one as `NNNNNNNN.summary`. */
interface Summary {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly byteLength: number;
  /** Hours (UTC, since 1970) in which its hearings were received. */
  readonly hours: readonly number[];
}

/** One file of the journal. Only the newest is written to. */
export class JournalSegment {
  readonly path: string;
  readonly firstSeq: number;
  lastSeq: number;
  /** Bytes up to the end of the last record that is on disk. */
  byteLength: number;
  readonly #hours: Set<number>;
  /** Open only while this segment is the one written to. */
  #writing: FileHandle | undefined;
  #index: HearingIndex | undefined;
  #marks: { seq: number; at: number }[] = [];
  #sinceMark = 0;

  private constructor(path: string, summary: Summary) {
    this.path = path;
    this.firstSeq = summary.firstSeq;
    this.lastSeq = summary.lastSeq;
    this.byteLength = summary.byteLength;
    this.#hours = new Set(summary.hours);
  }

  /** A new, empty segment; it appears under its name only when its head is on disk. */
  static async create(path: string, firstSeq: number): Promise<JournalSegment> {
    const draft = `${path}.new`;
    await writeFile(draft, encodeSegmentHead(firstSeq), { flush: true });
    await rename(draft, path);
    const empty = { firstSeq, lastSeq: firstSeq - 1, byteLength: SEGMENT_HEAD_BYTES, hours: [] };
    const segment = new JournalSegment(path, empty);
    segment.#index = new HearingIndex();
    return segment;
  }

  /** An existing segment, from its summary where that fits the file; `undefined` when it is none. */
  static async open(path: string, fileBytes: number): Promise<JournalSegment | undefined> {
    const summary = await readSummary(path);
    if (summary?.byteLength === fileBytes) return new JournalSegment(path, summary);
    const segment = await JournalSegment.scan(path);
    segment?.unload();
    await segment?.seal();
    return segment;
  }

  /** The same by reading every record. */
  static async scan(path: string): Promise<JournalSegment | undefined> {
    const bytes = await readFile(path);
    const firstSeq = decodeSegmentHead(bytes);
    if (firstSeq === undefined) return undefined;
    const empty = { firstSeq, lastSeq: firstSeq - 1, byteLength: SEGMENT_HEAD_BYTES, hours: [] };
    const segment = new JournalSegment(path, empty);
    segment.#indexAll(bytes);
    return segment;
  }

  /** Whether the journal has to look in here for a hearing of this time. */
  covers(rxAtMs: number): boolean {
    return this.#hours.has(Math.floor(rxAtMs / HOUR_MS));
  }

  /** Whether a record with this identity (`journal-record.ts`) is in here. */
  async holds(fingerprint: number, identity: Buffer): Promise<boolean> {
    const index = await this.#load();
    const places = [...index.places(fingerprint)];
    if (places.length === 0) return false;
    return this.#withFile(async (file) => {
      for (const at of places) {
        const body = bodyAt(await this.#read(file, at, MAX_RECORD_BYTES), 0);
        if (body && identityOf(body).equals(identity)) return true;
      }
      return false;
    });
  }

  /** Entries from `fromSeq` on, at most `limit`. */
  async entries(fromSeq: number, limit: number): Promise<JournalEntry[]> {
    await this.#load();
    return this.#withFile(async (file) => {
      const found: JournalEntry[] = [];
      let at = this.#markBefore(fromSeq);
      while (at < this.byteLength && found.length < limit) {
        const bytes = await this.#read(file, at, READ_CHUNK_BYTES);
        let end = 0;
        for (const record of walkRecords(bytes, 0)) {
          end = record.at + RECORD_HEAD_BYTES + record.body.length;
          if (record.seq >= fromSeq) found.push(decodeBody(record.body));
          if (found.length === limit) break;
        }
        // A chunk without a whole record is damaged; the next record may begin in its last bytes.
        at += end || Math.max(1, bytes.length - MAX_RECORD_BYTES);
      }
      return found;
    });
  }

  /** Takes note of records that are now on disk behind `byteLength`. */
  added(records: readonly Buffer[]): void {
    for (const record of records) {
      this.lastSeq += 1;
      this.#remember(this.lastSeq, this.byteLength, record.subarray(RECORD_HEAD_BYTES));
      this.byteLength += record.length;
    }
  }

  /** The file to append to. */
  async openForWriting(): Promise<FileHandle> {
    this.#writing ??= await open(this.path, "r+");
    return this.#writing;
  }

  async closeForWriting(): Promise<void> {
    const file = this.#writing;
    this.#writing = undefined;
    await file?.close();
  }

  /** Forgets what can be read again. */
  unload(): void {
    this.#index = undefined;
    this.#marks = [];
  }

  /** Leaves a summary beside the file, so that opening the journal need not read it. Without one it does. */
  async seal(): Promise<void> {
    const { firstSeq, lastSeq, byteLength } = this;
    const summary: Summary = { firstSeq, lastSeq, byteLength, hours: [...this.#hours] };
    await writeFile(summaryPath(this.path), JSON.stringify(summary)).catch(() => undefined);
  }

  async remove(): Promise<void> {
    await rm(this.path);
    await rm(summaryPath(this.path), { force: true });
  }

  async #load(): Promise<HearingIndex> {
    if (!this.#index) this.#indexAll(await readFile(this.path));
    return this.#index ?? new HearingIndex();
  }

  #indexAll(bytes: Buffer): void {
    this.#index = new HearingIndex();
    this.#marks = [];
    this.#sinceMark = 0;
    for (const { seq, at, body } of walkRecords(bytes, SEGMENT_HEAD_BYTES)) {
      this.#remember(seq, at, body);
      this.lastSeq = seq;
      this.byteLength = at + RECORD_HEAD_BYTES + body.length;
    }
  }

  #remember(seq: number, at: number, body: Buffer): void {
    if (this.#sinceMark % MARK_EVERY === 0) this.#marks.push({ seq, at });
    this.#sinceMark += 1;
    this.#index?.add(crc32(identityOf(body)), at);
    this.#hours.add(Math.floor(rxAtMsOf(body) / HOUR_MS));
  }

  /** Offset of a record at or before `seq`. */
  #markBefore(seq: number): number {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#marks[middle]?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return this.#marks[low - 1]?.at ?? SEGMENT_HEAD_BYTES;
  }

  /** Readers come and go while a segment may be closed or deleted, so each has the file open itself. */
  async #withFile<T>(work: (file: FileHandle) => Promise<T>): Promise<T> {
    const file = await open(this.path, "r");
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  }

  async #read(file: FileHandle, at: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(Math.min(length, this.byteLength - at));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
    return bytes.subarray(0, bytesRead);
  }
}

const summaryPath = (path: string): string => path.replace(/\.journal$/, ".summary");

async function readSummary(path: string): Promise<Summary | undefined> {
  try {
    const summary: Summary = JSON.parse(await readFile(summaryPath(path), "utf8"));
    const numbers = [summary.firstSeq, summary.lastSeq, summary.byteLength, ...summary.hours];
    return numbers.every((one) => Number.isSafeInteger(one)) ? summary : undefined;
  } catch {
    return undefined;
  }
}
