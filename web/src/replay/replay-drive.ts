import type { Keyring } from "../../../shared/codecs/keyring.ts";
import { type HeardMeter, rememberFrame } from "../../../shared/field/heard-meter.ts";
import { type Cause, whyNotRead } from "../../../shared/field/why-not-read.ts";
import { type MeterId, meterKeyOf, parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { FrameReader } from "../read-frame.ts";
import type { StoredFrame } from "../store/local-database.ts";

export interface ReplayRound {
  readonly cards: readonly RoundCard[];
  /** Points that somebody read in the round itself. */
  readonly readThen: ReadonlySet<string>;
}

/** How far a replay has come, and what it has shown so far. Nothing of it is a reading. */
export interface ReplayNow {
  readonly played: number;
  readonly frames: number;
  /** Of the recording, UTC milliseconds: its first moment, the one that is played, its last. */
  readonly fromMs: number;
  readonly atMs: number;
  readonly toMs: number;
  readonly points: number;
  /** Points this recording reads, with today's keys and drivers. */
  readonly read: number;
  /** Of those, the ones that were not read then. */
  readonly fresh: readonly ReplayPoint[];
  /** Read in the round then, but not by this recording. */
  readonly notHere: number;
  readonly misses: readonly { readonly cause: Cause; readonly points: readonly ReplayPoint[] }[];
  readonly leftOut: number;
  /** Points read since this was asked last. */
  readonly readSince: readonly string[];
  /** Whether the recording says of any telegram where it was heard. */
  readonly isPlaced: boolean;
  /** Where the last telegram was heard whose recording says so, degrees of WGS 84. */
  readonly place?: { readonly lat: number; readonly lon: number };
}

export interface ReplayPoint {
  readonly pointId: string;
  readonly address: string;
  readonly serial: string;
}

interface ReplayParts {
  readonly frames: readonly StoredFrame[];
  readonly round: ReplayRound;
  readonly keyring: Keyring;
  readonly read: FrameReader;
  readonly leftOut: number;
}

/** Plays a recorded drive through the decoder of every round, in memory alone: nothing is kept or sent. */
export class ReplayDrive {
  readonly #parts: ReplayParts;
  readonly #pointBySerial = new Map<string, RoundCard>();
  readonly #heard = new Map<string, HeardMeter>();
  readonly #read = new Set<string>();
  readonly #isPlaced: boolean;
  #readSince: string[] = [];
  #place: ReplayNow["place"];
  #played = 0;

  constructor(parts: ReplayParts) {
    this.#parts = parts;
    this.#isPlaced = parts.frames.some(({ lat, lon }) => lat !== undefined && lon !== undefined);
    for (const card of parts.round.cards) {
      const meter = card.meter && parseMeterKey(card.meter.key);
      if (meter) this.#pointBySerial.set(serialOf(meter), card);
    }
  }

  /** Plays what was heard up to then, at most so many frames. */
  playUpTo(atMs: number, most: number): void {
    const { frames } = this.#parts;
    for (let n = 0; n < most; n++) {
      const frame = frames[this.#played];
      if (!frame || frame.atMs > atMs) return;
      this.#played += 1;
      this.#take(frame);
    }
  }

  #take(frame: StoredFrame): void {
    const { read, keyring } = this.#parts;
    const { meter, value, outcome, medium, encryption } = read(frame, keyring);
    const name = meter ? meterKeyOf(meter) : "";
    const { bytes: _bytes, link: _link, ...where } = frame;
    const at = new Date(frame.atMs);
    const when = { hour: at.getHours(), day: at.toDateString() };
    const seen = { meter: name, medium, encryption, outcome, ...where, ...when };
    this.#heard.set(name, rememberFrame(this.#heard.get(name), seen));
    const card = meter && this.#pointBySerial.get(serialOf(meter));
    const { lat, lon } = frame;
    if (lat !== undefined && lon !== undefined) this.#place = { lat, lon };
    if (!(card && value) || this.#read.has(card.pointId)) return;
    this.#read.add(card.pointId);
    this.#readSince.push(card.pointId);
  }

  get cards(): readonly RoundCard[] {
    return this.#parts.round.cards;
  }

  now(): ReplayNow {
    const { frames, round, leftOut } = this.#parts;
    const fromMs = frames[0]?.atMs ?? 0;
    const fresh = round.cards.filter(
      ({ pointId }) => this.#read.has(pointId) && !round.readThen.has(pointId),
    );
    const notHere = [...round.readThen].filter((pointId) => !this.#read.has(pointId));
    return {
      played: this.#played,
      frames: frames.length,
      fromMs,
      atMs: frames[Math.max(0, this.#played - 1)]?.atMs ?? fromMs,
      toMs: frames.at(-1)?.atMs ?? fromMs,
      points: round.cards.length,
      read: this.#read.size,
      fresh: fresh.map(pointOf),
      notHere: notHere.length,
      misses: this.#misses(fromMs),
      leftOut,
      readSince: this.#readSince.splice(0),
      isPlaced: this.#isPlaced,
      ...(this.#place ? { place: this.#place } : {}),
    };
  }

  #misses(fromMs: number): ReplayNow["misses"] {
    const { cards } = this.#parts.round;
    const unread = cards.filter(({ pointId }) => !this.#read.has(pointId));
    const causes = whyNotRead(
      unread.map(({ meter, ...card }) => ({ ...card, ...(meter ? { meter: meter.key } : {}) })),
      {
        heard: [...this.#heard.values()],
        sinceMs: fromMs,
        hour: new Date(fromMs).getHours(),
        isDecoding: true,
        knownMeters: cards.flatMap(({ meter }) => (meter ? [meter.key] : [])),
      },
    );
    const byCause = new Map<Cause, ReplayPoint[]>();
    for (const card of unread) {
      const { cause } = causes.get(card.pointId) ?? { cause: "never-heard" as const };
      const same = byCause.get(cause);
      if (same) same.push(pointOf(card));
      else byCause.set(cause, [pointOf(card)]);
    }
    return [...byCause]
      .map(([cause, points]) => ({ cause, points }))
      .sort((a, b) => b.points.length - a.points.length);
  }
}

const pointOf = ({ pointId, address, number, meter }: RoundCard): ReplayPoint => ({
  pointId,
  address: address || number,
  serial: meter?.serial ?? "",
});

/** Adapters may tell another version or type: maker and number are what a meter is known by. */
const serialOf = ({ manufacturer, id }: Pick<MeterId, "manufacturer" | "id">): string =>
  `${manufacturer}-${id}`;
