import Dexie, { type EntityTable, type Table } from "dexie";
import type { HeatCounts } from "../../../shared/analysis/heat-at-read.ts";
import type { HeardMeter } from "../../../shared/field/heard-meter.ts";
import type { Reach } from "../../../shared/guidance/learn-reach.ts";
import type { AskedLink } from "../../../shared/model/hearing.ts";
import type { OrderEvent } from "../../../shared/model/order.ts";
import type { ExpectedUse } from "../../../shared/model/visit.ts";
import type { WireOrder } from "../../../shared/model/wire-orders.ts";
import type { WireLease } from "../../../shared/model/wire-rounds.ts";
import type { WireNewVisit } from "../../../shared/model/wire-visits.ts";
import type { RoundView } from "../../../shared/rooms/round-view.ts";

/** One frame as the phone heard it. */
export interface StoredFrame {
  /** By the phone's own clock. */
  readonly atMs: number;
  /** What that was wrong by, where the server had told it by then. */
  readonly offMs?: number;
  /** Where it had not: how often that clock had leapt (`clock-leaps.ts`). */
  readonly leaps?: number;
  readonly bytes: Uint8Array;
  /** Absent: a radio frame. */
  readonly link?: AskedLink;
  readonly rssiDbm?: number;
  readonly lat?: number;
  readonly lon?: number;
}

/** What was heard within a moment: the unit that becomes durable, is decoded and is sent. */
export interface FrameChunk {
  readonly id: number;
  readonly frames: readonly StoredFrame[];
}

/** That a point of a round was read on this phone; the first time stands. */
export interface StoredRead {
  readonly roundId: string;
  readonly pointId: string;
  readonly atMs: number;
  readonly rssiDbm?: number;
  /** Absent: its meter was heard, or asked with an optical head. */
  readonly via?: "manual";
  /** The value a bill rests on, as it is shown. */
  readonly value?: { readonly value: string; readonly unit: string };
  /** Info codes it was read with. */
  readonly status?: readonly string[];
  /** Of a heat meter: how its water is used. */
  readonly heat?: HeatCounts;
  /** A number, because a key of an index cannot be a boolean. */
  readonly isSent: 0 | 1;
}

/** What was found at a door, and whether the server has it. */
export interface StoredVisit extends WireNewVisit {
  readonly roundId: string;
  /** By the phone's own clock: from then on it can be taken back for a while. */
  readonly madeAtMs: number;
  /** Its time is by that clock alone, and is put right before it is sent. */
  readonly isUntold?: true;
  /** How often it had leapt then. */
  readonly leaps?: number;
  readonly isSent: 0 | 1;
  /** Why the server did not take it. */
  readonly refused?: string;
  /** Why the server kept it and did not carry out its exchange. */
  readonly conflict?: string;
  /** Its author has seen that. */
  readonly isSettled?: true;
}

