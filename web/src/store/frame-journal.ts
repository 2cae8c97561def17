import {
  type FrameChunk,
  type HearingGap,
  isQuotaError,
  type LocalDatabase,
  type StoredFrame,
} from "./local-database.ts";

export interface JournalLimits {
  /** Frames wait at most this long before they are written. */
  readonly chunkMs: number;
  /** Frames held in memory while nothing can be written; what comes after is lost, and said so. */
  readonly mostWaiting: number;
  /** Sent frames stay this long, so that a key that comes later still opens them here. */
  readonly keepSentMs: number;
}

const LIMITS: JournalLimits = { chunkMs: 30, mostWaiting: 20_000, keepSentMs: 24 * 3_600_000 };

export type JournalState =
  | { readonly kind: "fine" }
  /** No room: `waiting` frames are in memory only, `lost` had no place there either. */
  | { readonly kind: "full"; readonly waiting: number; readonly lost: number };

export interface JournalEvents {
  /** `gap`: the one that was owed and ends with this chunk. */
  onWritten(chunk: FrameChunk, gap?: HearingGap): void;
  onState(state: JournalState): void;
}

interface Written {
  readonly chunk: FrameChunk;
  readonly gap?: HearingGap;
}

const SENT = "sent";
const PRUNE_BATCH = 200;
const BACK_BATCH = 500;

/**
 * The phone's append-only record of everything heard (DESIGN D2): frames are durable in chunks before
 * anything is made of them, and go only after the server has them.
 */
export class FrameJournal {
  readonly #database: LocalDatabase;
  readonly #events: JournalEvents;
  readonly #limits: JournalLimits;
  #waiting: StoredFrame[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #lost = 0;
  #isFull = false;
  /** Counted once, then kept: a day without network holds hundreds of thousands. */
  #unsent: number | undefined;
  #silentSinceMs: number | undefined;
  #sentId: number | undefined;

  constructor(database: LocalDatabase, events: JournalEvents, limits: Partial<JournalLimits> = {}) {
    this.#database = database;
    this.#events = events;
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * The next frame written ends a silence that a restart began: the gap becomes durable with it, so that
   * no kill in between can hide it. `undefined`: nothing is owed any more.
   */
  oweGap(sinceMs: number | undefined): void {
    this.#silentSinceMs = sinceMs;
  }

  add(frame: StoredFrame): void {
    if (this.#waiting.length >= this.#limits.mostWaiting) {
      this.#lost += 1;
      this.#sayFull();
      return;
    }
    this.#waiting.push(frame);
    this.#timer ??= setTimeout(() => void this.flush(), this.#isFull ? 2000 : this.#limits.chunkMs);
  }

  /** Resolves when everything added so far is durable, or could not be written. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // One that failed keeps none after it from being written.
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const frames = this.#waiting;
    if (frames.length === 0) return;
    this.#waiting = [];
    // Without room, or where the browser lost its database for a moment: they are held, sent from memory, and tried again.
    const written = await this.#append(frames).catch(() => undefined);
    if (!written) {
      this.#waiting = [...frames, ...this.#waiting];
      this.#sayFull();
      this.#timer ??= setTimeout(() => void this.flush(), 2000);
      return;
    }
    if (this.#isFull) this.#sayFine();
    this.#events.onWritten(written.chunk, written.gap);
  }

  async #append(frames: readonly StoredFrame[]): Promise<Written> {
    try {
      return await this.#put(frames);
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      // What the server has already may go at once: room for what it has not.
      await this.prune(Number.MAX_SAFE_INTEGER);
      return this.#put(frames);
    }
  }

  async #put(frames: readonly StoredFrame[]): Promise<Written> {
    const { chunks, gaps } = this.#database;
    const fromMs = this.#silentSinceMs;
    if (fromMs === undefined) {
      const id = await chunks.add({ frames });
      return this.#count({ chunk: { id: id ?? 0, frames } });
    }
    const gap = { fromMs, toMs: frames[0]?.atMs ?? fromMs, reason: "restarted" } as const;
    const [id, gapId] = await this.#database.transaction("rw", chunks, gaps, async () => [
      await chunks.add({ frames }),
      await gaps.add(gap),
    ]);
    if (this.#silentSinceMs === fromMs) this.#silentSinceMs = undefined;
    return this.#count({ chunk: { id: id ?? 0, frames }, gap: { ...gap, id: gapId ?? 0 } });
  }

  #count(written: Written): Written {
    if (this.#unsent !== undefined) this.#unsent += written.chunk.frames.length;
    return written;
  }

  #sayFull(): void {
    this.#isFull = true;
    this.#events.onState({ kind: "full", waiting: this.#waiting.length, lost: this.#lost });
  }

  #sayFine(): void {
    this.#isFull = false;
    this.#events.onState({ kind: "fine" });
  }

  /** Frames lost for want of room since the last call. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  /** Chunks behind this one, oldest first. */
  after(id: number, limit: number): Promise<readonly FrameChunk[]> {
    return this.#database.chunks.where("id").above(id).limit(limit).toArray();
  }

  /** Frames from the newest back, as far as this moment. */
  async *backwards(sinceMs: number): AsyncGenerator<StoredFrame, void, undefined> {
    for (let below = Number.MAX_SAFE_INTEGER; ; ) {
      const chunks = await this.#database.chunks
        .where("id")
        .below(below)
        .reverse()
        .limit(BACK_BATCH)
        .toArray();
      for (const { id, frames } of chunks) {
        below = id;
        yield* frames.filter(({ atMs }) => atMs >= sinceMs).reverse();
        if ((frames[0]?.atMs ?? 0) < sinceMs) return;
      }
      if (chunks.length < BACK_BATCH) return;
    }
  }

  async lastAtMs(): Promise<number | undefined> {
    return (await this.#database.chunks.orderBy("id").last())?.frames.at(-1)?.atMs;
  }

  async sentId(): Promise<number> {
    this.#sentId ??= await this.#database.number(SENT);
    return this.#sentId;
  }

  /**
   * The server has these `frames`, up to this chunk, on its disk. Without room even for this note what was sent
   * goes at once; a note that is lost costs a second sending, which the server knows as the same.
   */
  async acknowledge(id: number, frames: number): Promise<void> {
    this.#sentId = id;
    if (this.#unsent !== undefined) this.#unsent = Math.max(0, this.#unsent - frames);
    await this.#noteSent(id).catch(async (error: unknown) => {
      if (!isQuotaError(error)) throw error;
      await this.prune(Number.MAX_SAFE_INTEGER);
      await this.#noteSent(id).catch(unlessFull);
    });
  }

  async #noteSent(id: number): Promise<void> {
    await this.#database.marks.put({ name: SENT, value: id });
  }

