import type { Sheet } from "../../../shared/exports/sheet.ts";
import type { Words } from "../locales/words.ts";
import type { FirmwareRow } from "../state/create-firmware.ts";

const COLUMNS = ["point", "address", "city", "serial", "type", "version", "said", "source", "due"] as const;

/** The list of versions as it goes into a file; moments as ISO 8601 in UTC. */
export const firmwareSheet = (words: Words, rows: readonly FirmwareRow[], which: string): Sheet => ({
  title: words.t("firmware.title"),
  facts: [which],
  columns: COLUMNS.map((key) => ({ key, name: words.t(`firmware.column.${key}`), isNumber: false })),
  rows: rows.map(({ point, serial, type, seen, due }) => [
    point.number,
    point.address,
    point.city,
    serial,
    type,
    seen?.version ?? null,
    seen ? new Date(seen.atMs).toISOString() : null,
    seen ? words.t(`firmware.source.${seen.source}`) : null,
    due ? due.reason || due.until : null,
  ]),
});
