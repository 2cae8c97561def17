import {
  FIRMWARE_SOURCES,
  type FirmwareRule,
  type FirmwareSeen,
  readFirmwareRules,
} from "../../shared/model/firmware.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toNumber, toText } from "./sql.ts";

const SETTING = "firmware-rules";

/** Versions that meters said they run, the newest of each, and the office's rules of what is due. */
export const createFirmwareTable = (sql: Sql, appendAudit: AppendAudit) => ({
  note: (seen: readonly FirmwareSeen[]): void =>
    sql.transaction(() => {
      for (const { meter, version, atMs, source } of seen)
        sql.run(
          `INSERT INTO meter_firmware VALUES (?,?,?,?) ON CONFLICT DO UPDATE
           SET version = excluded.version, at_ms = excluded.at_ms, source = excluded.source
           WHERE excluded.at_ms >= meter_firmware.at_ms`,
          [meter, version, atMs, source],
        );
    }),
  list: (): readonly FirmwareSeen[] =>
    sql
      .all("SELECT meter, version, at_ms, source FROM meter_firmware ORDER BY meter")
      .map(([meter, version, atMs, source]) => ({
        meter: toText(meter) as MeterKey,
        version: toText(version),
        atMs: toNumber(atMs),
        source: FIRMWARE_SOURCES.find((known) => known === source) ?? "order",
      })),
  rules: (): readonly FirmwareRule[] => readRules(sql),
  saveRules: (rules: readonly FirmwareRule[], note: AuditNote): void =>
    sql.transaction(() => {
      const before = readRules(sql);
      writeSetting(sql, SETTING, JSON.stringify(rules));
      appendAudit({ ...note, before, after: rules });
    }),
});

/** Rules that a newer program wrote, or damaged ones, are none. */
function readRules(sql: Sql): readonly FirmwareRule[] {
  const text = readSetting(sql, SETTING);
  if (text === undefined) return [];
  try {
    const rules = readFirmwareRules(JSON.parse(text));
    return rules.ok ? rules.value : [];
  } catch {
    return [];
  }
}
