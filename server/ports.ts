import type { MonthColumns } from "../shared/blocks/month-columns.ts";
import type { CustomField } from "../shared/model/custom-field.ts";
import type { Hearing } from "../shared/model/hearing.ts";
import type { MapSettings } from "../shared/model/map-settings.ts";
import type { MeterKey } from "../shared/model/meter-id.ts";
import type { MeteringPoint, Segment } from "../shared/model/metering-point.ts";
import type { Reading, RegisterValue } from "../shared/model/reading.ts";
import type { Register } from "../shared/model/register.ts";
import type { Unit } from "../shared/model/unit.ts";
import type { WeatherDay } from "../shared/model/weather.ts";
import type { OrderStore } from "./order-ports.ts";
import type {
  AuditNote,
  AuditStore,
  InvitationStore,
  PeopleStore,
  RoleStore,
  SessionStore,
} from "./people-ports.ts";
import type { MailStore, SavedReportStore, SigningStore } from "./report-ports.ts";
import type { RetentionStore } from "./retention-ports.ts";
import type { ReviewStore } from "./review-ports.ts";
import type { RoomStore } from "./room-ports.ts";
import type { PhoneStore, RoundStore } from "./round-ports.ts";
import type { VisitStore } from "./visit-ports.ts";

export type { MeteringPoint, Segment };

/**
 * What the server's inner parts (ingest, routes, jobs) need from the world, as types only. Adapters
 * implement these; `server/main.ts` wires them. Every store belongs to one utility. All promises
 * reject only for bugs and broken disks; expected outcomes are values.
 */

