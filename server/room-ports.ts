import type { BilledNames } from "../shared/rooms/billed-facts.ts";
import type { PointRecord } from "../shared/rooms/point-record.ts";
import type { RoomKind } from "../shared/rooms/room-name.ts";
import type { RoomValue } from "../shared/rooms/same-value.ts";
import type { AuditNote } from "./people-ports.ts";

/**
 * What the relay needs kept, as types only. A room is a snapshot and the updates after it; an update
 * lies on disk together with what SQL readers see of it and with its audit entries, or not at all.
 */

export interface StoredRoom {
  /** Generation of the room's document; a new one starts its history anew. */
  readonly epoch: number;
  /** Sequence number of the last update, over all rooms of the utility. */
  readonly seq: number;
  readonly snapshot: Uint8Array;
  /** Updates after the snapshot, oldest first. */
  readonly updates: readonly Uint8Array[];
  /** Bytes of the snapshot when this generation began. */
  readonly freshBytes: number;
  /** Who speaks under which Yjs client id. */
  readonly clients: readonly RoomClient[];
}

export interface RoomClient {
  readonly client: number;
  readonly personId: string;
}

/** One update of one room. */
export interface RoomWrite {
  readonly room: string;
  readonly kind: RoomKind;
  readonly epoch: number;
  readonly update: Uint8Array;
  /** Client ids seen for the first time. */
  readonly clients: readonly RoomClient[];
}

/** A point as everybody sees it now, for SQL readers. */
export interface PointRow {
  readonly room: string;
  readonly record: PointRecord;
  readonly baseConflicts: readonly Conflict[];
}

/** Two values for one key, of which one stands: a line of the work list. */
export interface Conflict {
  readonly room: string;
  readonly part: string;
  readonly key: string;
  /** `base`: an import changed what somebody had edited. `concurrent`: two people at once. */
  readonly kind: "base" | "concurrent";
  readonly stands: RoomValue;
  readonly other: RoomValue;
  /** Who wrote the value that does not stand; empty for an import. */
  readonly otherBy: string;
  readonly atMs: number;
}

export interface RoomKey {
  readonly room: string;
  readonly part: string;
  readonly key: string;
}

export interface RoomValueRow extends RoomKey {
  /** `undefined`: there is nothing under this key any more. */
  readonly value: RoomValue | undefined;
}

export interface GonePoint {
  readonly room: string;
  readonly pointId: string;
  /** When it was taken away. */
  readonly atMs: number;
}

/** All of it is durable together, or none of it. */
export interface RoomCommit {
  readonly writes: readonly RoomWrite[];
  readonly points: readonly PointRow[];
  /** Points taken away from the room; one that has moved to another room stays in SQL. */
  readonly gonePoints: readonly GonePoint[];
  readonly values: readonly RoomValueRow[];
  readonly conflicts: readonly Conflict[];
  /** What a source said at this import, to compare its next one with. */
  readonly imported: readonly ImportedRow[];
  readonly notes: readonly AuditNote[];
}

export interface ImportedRow {
  readonly source: string;
  readonly pointId: string;
  readonly record: Uint8Array;
}

/** An import as a whole, after all of it was written. */
export interface LastImport {
  /** UTC milliseconds. */
  readonly atMs: number;
  /** Name of the system the records came from. */
  readonly source: string;
  readonly byName: string;
  /** Every point it named, whether it changed it or not. */
  readonly pointIds: readonly string[];
}

/** A room's snapshot ready to be sent: gzip over one Yjs update. */
export interface PackedRoom {
  readonly epoch: number;
  readonly seq: number;
  readonly packed: Uint8Array;
}

/** A room's points as a list shows them. */
export interface RoomList {
  readonly epoch: number;
  readonly seq: number;
  readonly count: number;
  /** `encodeListPack`, not compressed. */
  readonly pack: Uint8Array;
}

export interface RoomEntry {
  readonly seq: number;
  readonly room: string;
  readonly epoch: number;
  readonly update: Uint8Array;
}

/** How far a room has come: its generation and its last update's sequence number. */
export interface RoomHead {
  readonly room: string;
  readonly epoch: number;
  readonly seq: number;
}

/** What happened in all rooms since a cursor. */
export interface RoomsSince {
  readonly cursor: number;
  readonly entries: readonly RoomEntry[];
  /** Rooms whose updates since then are no longer kept one by one. */
  readonly reload: readonly string[];
}

export interface RoomStore {
  has(room: string): Promise<boolean>;
  load(room: string): Promise<StoredRoom | undefined>;
  /** Sequence numbers of the writes, in their order. */
  commit(commit: RoomCommit): Promise<readonly number[]>;
  /** Replaces the updates up to `seq` by a snapshot that holds them. */
  compact(room: string, to: Compaction): Promise<void>;
  /** Starts a new generation; `vector` is the state vector the last one ended with. */
  renew(
    room: string,
    to: { readonly vector: Uint8Array; readonly atMs: number } & Snapshot,
  ): Promise<StoredRoom>;
  /** The state vector a past generation ended with. */
  endOf(room: string, epoch: number): Promise<Uint8Array | undefined>;
  packed(room: string): Promise<PackedRoom | undefined>;
  /** The points of a room, from what SQL readers see of it. */
  list(room: string): Promise<RoomList | undefined>;
  since(cursor: number, limit: number): Promise<RoomsSince>;
  /** Rooms of points as far as each has come, in the order they were made. */
  pointRooms(): Promise<readonly RoomHead[]>;
  /** Rooms of points with how many each holds. */
  shards(): Promise<readonly { readonly room: string; readonly points: number }[]>;
  /** The room each of these points lies in. */
  placesOf(pointIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Under which names bills were written at these points; none where nothing was billed to who is only listed. */
  billedNames(pointIds: readonly string[]): Promise<ReadonlyMap<string, BilledNames>>;
  /** Points that no room holds yet. */
  unplaced(): Promise<readonly string[]>;
  imported(source: string, pointIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The points the last import named; `undefined` while there was none. */
  lastImport(): Promise<LastImport | undefined>;
  saveLastImport(last: LastImport): Promise<void>;
  /** What lies in one map of all rooms of a kind, for jobs and reports. */
  values(kind: RoomKind, part: string): Promise<readonly RoomValueRow[]>;
  /** Newest first; with `among` only in these rooms. */
  conflicts(limit: number, among?: readonly string[]): Promise<readonly Conflict[]>;
  /** How many conflicts there are in each room that has any. */
  conflictCounts(): Promise<ReadonlyMap<string, number>>;
  /** Takes concurrent conflicts off the work list: a person has seen both values. */
  settle(keys: readonly RoomKey[], notes: readonly AuditNote[]): Promise<void>;
  note(notes: readonly AuditNote[]): Promise<void>;
}

export interface Snapshot {
  readonly snapshot: Uint8Array;
  readonly packed: Uint8Array;
}

export interface Compaction extends Snapshot {
  readonly epoch: number;
  /** The last update the snapshot holds. */
  readonly seq: number;
  /** What the room would weigh without its history. */
  readonly freshBytes: number;
}
