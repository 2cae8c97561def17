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

/** An exchange of meters, half told. */
export interface ExchangeDraft {
  readonly pointId: string;
  readonly step: "old" | "end" | "new" | "start";
  /** Number of the meter that comes down, as it was scanned or typed. */
  readonly oldText: string;
  /** It is another number than the round says, and right all the same. */
  readonly isOldSure: boolean;
  readonly end: readonly VisitEntry[];
  readonly newText: string;
  /** It is in nobody's stock, and right all the same. */
  readonly isNewSure: boolean;
  readonly start: readonly VisitEntry[];
  readonly note: string;
  readonly photo?: Uint8Array;
}

/** One register as it is typed. */
export interface VisitEntry {
  readonly register: string;
  readonly unit: string;
  readonly text: string;
}

/** Of a training round: they are thrown away with it. */
export const TRAINING_DRAFTS = "rounds-training-drafts";

/** Half-typed visits: a browser that is killed at the door gives them back. */
export class VisitDrafts extends Dexie {
  declare readonly drafts: EntityTable<VisitDraft, "pointId">;
  declare readonly exchanges: EntityTable<ExchangeDraft, "pointId">;

  constructor(name = "rounds-drafts") {
    super(name);
    this.version(1).stores({ drafts: "pointId" });
    this.version(2).stores({ exchanges: "pointId" });
  }
}
