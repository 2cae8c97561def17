import type { Refusal } from "./refusal.ts";
import type { RoomChange } from "./room-change.ts";

/** A room as a client keeps it: few rows of bytes, never a row per point. */
export interface KeptRoom {
  readonly room: string;
  /** Generation the state is of; `0` when the server has not been asked yet. */
  readonly epoch: number;
  /** The whole document as one Yjs update. */
  readonly state: Uint8Array;
  /** When the server's state was last in it; shown as the age of what is on screen. */
  readonly syncedAtMs: number;
}

/**
 * What one transaction of this client did, kept until the server has it. The update is what is sent;
 * the changes say the same in keys and values, for when the update's generation is gone.
 */
export interface UnsentUpdate {
  readonly id: string;
  readonly room: string;
  readonly epoch: number;
  /** Order in which they were made, over all rooms. */
  readonly order: number;
  /** Yjs client id and the clocks it went through (`toClock` exclusive). Equal where it only deleted. */
  readonly client: number;
  readonly fromClock: number;
  readonly toClock: number;
  readonly update: Uint8Array;
  readonly changes: readonly RoomChange[];
}

/** An edit that did not come to stand: kept where its author sees it, until the author decides. */
export interface Draft {
  readonly id: string;
  readonly room: string;
  readonly change: RoomChange;
  /** Why; `overtaken`: somebody else had changed it meanwhile. */
  readonly reason: Refusal | "overtaken";
  readonly atMs: number;
}

/** One generation's end on this client: what replaces what, all at once. */
export interface Rebase {
  readonly kept: KeptRoom;
  readonly removed: readonly string[];
  readonly unsent: readonly UnsentUpdate[];
  readonly drafts: readonly Draft[];
}

/** Where a client keeps its rooms. What it must not lose are unsent updates and drafts. */
export interface RoomStorage {
  load(room: string): Promise<{ readonly kept?: KeptRoom; readonly unsent: readonly UnsentUpdate[] }>;
  keep(kept: KeptRoom): Promise<void>;
  addUnsent(unsent: UnsentUpdate): Promise<void>;
  removeUnsent(ids: readonly string[]): Promise<void>;
  rebase(rebase: Rebase): Promise<void>;
  /** Names of the rooms kept here. */
  keptRooms(): Promise<readonly string[]>;
  /** How far this client has followed the change cursor; `undefined` when it never did. */
  cursor(): Promise<number | undefined>;
  /** Rooms brought up to date, rooms not to be kept any more, and the cursor this is true at; all at once. */
  advance(news: {
    readonly cursor: number;
    readonly kept: readonly KeptRoom[];
    readonly gone: readonly string[];
  }): Promise<void>;
  /** Rooms that have something unsent, and how much in all. */
  unsentRooms(): Promise<ReadonlyMap<string, number>>;
  /** Oldest first. */
  drafts(): Promise<readonly Draft[]>;
  addDrafts(drafts: readonly Draft[]): Promise<void>;
  removeDraft(id: string): Promise<void>;
}