/**
 * The one way a store or journal rejects for a reason an operator can act on. Nothing of the refused
 * call is kept, so the caller may send it again once there is room.
 */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: "storage.disk-full" | "storage.io" | "storage.closed";
  constructor(code: StorageError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** Why a utility's files cannot be opened; `path` names the file or folder concerned. */
export type StorageOpenError =
  | { readonly kind: "not-writable"; readonly path: string; readonly reason: string }
  | { readonly kind: "not-a-database"; readonly path: string }
  | { readonly kind: "not-a-journal"; readonly path: string }
  | {
      readonly kind: "newer-schema";
      readonly path: string;
      readonly found: number;
      readonly supported: number;
    }
  | { readonly kind: "wrong-master-key"; readonly path: string }
  | { readonly kind: "in-use"; readonly path: string };

/** A hearing with its place in the journal. Sequence numbers start at 1 and have no gaps. */
export interface JournalEntry extends Hearing {
  readonly seq: number;
}

export interface AppendOutcome {
  readonly accepted: number;
  /** Hearings (same receiver, time and bytes) that the journal holds already. */
  readonly duplicates: number;
  readonly lastSeq: number;
}

/** Append-only record of everything heard (DESIGN D2). */
export interface Journal {
  /** Resolves when every hearing is on disk (fdatasync), never before. Concurrent calls share one sync. */
  append(hearings: readonly Hearing[]): Promise<AppendOutcome>;
  find(seq: number): Promise<JournalEntry | undefined>;
  /** Entries with `seq > after`, oldest first, at most `limit`. */
  after(after: number, limit: number): Promise<readonly JournalEntry[]>;
  lastSeq(): number;
  /** Deletes old segments that hold nothing anyone still needs. */
  prune(policy: PrunePolicy): Promise<PruneOutcome>;
  close(): Promise<void>;
}

export interface PrunePolicy {
  /** Segments last written to before this moment may go. */
  readonly beforeMs: number;
  /** Whether any of these entries is undecoded or held: their segment stays. */
  readonly isNeeded: (entries: SeqRange) => Promise<boolean>;
}

export interface PruneOutcome {
  /** Entries that are gone, a stretch per segment. */
  readonly gone: readonly SeqRange[];
  readonly bytes: number;
}

/** Journal entries from `firstSeq` to `lastSeq`, inclusive. */
export interface SeqRange {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

export interface PointStore {
  list(): Promise<readonly MeteringPoint[]>;
  find(id: string): Promise<MeteringPoint | undefined>;
  /** All segments, or those of one point, ordered by mounting time. */
  segments(pointId?: string): Promise<readonly Segment[]>;
  /** The open segment of a meter, if it is mounted anywhere. */
  mountedSegment(meter: MeterKey): Promise<Segment | undefined>;
  save(points: readonly MeteringPoint[], segments: readonly Segment[]): Promise<void>;
  /** Who lived where when: all, or those of one point, by point and start. */
  occupancies(pointId?: string): Promise<readonly PointOccupancy[]>;
  /** The mail address of whoever the point is listed under; empty when nobody said it. */
  customerEmail(pointId: string): Promise<string>;
}

/** A customer's time at a point, with the registers noted when it began and ended. */
export interface PointOccupancy {
  readonly pointId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly email: string;
  readonly fromMs: number;
  /** Exclusive; absent while it lasts. */
  readonly toMs?: number;
  readonly startValues: readonly RegisterValue[];
  readonly endValues: readonly RegisterValue[];
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
  /** Bulk import of whole months; idempotent per (meter, month). */
  importMonths(months: readonly MonthColumns[]): Promise<void>;
  /** The same for months that are encoded already (`encodeBlock`), so that encoding can run elsewhere. */
  importBlocks(blocks: readonly Uint8Array[]): Promise<void>;
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
  /** Readings newest first, `time < beforeMs`, at most `limit`. */
  newest(meter: MeterKey, beforeMs: number, limit: number): Promise<readonly Reading[]>;
  /** Which months a meter has readings of, oldest first. */
  blocks(meter: MeterKey): Promise<readonly BlockVersion[]>;
  /**
   * The UTC month holding `atMs` as a block (`shared/blocks`), recent readings included; with `spans` only
   * readings within them. `undefined` where there are none.
   */
  block(meter: MeterKey, atMs: number, spans?: readonly TimeSpan[]): Promise<VersionedBlock | undefined>;
  /** Months of any meter that changed after `cursor`; `limit` may be exceeded where one change touched more. */
  blocksSince(cursor: number, limit: number): Promise<BlocksSince>;
  span(
    meter: MeterKey,
  ): Promise<{ firstMs: number; lastMs: number; registers: readonly Register[] } | undefined>;
  /** One register of all meters in the UTC month holding `atMs`, from what blocks say of themselves. */
  registerMonth(register: Register, atMs: number): Promise<RegisterMonth>;
  /**
   * Where the meters that count this register stood around a moment, a stretch of them at a time: begin
   * with stretch 0, go on with `next` until there is none. With `keep` what is found is kept for the next
   * one who asks for this moment.
   */
  countsAround(register: Register, at: AroundWhen): Promise<CountsAround>;
  count(): Promise<number>;
  /** What was heard and what became of it, newest first, one row per meter. */
  heard(limit: number): Promise<readonly HeardMeter[]>;
  /** Journal entries whose outcome is one of these for this meter (decode again when a key arrives). */
  undecoded(meter: MeterKey, outcomes: readonly string[]): Promise<readonly number[]>;
  /** Whether any of these entries has one of these outcomes and, with `meters`, is of one of them. */
  hasUndecoded(
    entries: SeqRange,
    outcomes: readonly string[],
    meters?: readonly MeterKey[],
  ): Promise<boolean>;
  /** Drops the outcomes of entries the journal no longer has; counts of what was heard stay. */
  forgetUndecoded(entries: SeqRange): Promise<void>;
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
  readonly atMs: number;
  readonly stretch: number;
  readonly keep: boolean;
}

/**
 * Readings on both sides of a moment, from the UTC month it lies in, a row per meter. Implausible readings
 * are passed over. NaN: the month has none on that side. Meters that do not count the register in that
 * month are left out. Of one that changed its unit or resolution within the month only `neverFalls` (0)
 * means anything.
 */
export interface CountsAround {
  readonly meters: readonly MeterKey[];
  readonly units: readonly Unit[];
  readonly exponents: Float64Array;
  /** The last count before the moment. */
  readonly before: Float64Array;
  readonly beforeMs: Float64Array;
  /** The first count at or after it. */
  readonly after: Float64Array;
  readonly afterMs: Float64Array;
  /** First and last count of the month. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** 1 where the counter never falls within the month. */
  readonly neverFalls: Uint8Array;
  readonly next?: number;
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
}

export interface HeardMeter {
  readonly meter: MeterKey;
  readonly count: number;
  readonly lastAtMs: number;
  readonly lastSeq: number;
  readonly rssiDbm?: number;
  readonly outcome: string;
}

/** AES meter keys, encrypted at rest with the master key (DESIGN D7). */
export interface KeyStore {
  save(keys: readonly { readonly meter: MeterKey; readonly key: Uint8Array }[]): Promise<void>;
  find(meter: MeterKey): Promise<Uint8Array | undefined>;
  /** Every key, for the decoder's memory. */
  all(): Promise<ReadonlyMap<MeterKey, Uint8Array>>;
}

/** Gateways and the hashes of their tokens. */
export interface GatewayStore {
  /** Registers a gateway and returns its token once; only its hash is kept. */
  create(name: string): Promise<string>;
  /** The gateway's name, when the token is one of ours. */
  authenticate(token: string): Promise<string | undefined>;
}

export interface UtilitySettings {
  readonly name: string;
  /** IANA zone, e.g. `Europe/Copenhagen`. */
  readonly timeZone: string;
}

export interface SettingsStore {
  utility(): Promise<UtilitySettings>;
  saveUtility(settings: UtilitySettings): Promise<void>;
  map(): Promise<MapSettings>;
  saveMap(map: MapSettings, note: AuditNote): Promise<void>;
}

/** Fields that the utility gives its points beside those everybody has. */
export interface CustomFieldStore {
  list(): Promise<readonly CustomField[]>;
  save(fields: readonly CustomField[], note: AuditNote): Promise<void>;
  /** How many points say something in a field, by its id; fields that are gone are among them. */
  uses(): Promise<Readonly<Record<string, number>>>;
  /** What a point says, by the field's id. */
  valuesOf(pointId: string): Promise<Readonly<Record<string, string>>>;
}

/** Mean outdoor temperatures by local day. */
export interface WeatherStore {
  days(): Promise<readonly WeatherDay[]>;
  /** Days given anew take the place of those that were; all of them come back. */
  add(days: readonly WeatherDay[], note: AuditNote): Promise<readonly WeatherDay[]>;
}

/** All stores of one utility: one libSQL file and one journal folder. */
export interface UtilityStore {
  readonly points: PointStore;
  readonly readings: ReadingStore;
  readonly keys: KeyStore;
  readonly gateways: GatewayStore;
  readonly settings: SettingsStore;
  readonly customFields: CustomFieldStore;
  readonly weather: WeatherStore;
  readonly people: PeopleStore;
  readonly roles: RoleStore;
  readonly invitations: InvitationStore;
  readonly sessions: SessionStore;
  readonly audit: AuditStore;
  readonly rooms: RoomStore;
  readonly rounds: RoundStore;
  readonly orders: OrderStore;
  readonly phones: PhoneStore;
  readonly signing: SigningStore;
  readonly mail: MailStore;
  readonly savedReports: SavedReportStore;
  readonly retention: RetentionStore;
  readonly review: ReviewStore;
  readonly visits: VisitStore;
  close(): Promise<void>;
}