/** A photo that waits for its visit to be sent. */
export interface StoredPhoto {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** What became of an order at its meter, and whether the server has it. */
export interface StoredOrderEvent extends Omit<OrderEvent, "by"> {
  readonly orderId: string;
  /** Its time is by the phone's clock alone, which had leapt so often, and is put right before it is sent. */
  readonly untold?: { readonly atMs: number; readonly leaps: number };
  readonly isSent: 0 | 1;
}

/** What the points of a round use, by point. */
export interface StoredExpected {
  readonly id: string;
  readonly points: ReadonlyMap<string, readonly ExpectedUse[]>;
}

/** A span in which nothing could be heard although a round was being read. */
export interface HearingGap {
  readonly id: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: GapReason;
  /** Frames known to be lost. */
  readonly frames?: number;
}

/** `clock`: it was put forward, and nothing was missed. `clock-or-sleep`: one of both, which only the server's clock tells. */
export type GapReason = "restarted" | "suspended" | "storage-full" | "clock-or-sleep" | "clock";

/** A round as the start page shows it; what is in it lies in its room. */
export interface StoredRound {
  readonly id: string;
  readonly room: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly dueAtMs?: number;
  readonly points: number;
  readonly read: number;
  /** The reader's own share, with what is anybody's. */
  readonly minePoints: number;
  readonly mineRead: number;
  readonly fetchedAtMs: number;
}

/** A round as it was last on screen: it stands at once, before its room is open, and where that is damaged. */
export interface StoredView {
  readonly id: string;
  readonly view: RoundView;
}

/** This phone's identity. The private key is wrapped by a secret, which is nowhere. */
export interface StoredPhone {
  readonly id: "phone";
  readonly phoneId: string;
  readonly name: string;
  readonly wrapped: WrappedKey;
  /** A handle that cannot be exported; here only while the phone is unlocked. */
  readonly unlocked?: {
    readonly key: CryptoKey;
    readonly untilMs: number;
    /** The server had not told the time: the end is by the phone's own clock. */
    readonly isUntold?: true;
  };
  readonly lease?: WireLease;
  /** The last lease ran out, and no other has come. */
  readonly hasExpired?: true;
  readonly isRevoked?: true;
}

/**
 * PKCS #8 under AES-256-GCM. The key for that is made by PBKDF2-SHA-256 of a passphrase (`iterations`),
 * or by HKDF-SHA-256 of what a passkey answers (`passkey`).
 */
export interface WrappedKey {
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
  readonly iterations?: number;
  readonly passkey?: { readonly credentialId: string; readonly input: string };
}

/** Where a meter was heard on all drives of this phone. */
export interface StoredReach extends Reach {
  readonly meter: string;
  readonly lastAtMs: number;
  /** Seconds between its telegrams, as far as two in a row were heard. */
  readonly everyS?: number;
}

export interface Mark {
  readonly name: string;
  readonly value: string | number;
}

/**
 * What the phone keeps for reading without network. The journal and what is waiting to be sent lie
 * apart from everything that can be fetched again.
 */
export class LocalDatabase extends Dexie {
  declare readonly chunks: EntityTable<FrameChunk, "id">;
  declare readonly reads: Table<StoredRead, [roundId: string, pointId: string]>;
  declare readonly heard: EntityTable<HeardMeter, "meter">;
  declare readonly gaps: EntityTable<HearingGap, "id">;
  declare readonly marks: EntityTable<Mark, "name">;
  declare readonly rounds: EntityTable<StoredRound, "id">;
  declare readonly views: EntityTable<StoredView, "id">;
  declare readonly reaches: EntityTable<StoredReach, "meter">;
  declare readonly visits: EntityTable<StoredVisit, "id">;
  declare readonly photos: EntityTable<StoredPhoto, "hash">;
  declare readonly expected: EntityTable<StoredExpected, "id">;
  declare readonly orders: EntityTable<WireOrder, "id">;
  declare readonly orderEvents: EntityTable<StoredOrderEvent, "id">;
  declare readonly phone: EntityTable<StoredPhone, "id">;

  constructor(name = "rounds-field") {
    // Strict: a transaction is complete only when the disk has it, so a killed browser loses nothing of it.
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({
      chunks: "++id",
      reads: "[roundId+pointId], roundId, isSent",
      heard: "meter, lastAtMs",
      gaps: "++id",
      marks: "name",
      rounds: "id",
      phone: "id",
    });
    // Rounds came as one document of their own before they had rooms: the next Send/Receive brings them.
    this.version(2).upgrade((transaction) => transaction.table("rounds").clear());
    this.version(3).stores({ views: "id" });
    this.version(4).stores({ reaches: "meter" });
    this.version(5).stores({ visits: "id, roundId, isSent", photos: "hash", expected: "id" });
    this.version(6).stores({ orders: "id", orderEvents: "id, isSent" });
  }

  async mark(name: string): Promise<Mark["value"] | undefined> {
    return (await this.marks.get(name))?.value;
  }

  async number(name: string): Promise<number> {
    return Number((await this.mark(name)) ?? 0);
  }
}

/** Whether a write failed because the browser gives us no more room. */
export const isQuotaError = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const inner: unknown = Reflect.get(error, "inner");
  return error.name === "QuotaExceededError" || isQuotaError(inner);
};
