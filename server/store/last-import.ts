import type { LastImport } from "../room-ports.ts";
import { type Sql, toNumber, toText } from "./sql.ts";

export const lastImportQueries = (sql: Sql) => ({
  lastImport(): LastImport | undefined {
    const row = sql.get("SELECT at_ms, source, by_name FROM last_import");
    return (
      row && {
        atMs: toNumber(row[0]),
        source: toText(row[1]),
        byName: toText(row[2]),
        pointIds: sql
          .all("SELECT point_id FROM last_import_points ORDER BY point_id")
          .map(([id]) => toText(id)),
      }
    );
  },
  saveLastImport: ({ atMs, source, byName, pointIds }: LastImport): void =>
    sql.transaction(() => {
      sql.run("DELETE FROM last_import");
      sql.run("DELETE FROM last_import_points");
      sql.run("INSERT INTO last_import VALUES (?, ?, ?)", [atMs, source, byName]);
      for (const id of pointIds) sql.run("INSERT OR IGNORE INTO last_import_points VALUES (?)", [id]);
    }),
});
