import { registerOfChannelField } from "../../shared/model/channel.ts";
import { type CustomField, readCustomFields } from "../../shared/model/custom-field.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toNumber, toText } from "./sql.ts";

const SETTING = "custom-fields";

/** Fields of the utility's own, and how many points say something in each. */
export const createCustomFieldsTable = (sql: Sql, appendAudit: AppendAudit) => ({
  list: (): readonly CustomField[] => readFields(sql),
  save: (fields: readonly CustomField[], note: AuditNote): void =>
    sql.transaction(() => {
      const before = readFields(sql);
      writeSetting(sql, SETTING, JSON.stringify(fields));
      appendAudit({ ...note, before, after: fields });
    }),
  uses: (): Readonly<Record<string, number>> =>
    Object.fromEntries(
      sql
        .all("SELECT key, count(*) FROM point_details, json_each(point_details.custom) GROUP BY key")
        .map((row) => [toText(row[0]), toNumber(row[1])]),
    ),
  /** Entry n of both belongs together, by point. */
  valuesIn(field: string): { readonly points: readonly string[]; readonly texts: readonly string[] } {
    const rows = sql.all(
      `SELECT point_id, value FROM point_details, json_each(point_details.custom)
       WHERE instr(custom, ?) > 0 AND key = ? ORDER BY point_id`,
      [JSON.stringify(field), field],
    );
    return { points: rows.map(([id]) => toText(id)), texts: rows.map(([, text]) => toText(text)) };
  },
  valuesOf(pointId: string): Readonly<Record<string, string>> {
    const row = sql.get("SELECT custom FROM point_details WHERE point_id = ?", [pointId]);
    return row ? (JSON.parse(toText(row[0])) as Record<string, string>) : {};
  },
  channelsOf: (pointIds: readonly string[]): Readonly<Record<string, Readonly<Record<string, string>>>> =>
    Object.fromEntries(
      sql
        .all(
          `SELECT point_id, custom FROM point_details
           WHERE point_id IN (SELECT value FROM json_each(?)) AND custom LIKE '%"channel:%'`,
          [JSON.stringify(pointIds)],
        )
        .map(([id, custom]) => [
          toText(id),
          channelsIn(JSON.parse(toText(custom)) as Record<string, string>),
        ]),
    ),
});

const channelsIn = (custom: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(custom).filter(([field]) => registerOfChannelField(field)));

/** Fields that a newer program wrote, or damaged ones, are none: their values stay with the points. */
function readFields(sql: Sql): readonly CustomField[] {
  const text = readSetting(sql, SETTING);
  if (text === undefined) return [];
  try {
    const fields = readCustomFields(JSON.parse(text));
    return fields.ok ? fields.value : [];
  } catch {
    return [];
  }
}
