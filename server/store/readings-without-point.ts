import type { ReadingsTable } from "./readings.table.ts";
import { idOfLooseMeter } from "./removed-points.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toText } from "./sql.ts";

const LOOKED = "readings-without-point";

/**
 * Points that were taken away before that was noted left readings behind that nobody sees: their meters are put on the
 * list of removed points, once in a store's life, with today as the day they went, so that the days they stay for begin now.
 */
export function noteReadingsWithoutPoint(
  sql: Sql,
  readings: Pick<ReadingsTable, "metersWithReadings">,
  nowMs: number,
): void {
  if (readSetting(sql, LOOKED) !== undefined) return;
  sql.transaction(() => {
    const known = metersOfPoints(sql);
    for (const meter of readings.metersWithReadings()) {
      if (known.has(meter)) continue;
      const mountings = JSON.stringify([{ meter, mountedAtMs: 0, removedAtMs: nowMs }]);
      sql.run("INSERT OR IGNORE INTO removed_points VALUES (?, ?, '', ?, ?)", [
        idOfLooseMeter(meter),
        meter,
        mountings,
        nowMs,
      ]);
    }
    writeSetting(sql, LOOKED, String(nowMs));
  });
}

/** Meters of points that are there, and of those that are known to have been. */
function metersOfPoints(sql: Sql): ReadonlySet<string> {
  const rows = sql.all(
    `SELECT meter FROM segments UNION
     SELECT json_extract(one.value, '$.meter') FROM removed_points, json_each(removed_points.mountings) AS one`,
  );
  return new Set(rows.map(([meter]) => toText(meter)));
}
