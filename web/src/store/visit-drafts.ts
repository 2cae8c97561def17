import Dexie, { type EntityTable } from "dexie";

/** What stands half typed at a point's door. */
export interface VisitDraft {
  readonly pointId: string;
  readonly mode: "read" | "none";
  readonly entries: readonly VisitEntry[];
  readonly reason: string;
  readonly note: string;
  readonly photo?: Uint8Array;
}

/** One register as it is typed. */
export interface VisitEntry {
  readonly register: string;
  readonly unit: string;
  readonly text: string;
}

/** Half-typed visits: a browser that is killed at the door gives them back. */
export class VisitDrafts extends Dexie {
  declare readonly drafts: EntityTable<VisitDraft, "pointId">;

  constructor() {
    super("rounds-drafts");
    this.version(1).stores({ drafts: "pointId" });
  }
}
