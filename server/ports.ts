import type { CustomField } from "../shared/model/custom-field.ts";
import type { Hearing } from "../shared/model/hearing.ts";
import type { MapSettings } from "../shared/model/map-settings.ts";
import type { MeterKey } from "../shared/model/meter-id.ts";
import type { MeteringPoint, Segment } from "../shared/model/metering-point.ts";
import type { NotedValue } from "../shared/model/reading.ts";
import type { WeatherDay } from "../shared/model/weather.ts";
import type { FirmwareStore } from "./firmware-ports.ts";
import type { MachineTokenStore } from "./machine-ports.ts";
import type { OrderStore } from "./order-ports.ts";
import type { PathStore } from "./path-ports.ts";
import type {
  AuditNote,
  AuditStore,
  InvitationStore,
  PeopleStore,
  RoleStore,
  SessionStore,
} from "./people-ports.ts";
import type { ReadingStore, SeqRange } from "./reading-ports.ts";
import type { MailStore, SavedReportStore, SigningStore } from "./report-ports.ts";
import type { RetentionStore } from "./retention-ports.ts";
import type { ReviewStore } from "./review-ports.ts";
import type { RoomStore } from "./room-ports.ts";
import type { PhoneStore, RoundStore } from "./round-ports.ts";
import type { StockStore } from "./stock-ports.ts";
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
  readonly code: "storage.disk-full" | "storage.damaged" | "storage.io" | "storage.closed";
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
  readonly startValues: readonly NotedValue[];
  readonly endValues: readonly NotedValue[];
}

/** AES meter keys, encrypted at rest with the master key (DESIGN D7). */
export interface KeyStore {
  save(keys: readonly { readonly meter: MeterKey; readonly key: Uint8Array }[]): Promise<void>;
  find(meter: MeterKey): Promise<Uint8Array | undefined>;
  /** Every key, for the decoder's memory. */
  all(): Promise<ReadonlyMap<MeterKey, Uint8Array>>;
  /** Whose keys there are. */
  meters(): Promise<readonly MeterKey[]>;
  /** Whose keys were not tried by this version of the program on all that was heard before them. */
  toTry(version: string): Promise<readonly MeterKey[]>;
  /** Those that `toTry` gave last were; not keys that were saved since. */
  noteTried(version: string): Promise<void>;
  remove(meter: MeterKey): Promise<void>;
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
  /** How far old frames were looked through, as `ingest/look-back.ts` wrote it down. */
  lookedBack(): Promise<string | undefined>;
  noteLookedBack(done: string): Promise<void>;
  /** With what all frames that could not be read were tried, as `ingest/late-keys.ts` wrote it down. */
  triedWith(): Promise<string | undefined>;
  noteTriedWith(tried: string): Promise<void>;
}

/** Fields that the utility gives its points beside those everybody has. */
export interface CustomFieldStore {
  list(): Promise<readonly CustomField[]>;
  save(fields: readonly CustomField[], note: AuditNote): Promise<void>;
  /** How many points say something in a field, by its id; fields that are gone are among them. */
  uses(): Promise<Readonly<Record<string, number>>>;
  /** What points say in one field, those that say something: entry n of both belongs together, by point. */
  valuesIn(field: string): Promise<{ readonly points: readonly string[]; readonly texts: readonly string[] }>;
  /** What a point says, by the field's id. */
  valuesOf(pointId: string): Promise<Readonly<Record<string, string>>>;
  /** How momentary registers of these points are shown (`shared/model/channel.ts`); points without are left out. */
  channelsOf(
    pointIds: readonly string[],
  ): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>>;
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
  readonly machineTokens: MachineTokenStore;
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
  readonly paths: PathStore;
  readonly stock: StockStore;
  readonly firmware: FirmwareStore;
  close(): Promise<void>;
}
