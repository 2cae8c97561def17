import type { Keyring } from "../../shared/codecs/keyring.ts";
import { type HeardMeter, rememberFrame } from "../../shared/field/heard-meter.ts";
import { meterKeyOf, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { WireFormat } from "../../shared/model/wire-rounds.ts";
import type { SaidLately } from "./intake-protocol.ts";
import { PastLooks, serialOf } from "./past-looks.ts";
import type { FrameReader, ReadFrame } from "./read-frame.ts";
import type { FrameJournal } from "./store/frame-journal.ts";
import type { FrameChunk, LocalDatabase, StoredFrame, StoredRead } from "./store/local-database.ts";

const DECODED = "decoded";
const BATCH = 40;
/** Of the past, most chunks hold one frame: asking for them one by one would take longer than decoding them. */
const PAST_BATCH = 200;
/** Older than this, a meter under heat has moved on. */
const SAID_LATELY_MS = 3_600_000;

type Heard = readonly [frame: StoredFrame, read: ReadFrame];

/** What reading needs of a round. */
export interface IntakeRound {
  readonly id: string;
  readonly createdAtMs: number;
  readonly cards: readonly { readonly pointId: string; readonly meter?: { readonly key: string } }[];
  readonly reads: readonly { readonly pointId: string }[];
}

export interface IntakeEvents {
  /**
   * The same, said as soon as it is known: the frame itself is durable, so that what is made of it comes
   * again after a kill.
   */
  onSeen?(reads: readonly StoredRead[]): void;
  /** Points of the open round that are read now for the first time. */
  onRead(reads: readonly StoredRead[]): void;
  /** Meters that were heard, with the frame: for whoever learns where they are heard. */
  onHeard?(heard: readonly { readonly meter: string; readonly frame: StoredFrame }[]): void;
}

/**
 * The conductor of the phone's half of the road: journal → decode → match to the round → read state,
 * in the order of the journal. What was decoded and how far is one transaction, so a kill at any
 * moment neither doubles nor drops a count.
 */
export class Intake {
  readonly #database: LocalDatabase;
  readonly #journal: FrameJournal;
  readonly #events: IntakeEvents;
  readonly #clockOffMs: () => number;
  readonly #pointBySerial = new Map<string, string>();
  readonly #done = new Set<string>();
  #formats: readonly WireFormat[] = [];
  #reader: FrameReader | undefined;
  readonly #looks = new PastLooks();
  #roundId: string | undefined;
  /** Absent while the phone is locked or has no lease: frames wait, undecoded, in the journal. */
  #keyring: Keyring | undefined;
  #running: Promise<void> | undefined;
  #isWoken = false;
  /** Last chunk that is decoded. */
  #decoded: number | undefined;
  /** Chunks written since the journal was last asked: while nothing else is behind, they need not be read back. */
  #fresh: FrameChunk[] = [];
  #isCaughtUp = false;

  constructor(parts: {
    readonly database: LocalDatabase;
    readonly journal: FrameJournal;
    readonly events: IntakeEvents;
    /** What the phone's clock is wrong by, of which no frame itself knows; a training has its own time. */
    readonly clockOffMs?: () => number;
  }) {
    this.#database = parts.database;
    this.#journal = parts.journal;
    this.#events = parts.events;
    this.#clockOffMs = parts.clockOffMs ?? (() => 0);
  }

  /** Reads for this round from now on, and looks what the journal already holds for it. */
  async openRound(round: IntakeRound, formats: readonly WireFormat[]): Promise<void> {
    if (this.#looks.useFormats(formats)) this.#reader = undefined;
    this.#formats = formats;
    this.takeCards(round);
    const own = await this.#database.reads.where("roundId").equals(round.id).toArray();
    this.#done.clear();
    for (const { pointId } of [...own, ...round.reads]) this.#done.add(pointId);
    await this.decodeAgain(round.createdAtMs);
  }

  /** The round as the office has it now. */
  takeCards({ id, cards }: Pick<IntakeRound, "id" | "cards">): void {
    this.#roundId = id;
    this.#pointBySerial.clear();
    for (const { pointId, meter } of cards) {
      const parsed = meter && parseMeterKey(meter.key);
      if (parsed) this.#pointBySerial.set(serialOf(parsed), pointId);
    }
  }

  /** Points that another car has read need no second reading. */
  passOver(pointIds: readonly string[]): void {
    for (const pointId of pointIds) this.#done.add(pointId);
  }

  useKeys(keyring: Keyring | undefined): void {
    this.#keyring = keyring;
    this.wake();
  }

  /** Decodes what the journal holds beyond the last decoded chunk; `written`: the chunk that was just added. */
  wake(written?: FrameChunk): void {
    if (written && this.#keyring && this.#fresh.length < BATCH) this.#fresh.push(written);
    else this.#isCaughtUp = false;
    this.#isWoken = true;
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
      if (this.#isWoken && this.#keyring) this.wake();
    });
  }

  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Looks through the kept past for points that are still unread: a key or a round may be new. */
  async decodeAgain(sinceMs: number): Promise<void> {
    await this.settled();
    const [keyring, roundId] = [this.#keyring, this.#roundId];
    if (!keyring || roundId === undefined) return;
    const isRead = (serial: string): boolean => this.#done.has(this.#pointBySerial.get(serial) ?? "");
    const serials = [...this.#pointBySerial.keys()].filter((serial) => !isRead(serial));
    const look = this.#looks.begin({ roundId, sinceMs, keyring, serials });
    if (!look) return;
    const { worthDecoding } = await import("./worth-decoding.ts");
    const isWorth = worthDecoding({ keys: look.keys, keyring, isRead });
    const upTo = await this.#database.number(DECODED);
    for (let at = look.after; ; ) {
      const chunks = (await this.#journal.after(at, PAST_BATCH)).filter(({ id }) => id <= upTo);
      const last = chunks.at(-1);
      if (!last) break;
      at = last.id;
      const worth = chunks
        .flatMap(({ frames }) => frames)
        .filter((frame) => frame.atMs >= sinceMs && isWorth(frame));
      const now = this.#keyring;
      const heard = now && (await this.#read(worth, now));
      // Locked, or with another round by now: opened again, the past is looked through for it again.
      if (!heard || this.#roundId !== roundId) return;
      await this.#save(this.#readsOf(heard));
    }
    look.end(upTo);
  }

  async #drain(): Promise<void> {
    while (this.#keyring && this.#isWoken) {
      this.#isWoken = false;
      let chunks = await this.#nextChunks();
      while (chunks.length > 0 && this.#keyring) {
        await this.#process(chunks);
        chunks = await this.#nextChunks();
      }
      if (chunks.length > 0) this.#isCaughtUp = false;
    }
  }

  async #nextChunks(): Promise<readonly FrameChunk[]> {
    this.#decoded ??= await this.#database.number(DECODED);
    const upTo = this.#decoded;
    const fresh = this.#fresh.filter(({ id }) => id > upTo);
    this.#fresh = [];
    if (this.#isCaughtUp) return fresh;
    // What is written while the journal is asked is noted from here on.
    this.#isCaughtUp = true;
    const found = await this.#journal.after(upTo, BATCH);
    if (found.length === BATCH) this.#isCaughtUp = false;
    return found;
  }

  async #process(chunks: readonly FrameChunk[]): Promise<void> {
    const frames = chunks.flatMap((chunk) => chunk.frames);
    const decoded = await this.#read(frames);
    const reads = this.#readsOf(decoded);
    const heardFor = this.#roundId;
    const upTo = chunks.at(-1)?.id ?? 0;
    if (reads.length > 0) this.#events.onSeen?.(reads);
    const { heard, reads: readTable, marks } = this.#database;
    try {
      await this.#database.transaction("rw", [heard, readTable, marks], async () => {
        await this.#count(decoded);
        await readTable.bulkPut([...reads]);
        await marks.put({ name: DECODED, value: upTo });
      });
    } catch (error) {
      // It stays in the journal, and is decoded with what comes next.
      this.#isCaughtUp = false;
      for (const { pointId } of reads) this.#done.delete(pointId);
      throw error;
    }
    this.#decoded = upTo;
    this.#looks.heardLive(heardFor, upTo);
    if (reads.length > 0) this.#events.onRead(reads);
    this.#events.onHeard?.(decoded.map(([frame, read]) => ({ meter: nameOf(read), frame })));
  }

  async #save(reads: readonly StoredRead[]): Promise<void> {
    if (reads.length === 0) return;
    await this.#database.reads.bulkPut([...reads]);
    this.#events.onRead(reads);
  }

  /** The decoder is fetched with the first frame that can be decoded, from the app's own cache. */
  async #loadReader(): Promise<FrameReader> {
    if (!this.#reader) {
      const { createFrameReader } = await import("./read-frame.ts");
      this.#reader ??= createFrameReader(this.#formats);
    }
    return this.#reader;
  }

  async #read(frames: readonly StoredFrame[], keys?: Keyring): Promise<readonly Heard[]> {
    const read = await this.#loadReader();
    const keyring = keys ?? this.#keyring ?? { find: () => undefined };
    return frames.map((frame) => [frame, read(frame, keyring)]);
  }

  #readsOf(heard: readonly Heard[]): readonly StoredRead[] {
    const reads: StoredRead[] = [];
    for (const [
      { atMs: heardMs, offMs = this.#clockOffMs(), rssiDbm },
      { meter, value, status, heat },
    ] of heard) {
      const pointId = meter && this.#pointBySerial.get(serialOf(meter));
      if (pointId === undefined || this.#roundId === undefined || !value || this.#done.has(pointId)) continue;
      this.#done.add(pointId);
      const signal = rssiDbm === undefined ? {} : { rssiDbm };
      const told = { ...(status ? { status } : {}), ...(heat ? { heat } : {}) };
      const atMs = heardMs + offMs;
      reads.push({ roundId: this.#roundId, pointId, atMs, ...signal, value, ...told, isSent: 0 });
    }
    return reads;
  }

  async #count(decoded: readonly Heard[]): Promise<void> {
    const keys = [...new Set(decoded.map(([, frame]) => nameOf(frame)))];
    const known = await this.#database.heard.bulkGet(keys);
    const heard = new Map<string, HeardMeter>();
    for (const row of known) if (row) heard.set(row.meter, row);
    for (const [{ bytes: _bytes, ...where }, frame] of decoded) {
      const meter = nameOf(frame);
      const { medium, encryption, outcome } = frame;
      const seen = { meter, medium, encryption, outcome, ...where, ...whenOf(where.atMs) };
      heard.set(meter, rememberFrame(heard.get(meter), seen));
    }
    await this.#database.heard.bulkPut([...heard.values()]);
  }

  /** What frames are opened with now. */
  get keyring(): Keyring | undefined {
    return this.#keyring;
  }

  /** Whether frames are decoded at all: not while the phone is locked or has no keys. */
  get isDecoding(): boolean {
    return this.#keyring !== undefined;
  }

  /** A reader stood at the meter: it counts whatever the radio says later. */
  async readAtDoor(read: Omit<StoredRead, "isSent" | "rssiDbm">): Promise<undefined> {
    const { roundId, pointId, atMs, via, value } = read;
    if (await this.#database.reads.get([roundId, pointId])) return undefined;
    if (roundId === this.#roundId) this.#done.add(pointId);
    await this.#save([
      { roundId, pointId, atMs, isSent: 0, ...(via ? { via } : {}), ...(value ? { value } : {}) },
    ]);
    return undefined;
  }

  /** What a meter said last of what was heard in the last hour; `undefined`: nothing that could be read. */
  async saidLately(meter: string): Promise<SaidLately | undefined> {
    const id = parseMeterKey(meter);
    if (!id || !this.#keyring) return undefined;
    const { namesSerial } = await import("./read-frame.ts");
    // Still on its way to the journal or through the decoder.
    await this.settled();
    for await (const frame of this.#journal.backwards(Date.now() - SAID_LATELY_MS)) {
      if (frame.link !== undefined || !namesSerial(frame.bytes, id.id)) continue;
      const [[, read] = []] = await this.#read([frame]);
      if (read?.told && read.meter && serialOf(read.meter) === serialOf(id))
        return { atMs: frame.atMs, values: read.told };
    }
    return undefined;
  }

  /** Whether a heard meter belongs to the open round. */
  isOwn(meter: string): boolean {
    const id = parseMeterKey(meter);
    return id !== undefined && this.#pointBySerial.has(serialOf(id));
  }
}

/** Hour and day where the phone is. */
function whenOf(atMs: number): { readonly hour: number; readonly day: string } {
  const at = new Date(atMs);
  const two = (n: number): string => String(n).padStart(2, "0");
  return {
    hour: at.getHours(),
    day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
  };
}

/** Frames too damaged to say whose they are count together. */
const nameOf = ({ meter }: ReadFrame): string => (meter ? meterKeyOf(meter) : "");
