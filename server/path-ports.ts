import type { PressurePath } from "../shared/model/pressure-path.ts";
import type { AuditNote } from "./people-ports.ts";

/** Paths along which pressure is looked at. Every store belongs to one utility. */
export interface PathStore {
  /** By name. */
  list(): Promise<readonly PressurePath[]>;
  save(path: PressurePath, note: AuditNote): Promise<void>;
  /** False when there was none. */
  remove(id: string, note: AuditNote): Promise<boolean>;
}
