import type { FirmwareRule, FirmwareSeen } from "../shared/model/firmware.ts";
import type { AuditNote } from "./people-ports.ts";

/** Versions that meters said they run. Every store belongs to one utility. */
export interface FirmwareStore {
  /** Of each meter what was said last stands. */
  note(seen: readonly FirmwareSeen[]): Promise<void>;
  /** By meter. */
  list(): Promise<readonly FirmwareSeen[]>;
  rules(): Promise<readonly FirmwareRule[]>;
  saveRules(rules: readonly FirmwareRule[], note: AuditNote): Promise<void>;
}
