import type { UtilitySettings } from "../ports.ts";
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

export const createSettingsTable = (sql: Sql) => ({
  utility: (): UtilitySettings => ({
    name: readSetting(sql, "utility.name") ?? "",
    timeZone: readSetting(sql, "utility.time-zone") ?? "Europe/Copenhagen",
  }),
  saveUtility: (settings: UtilitySettings): void =>
    sql.transaction(() => {
      writeSetting(sql, "utility.name", settings.name);
      writeSetting(sql, "utility.time-zone", settings.timeZone);
    }),
});
