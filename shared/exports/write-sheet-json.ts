import type { Sheet, SheetCell } from "./sheet.ts";

/** A sheet for programs: a row is an object by column key; numbers stay decimal text, so no digit is lost. */
export function writeSheetJson(sheet: Sheet): string {
  const rowOf = (cells: readonly SheetCell[]): Record<string, SheetCell> =>
    Object.fromEntries(sheet.columns.map(({ key }, place) => [key, cells[place] ?? null]));
  return JSON.stringify(
    {
      title: sheet.title,
      facts: sheet.facts,
      columns: sheet.columns,
      rows: sheet.rows.map(rowOf),
      ...(sheet.totals ? { totals: rowOf(sheet.totals) } : {}),
    },
    null,
    1,
  );
}
