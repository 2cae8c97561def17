import { type PressurePath, readPath } from "../../shared/model/pressure-path.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toText } from "./sql.ts";

const PREFIX = "pressure-path:";

/** Paths along pipes, a setting each, so that two people who save two of them do not meet. */
export const createPathsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  list: (): readonly PressurePath[] =>
    sql
      .all("SELECT name, value FROM settings WHERE name >= ? AND name < ?", [PREFIX, `${PREFIX}\u{10ffff}`])
      .flatMap(([name, value]) => pathOf(toText(name).slice(PREFIX.length), toText(value)) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  save: (path: PressurePath, note: AuditNote): void =>
    sql.transaction(() => {
      const before = pathOf(path.id, readSetting(sql, PREFIX + path.id));
      writeSetting(sql, PREFIX + path.id, JSON.stringify({ name: path.name, stops: path.stops }));
      appendAudit({ ...note, ...(before ? { before } : {}), after: path });
    }),
  remove: (id: string, note: AuditNote): boolean =>
    sql.transaction(() => {
      const before = pathOf(id, readSetting(sql, PREFIX + id));
      const isGone = sql.run("DELETE FROM settings WHERE name = ?", [PREFIX + id]) > 0;
      if (isGone) appendAudit({ ...note, before });
      return isGone;
    }),
});

/** One that a newer program wrote, or a damaged one, is none. */
function pathOf(id: string, text: string | undefined): PressurePath | undefined {
  try {
    const path = readPath(id, JSON.parse(text ?? "null") ?? {});
    return path.ok ? path.value : undefined;
  } catch {
    return undefined;
  }
}
