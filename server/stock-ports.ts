import type { MeterKey } from "../shared/model/meter-id.ts";
import type { StockRow } from "../shared/model/stock.ts";
import type { AuditNote } from "./people-ports.ts";

/** What was said of meters that hang nowhere. Every store belongs to one utility. */
export interface StockStore {
  list(): Promise<readonly StockRow[]>;
  /** One audit entry for all of them. */
  save(rows: readonly StockRow[], note: AuditNote): Promise<void>;
  /** False when nothing was said of it. */
  remove(meter: MeterKey, note: AuditNote): Promise<boolean>;
}
