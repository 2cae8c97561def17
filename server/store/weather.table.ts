import { readWeatherDays, type WeatherDay } from "../../shared/model/weather.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import type { Sql } from "./sql.ts";

const SETTING = "weather";

/** The utility's weather by day. Twenty years of it are 150 kB: it is one value, read and written whole. */
export const createWeatherTable = (sql: Sql, appendAudit: AppendAudit) => ({
  days: (): readonly WeatherDay[] => readDays(sql),
  /** Days that are given anew take the place of those that were. */
  add: (days: readonly WeatherDay[], note: AuditNote): readonly WeatherDay[] =>
    sql.transaction(() => {
      const byDay = new Map([...readDays(sql), ...days]);
      const all = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
      writeSetting(sql, SETTING, JSON.stringify(all));
      appendAudit({ ...note, after: { days: days.length, from: days[0]?.[0], to: days.at(-1)?.[0] } });
      return all;
    }),
});

/** Weather that a newer program wrote, or damaged weather, is none: it can be imported again. */
function readDays(sql: Sql): readonly WeatherDay[] {
  const text = readSetting(sql, SETTING);
  if (text === undefined) return [];
  try {
    const days = readWeatherDays(JSON.parse(text));
    return days.ok ? days.value : [];
  } catch {
    return [];
  }
}
