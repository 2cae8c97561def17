/**
 * A table as it goes into a file: every word in the reader's language already, every number as plain
 * decimal text (`-12.30`), so that each writer decides how its format says a number.
 */
export interface Sheet {
  readonly title: string;
  /** Lines under the title: which days, which points, what was left out. */
  readonly facts: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Sums under the rows, a cell per column. */
  readonly totals?: readonly SheetCell[];
}

export interface SheetColumn {
  /** Unique within the sheet; the name programs know it by. */
  readonly key: string;
  readonly name: string;
  readonly unit?: string;
  readonly isNumber: boolean;
}

/** `null`: there is no value. */
export type SheetCell = string | null;

/** A PDF of more rows nobody prints; whoever wants more wants a spreadsheet. */
export const MAX_PDF_ROWS = 5000;

/** `Volume (m³)` */
export const headingOf = ({ name, unit }: SheetColumn): string =>
  unit === undefined || unit === "" ? name : `${name} (${unit})`;

/** The sheet with these columns only, in this order. */
export function chooseColumns(sheet: Sheet, keys: readonly string[]): Sheet {
  const places = keys
    .map((key) => sheet.columns.findIndex((column) => column.key === key))
    .filter((place) => place >= 0);
  const pick = <T>(cells: readonly T[]): T[] => places.flatMap((place) => cells[place] ?? []);
  const pickCells = (cells: readonly SheetCell[]): SheetCell[] => places.map((place) => cells[place] ?? null);
  return {
    ...sheet,
    columns: pick(sheet.columns),
    rows: sheet.rows.map(pickCells),
    ...(sheet.totals ? { totals: pickCells(sheet.totals) } : {}),
  };
}
