import type { CountMonth, MonthColumns } from "../shared/blocks/month-columns.ts";
import type { MeterKey } from "../shared/model/meter-id.ts";
import type { Reading, Source } from "../shared/model/reading.ts";
import type { Register } from "../shared/model/register.ts";
import type { Unit } from "../shared/model/unit.ts";

/** What keeps a utility's readings (DESIGN D5), as types only: what is asked of it, and what keeps it healthy. */

/** Journal entries from `firstSeq` to `lastSeq`, inclusive. */
export interface SeqRange {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Latest reading of one meter that can be true: one marked `implausible` is passed over. */
export interface Latest {
  readonly meter: MeterKey;
  readonly reading: Reading;
}

/**
 * Decoding outcome of one journal entry, kept beside it (`decoded`, `no-key`, `wrong-crc` …). A later
 * outcome of the same entry takes its place. `rssiDbm` is kept to a tenth.
 */
export interface Outcome {
  readonly seq: number;
  readonly meter?: MeterKey;
  readonly outcome: string;
  readonly rxAtMs: number;
  readonly rssiDbm?: number;
}

/** One committed step of ingest: all of it is durable, or none. */
export interface DecodedBatch {
  /** Journal cursor after this batch; decoding resumes behind it after a crash. */
  readonly decodedSeq: number;
  readonly readings: readonly Reading[];
  readonly outcomes: readonly Outcome[];
  /** Compact-frame formats learned: signature (hex) and header bytes (hex) for a meter type. */
  readonly formats: readonly {
    readonly meterType: string;
    readonly signature: string;
    readonly headers: string;
  }[];
}

export interface ReadingStore {
  /**
   * Idempotent by (meter, time, source): the same reading again changes nothing, another one with
   * the same three replaces it (a correction). Resolves when it is durable; a caller that waits for
   * it before the next batch gets the store's pace.
   */
  commit(batch: DecodedBatch): Promise<void>;
  decodedSeq(): Promise<number>;
  formats(): Promise<DecodedBatch["formats"]>;
  /**
   * Bulk import of whole months; idempotent per (meter, month). What was billed stays as it is: of a locked time
   * readings that the store has are left out, new ones are marked `implausible`.
   */
  importMonths(months: readonly MonthColumns[]): Promise<void>;
  /**
   * The same for months that are encoded already (`encodeBlock`), so that encoding can run elsewhere. `edges` in
   * the places of the blocks they were made with (`packEdges` for the starts of the utility's months) spare the
   * store opening them; those for other moments are made anew.
   */
  importBlocks(blocks: readonly Uint8Array[], edges?: readonly (Uint8Array | undefined)[]): Promise<void>;
  /**
   * Puts readings in the place of those a meter has within a span, all at once: when a driver or key was wrong
   * and the frames were decoded anew. What must stay stays; the same again changes nothing.
   */
  replaceSpan(replacement: SpanReplacement): Promise<SpanOutcome>;
  /** Takes away what a meter said within a span; what must stay stays. */
  removeSpan(removal: SpanRemoval): Promise<SpanOutcome>;
  latest(): Promise<readonly Latest[]>;
  latestOf(meter: MeterKey): Promise<Latest | undefined>;
  /**
   * One meter's readings with `fromMs ≤ time < toMs`, as columns per UTC month, oldest first; with
   * `registers` only those columns, which is several times as fast.
   */
  columns(
    meter: MeterKey,
    fromMs: number,
    toMs: number,
    registers?: readonly Register[],
  ): Promise<readonly MonthColumns[]>;
  /**
   * For each meter the same in short: times, marks and the counts of these registers, of many meters at once. With
   * `besideMs` (for each meter, UTC milliseconds) without the rows that who counts between those moments does not
   * miss (`shared/analysis/thin-month.ts`).
   */
  counts(
    meters: readonly MeterKey[],
    span: TimeSpan,
    registers: readonly Register[],
    besideMs?: readonly (readonly number[])[],
  ): Promise<readonly (readonly CountMonth[])[]>;
  /** Readings newest first, `time < beforeMs`, at most `limit`. */
  newest(meter: MeterKey, beforeMs: number, limit: number): Promise<readonly Reading[]>;
  /** Which months a meter has readings of, oldest first. */
  blocks(meter: MeterKey): Promise<readonly BlockVersion[]>;
  /**
   * The UTC month holding `atMs` as a block (`shared/blocks`), recent readings included; with `spans` only
   * readings within them. `undefined` where there are none.
   */
  block(meter: MeterKey, atMs: number, spans?: readonly TimeSpan[]): Promise<VersionedBlock | undefined>;
  /** Whether what is stored of the UTC month holding `atMs` cannot be read: it is missing until it is restored. */
  isDamaged(meter: MeterKey, atMs: number): Promise<boolean>;
  /**
   * For each meter the UTC months (as the moment each begins) of which readings were asked for and could not be
   * read, or are lost since and were not imported again: ask after `counts` or `columns`, to say why they lack something.
   */
  damagedMonths(meters: readonly MeterKey[]): Promise<readonly (readonly number[])[]>;
  /** Months of any meter that changed after `cursor`; `limit` may be exceeded where one change touched more. */
  blocksSince(cursor: number, limit: number): Promise<BlocksSince>;
  span(
    meter: MeterKey,
  ): Promise<{ firstMs: number; lastMs: number; registers: readonly Register[] } | undefined>;
  /** One register of all meters in the UTC month holding `atMs`, from what blocks say of themselves. */
  registerMonth(register: Register, atMs: number): Promise<RegisterMonth>;
  /**
   * Where the meters that count this register stood around some moments of a UTC month, a stretch of them at a
   * time: begin with stretch 0, go on with `next` until there is none. Where the utility's months begin is kept
   * beside the readings; other moments take reading that month of every meter.
   */
  countsAround(register: Register, when: AroundWhen): Promise<CountsAround>;
  count(): Promise<number>;
  /** What was heard and what became of it, newest first, one row per meter. */
  heard(limit: number): Promise<readonly HeardMeter[]>;
  /**
   * Journal entries whose outcome is one of these for this meter (decode again when a key arrives); with `span` those
   * heard within it.
   */
  undecoded(meter: MeterKey, outcomes: readonly string[], span?: TimeSpan): Promise<readonly number[]>;
  /** Keys under which a meter of this one's maker and number is known: telegrams may tell another version or type. */
  keysOfSerial(meter: MeterKey): Promise<readonly MeterKey[]>;
  /**
   * Meters as they were heard that have entries which are not, or not wholly, read; or had some until just now. With
   * `program` those of which another program may read more: what lacks a key or a place is passed over.
   */
  metersUndecoded(lacking?: "program"): Promise<readonly MeterKey[]>;
  /** Meters as they were heard that have entries without a place (`frame-outcome.ts`), or had some until just now. */
  metersWithoutPlace(): Promise<readonly MeterKey[]>;
  /** Whether any of these entries has one of these outcomes and, with `meters`, is of one of them. */
  hasUndecoded(
    entries: SeqRange,
    outcomes: readonly string[],
    meters?: readonly MeterKey[],
  ): Promise<boolean>;
  /** Drops the outcomes of entries the journal no longer has; counts of what was heard stay. */
  forgetUndecoded(entries: SeqRange): Promise<void>;
}

/** Some of a meter's readings: `fromMs ≤ time < toMs`, UTC; all of them from −Infinity to Infinity. */
export interface SpanRemoval extends TimeSpan {
  readonly meter: MeterKey;
  /** Only readings that came in one of these ways; absent: all. */
  readonly sources?: readonly Source[];
  readonly kept: KeptFromRemoval;
}

export interface SpanReplacement extends SpanRemoval {
  /** Of this meter, within the span, from these sources; others are passed over. */
  readonly readings: readonly Reading[];
  /**
   * What stood there when `readings` were made: where other readings stand there by now (one came meanwhile),
   * nothing is done, and `isStale` says so.
   */
  readonly madeOf?: readonly Reading[];
}

/** What no removal touches. */
export interface KeptFromRemoval {
  /** Meters under a legal hold: nothing of theirs changes. */
  readonly held: readonly MeterKey[];
  /** Readings before this moment were billed: they stay, and none comes beside them. 0: none were. */
  readonly lockedBeforeMs: number;
}

export interface SpanOutcome {
  readonly removed: number;
  /** The meter is under a legal hold; nothing was done. */
  readonly isHeld: boolean;
  /** Other readings stand there than those of `madeOf`; nothing was done. */
  readonly isStale?: true;
}

/** A stretch of time with `fromMs ≤ time < toMs`, UTC. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A meter's UTC month; `version` grows with every change of it. */
export interface BlockVersion {
  readonly monthMs: number;
  readonly version: number;
}

export interface VersionedBlock {
  readonly version: number;
  readonly bytes: Uint8Array;
}

export interface BlockChange extends BlockVersion {
  readonly meter: MeterKey;
  /** There is no reading of that month left. */
  readonly isGone: boolean;
}

/** Ask again with `cursor` until it stays the same. */
export interface BlocksSince {
  readonly cursor: number;
  readonly changes: readonly BlockChange[];
}

/**
 * One register's UTC month, a row per meter (and per unit and resolution, where a meter changed them),
 * ordered by meter. Counts are in `forms[form[row]]`.
 */
export interface RegisterMonth {
  readonly meters: readonly MeterKey[];
  readonly forms: readonly { readonly unit: Unit; readonly exponent: number }[];
  readonly form: Uint16Array;
  /** Readings that have the register, at least 1. */
  readonly count: Uint32Array;
  readonly first: Float64Array;
  readonly firstMs: Float64Array;
  readonly last: Float64Array;
  readonly lastMs: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** 1 where no count is smaller than the one before: `last − first` is all that was counted. */
  readonly neverFalls: Uint8Array;
}

export interface AroundWhen {
  /** One or more, ascending, all of one UTC month. */
  readonly momentsMs: readonly number[];
  readonly stretch: number;
}

/** Counts on both sides of one moment, a row per meter. NaN: the moment's UTC month has none on that side. */
export interface SidesOfMoment {
  /** The last count before the moment. */
  readonly before: Float64Array;
  readonly beforeMs: Float64Array;
  /** The first count at or after it. */
  readonly after: Float64Array;
  readonly afterMs: Float64Array;
}

/**
 * Readings on both sides of moments, from the UTC month they lie in, a row per meter. Implausible readings
 * are passed over. Meters that do not count the register in that month are left out.
 */
export interface CountsAround {
  readonly meters: readonly MeterKey[];
  readonly units: readonly Unit[];
  readonly exponents: Float64Array;
  /** In the order of the moments. */
  readonly at: readonly SidesOfMoment[];
  /** First and last count of the month. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /**
   * 1 where the counter has one form in the month and never falls, and no count beside the moments was edited
   * or estimated by a person. Of a meter with 0 no other column means anything.
   */
  readonly isSteady: Uint8Array;
  readonly next?: number;
}

export interface HeardMeter {
  readonly meter: MeterKey;
  readonly count: number;
  readonly lastAtMs: number;
  readonly lastSeq: number;
  readonly rssiDbm?: number;
  readonly outcome: string;
}

/** A part of a month's retention; asked again with `from: next` until there is no next. */
export interface RetentionStep {
  /** Any moment of the UTC month. */
  readonly atMs: number;
  /** Starts of the utility's days in that month: one reading of each stays. Absent: none stays. */
  readonly dayStartsMs?: readonly number[];
  /** Meters under a legal hold: all of theirs stay. */
  readonly held: readonly MeterKey[];
  readonly from?: number;
}

export interface RetentionOutcome {
  readonly removed: number;
  readonly next?: number;
}

export interface StoreCheck {
  readonly blocks: number;
  /** One sentence each; empty when all is well. */
  readonly problems: readonly string[];
}

/** What keeps a store healthy. */
export interface StoreUpkeep {
  /** Moves all recent readings into blocks now. */
  fold(): Promise<void>;
  /** Reads the whole file and verifies the checksum of every block. */
  check(): Promise<StoreCheck>;
  /** Gives space that is no longer used back to the disk. Needs as much room again while it runs. */
  vacuum(): Promise<void>;
  /** UTC months with readings in blocks, as the moment each begins, oldest first. */
  months(): Promise<readonly number[]>;
  /** A few meters' share of a month's retention. */
  retain(step: RetentionStep): Promise<RetentionOutcome>;
  /** Readings that all of a month's retention would remove; with days kept, about so many. */
  weigh(step: Omit<RetentionStep, "from">): Promise<number>;
  /** A few blocks' share of making the edges that are kept beside blocks, where they have none for the utility's months. */
  fillEdges(): Promise<EdgesFilled>;
}

/** How far the edges of all blocks are. */
export interface EdgesFilled {
  /** Blocks that were opened for it in this step. */
  readonly filled: number;
  /** Share of the months that are through, 0 to 1. */
  readonly share: number;
  readonly isWhole: boolean;
}
