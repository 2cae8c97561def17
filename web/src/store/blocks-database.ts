import Dexie, { type Table } from "dexie";
import type { WirePointDetail } from "../../../shared/model/wire.ts";
import type { WireBlockRef } from "../../../shared/model/wire-blocks.ts";
import { blocksDatabaseName, type PointsOwner } from "./kept-lists.ts";

/** A point's page as it was last loaded, and which months of readings the server had then. */
export interface KeptPoint {
  readonly id: string;
  readonly detail: WirePointDetail;
  readonly blocks: readonly WireBlockRef[];
  /** Those of the months (UTC, `2026-05`) that had lost readings on the server. */
  readonly lacking?: readonly string[];
  readonly fetchedAtMs: number;
}

/** One month of one meter at a point, as the server gave it. */
export interface KeptBlock extends WireBlockRef {
  readonly pointId: string;
  readonly bytes: Uint8Array;
}

/** What a point takes up, and when it was last looked at. */
export interface KeptSize {
  readonly id: string;
  readonly usedAtMs: number;
  readonly bytes: number;
}

/**
 * Readings one person has looked at, as blocks. The server has them all: what is kept
 * longest without being looked at goes when room is short, and the whole database when somebody signs out.
 *
 * | table | key | holds |
 * |---|---|---|
 * | `points` | id | facts of the point, names of its months |
 * | `blocks` | point, meter, month | a month's readings |
 * | `sizes` | id | what of it takes how much room, and when it was used |
 */
export class BlocksDatabase extends Dexie {
  declare readonly points: Table<KeptPoint, string>;
  declare readonly blocks: Table<KeptBlock, [pointId: string, meter: string, month: string]>;
  declare readonly sizes: Table<KeptSize, string>;

  constructor(owner: PointsOwner) {
    super(blocksDatabaseName(owner));
    this.version(1).stores({
      points: "id",
      blocks: "[pointId+meter+month], pointId",
      sizes: "id, usedAtMs",
    });
  }
}

/** Another tab wants a newer layout, or somebody signed out there: let go at once, and never take it up again. */
export function letGoWhenAsked(database: Dexie): void {
  database.on("versionchange", () => {
    database.close({ disableAutoOpen: true });
    return false;
  });
}
