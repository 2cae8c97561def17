import Dexie, { type Table } from "dexie";
import { type PointsOwner, pointsDatabaseName } from "./kept-lists.ts";

/** A room of points as the list shows it, ready for use. */
export interface KeptPack<P> {
  readonly room: string;
  readonly epoch: number;
  readonly seq: number;
  /** Version of the pack's own layout. */
  readonly layout: number;
  readonly pack: P;
}

export interface KeptValue {
  readonly name: string;
  readonly value: unknown;
}

/**
 * One person's copy of the list of points: few rows of bytes, all of which the server can give again.
 * What must never be lost (the journal, reads, unsent edits, drafts) lies in other databases, so this
 * one may be thrown away whole: when it is damaged, when its layout is not known, when somebody signs out.
 *
 * | table | key | holds |
 * |---|---|---|
 * | `packs` | room | its points as columns |
 * | `values` | name | cursors, latest readings, orders |
 */
export class PointsDatabase<P> extends Dexie {
  declare readonly packs: Table<KeptPack<P>, string>;
  declare readonly values: Table<KeptValue, string>;

  constructor(owner: PointsOwner) {
    super(pointsDatabaseName(owner));
    this.version(1).stores({ states: "room", packs: "room", values: "name" });
    // Lists came as whole documents before they came as columns.
    this.version(2).stores({ states: null });
  }
}

/** Another tab wants a newer layout, or somebody signed out there: let go at once, and never take it up again. */
export function letGoWhenAsked(database: Dexie): void {
  database.on("versionchange", () => {
    database.close({ disableAutoOpen: true });
    return false;
  });
}
