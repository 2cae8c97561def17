import { type MapSettings, NO_MAP, readMapSettings } from "../../shared/model/map-settings.ts";
import type { AuditNote } from "../people-ports.ts";
import type { UtilitySettings } from "../ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, toText } from "./sql.ts";

export function readSetting(sql: Sql, name: string): string | undefined {
  const row = sql.get("SELECT value FROM settings WHERE name = ?", [name]);
  return row ? toText(row[0]) : undefined;
}

export function writeSetting(sql: Sql, name: string, value: string): void {
  sql.run("INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", [
    name,
    value,
  ]);
}

/** IANA name of the utility's time zone. */
export const timeZoneOf = (sql: Sql): string => readSetting(sql, "utility.time-zone") ?? "Europe/Copenhagen";

/** A map that a newer program wrote, or a damaged one, is no map: the points are drawn without. */
function readMap(sql: Sql): MapSettings {
  const text = readSetting(sql, "map");
  if (text === undefined) return NO_MAP;
  try {
    const map = readMapSettings(JSON.parse(text));
    return map.ok ? map.value : NO_MAP;
  } catch {
    return NO_MAP;
  }
}

export const createSettingsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  map: (): MapSettings => readMap(sql),
  saveMap: (map: MapSettings, note: AuditNote): void =>
    sql.transaction(() => {
      const before = readMap(sql);
      writeSetting(sql, "map", JSON.stringify(map));
      appendAudit({ ...note, before, after: map });
    }),
  lookedBack: (): string | undefined => readSetting(sql, "looked-back"),
  triedWith: (): string | undefined => readSetting(sql, "tried-with"),
  noteTriedWith: (tried: string): void => writeSetting(sql, "tried-with", tried),
  noteLookedBack: (done: string): void => writeSetting(sql, "looked-back", done),
  utility: (): UtilitySettings => ({
    name: readSetting(sql, "utility.name") ?? "",
    timeZone: timeZoneOf(sql),
  }),
  saveUtility: (settings: UtilitySettings): void =>
    sql.transaction(() => {
      writeSetting(sql, "utility.name", settings.name);
      writeSetting(sql, "utility.time-zone", settings.timeZone);
    }),
});