  /** Frames that are in memory only because there is no room for them. */
  held(): readonly StoredFrame[] {
    return this.#isFull ? [...this.#waiting] : [];
  }

  /** The server has these held frames on its disk: they need no room here any more. */
  release(frames: readonly StoredFrame[]): void {
    const sent = new Set(frames);
    this.#waiting = this.#waiting.filter((frame) => !sent.has(frame));
    if (this.#waiting.length > 0) this.#sayFull();
    else if (this.#isFull) this.#sayFine();
  }

  /** Frames the server does not have yet. */
  async unsent(): Promise<number> {
    if (this.#unsent !== undefined) return this.#unsent;
    let frames = 0;
    const chunks = this.#database.chunks.where("id").above(await this.sentId());
    await chunks.each((chunk) => {
      frames += chunk.frames.length;
    });
    this.#unsent = frames;
    return frames;
  }

  /** These lie somewhere else as well, and are no longer sent from here. */
  async drop(chunks: readonly FrameChunk[]): Promise<void> {
    const sentId = await this.sentId();
    await this.#database.chunks.bulkDelete(chunks.map(({ id }) => id));
    const unsent = chunks.reduce((sum, { id, frames }) => sum + (id > sentId ? frames.length : 0), 0);
    if (this.#unsent !== undefined) this.#unsent = Math.max(0, this.#unsent - unsent);
  }

  /** Drops sent chunks that are old enough. */
  async prune(nowMs: number): Promise<void> {
    const sentId = await this.sentId();
    const isOld = ({ id, frames }: FrameChunk): boolean =>
      id <= sentId && (frames[0]?.atMs ?? 0) <= nowMs - this.#limits.keepSentMs;
    for (;;) {
      const oldest = await this.#database.chunks.orderBy("id").limit(PRUNE_BATCH).toArray();
      const old = oldest.filter(isOld);
      await this.#database.chunks.bulkDelete(old.map(({ id }) => id));
      if (old.length < PRUNE_BATCH) return;
    }
  }
}

function unlessFull(error: unknown): void {
  if (!isQuotaError(error)) throw error;
}
