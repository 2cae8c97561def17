import Dexie, { type EntityTable, type Table } from "dexie";
import type { KmpLog } from "../../../shared/codecs/kmp/kmp-request.ts";

/** Logs a reader may fetch at a door. */
export type HeadLog = Extract<KmpLog, "day" | "month" | "year" | "hour" | "info">;

/** A register as it is shown. */
export interface ShownRegister {
  readonly id: number;
  /** Decimal or ISO 8601 text. */
  readonly text: string;
  readonly unit: string;
}

/** How far a log has come: rows are fetched from the newest back. */
export interface LogProgress {
  readonly log: HeadLog;
  readonly wanted: number;
  readonly rows: number;
  /** Log id to go on from. */
  readonly nextId?: number;
  /** The meter has no more, or all that was wanted is there. */
  readonly isDone: boolean;
  /** The meter keeps no such log. */
  readonly isMissing?: true;
}

/** A meter that was visited with an optical head; the last visit stands. */
export interface HeadVisit {
  readonly pointId: string;
  readonly serial: string;
  readonly startedAtMs: number;
  readonly readAtMs?: number;
  readonly registers: readonly ShownRegister[];
  readonly status: readonly string[];
  readonly logs: readonly LogProgress[];
  /** Code of the decimals of counters that came as bare digits, from an older meter. */
  readonly coding?: string;
}

export interface HeadRow {
  readonly pointId: string;
  readonly log: HeadLog;
  readonly id: number;
  /** The meter's own clock, ISO 8601 without a zone. */
  readonly clock: string;
  readonly values: readonly ShownRegister[];
  readonly status: readonly string[];
}

/** What was read at doors, so that a head that is pulled goes on where it was. All of it can be read again. */
export class HeadDatabase extends Dexie {
  declare readonly visits: EntityTable<HeadVisit, "pointId">;
  declare readonly rows: Table<HeadRow, [pointId: string, log: HeadLog, id: number]>;

  constructor(name = "rounds-head") {
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({ visits: "pointId", rows: "[pointId+log+id], [pointId+log], pointId" });
  }

  /** Rows of a log, oldest first. */
  async rowsOf(pointId: string, log: HeadLog): Promise<readonly HeadRow[]> {
    return this.rows.where("[pointId+log]").equals([pointId, log]).sortBy("id");
  }

  /** A visit begun anew: what an earlier one found is replaced. */
  async begin(visit: HeadVisit): Promise<void> {
    await this.transaction("rw", [this.visits, this.rows], async () => {
      await this.rows.where("pointId").equals(visit.pointId).delete();
      await this.visits.put(visit);
    });
  }

  /** Rows and how far the log has come, both or neither. */
  async keep(pointId: string, rows: readonly HeadRow[], progress: LogProgress): Promise<void> {
    await this.transaction("rw", [this.visits, this.rows], async () => {
      await this.rows.bulkPut([...rows]);
      const visit = await this.visits.get(pointId);
      if (!visit) return;
      const others = visit.logs.filter(({ log }) => log !== progress.log);
      await this.visits.put({ ...visit, logs: [...others, progress] });
    });
  }
}
