import { strToU8 } from "fflate";
import { headingOf, type Sheet, type SheetCell } from "./sheet.ts";

/** A table as rows of text; the first row is the heading. */
export type TextTable = readonly (readonly string[])[];

/** For pasting into a spreadsheet: what it would run as a formula is defused. */
export const writeTsv = (table: TextTable): string =>
  table.map((row) => row.map(pasted).join("\t")).join("\n");

/** A cell that begins with a quote would take in all that follows up to the next one. */
function pasted(cell: string): string {
  const text = defuse(cell.replace(/[\t\r\n]+/g, " "));
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * RFC 4180. Languages with a decimal comma part their columns by semicolons, as their spreadsheets
 * expect. Text that a spreadsheet would run as a formula is defused; numbers are left alone.
 */
export function writeCsv(
  table: TextTable,
  decimalSign: string,
  separator = decimalSign === "," ? ";" : ",",
): string {
  return `${table.map((row) => row.map((cell) => quote(defuse(cell), separator)).join(separator)).join("\r\n")}\r\n`;
}

const NUMBER = /^\s*[-−+]?[\d.,\s]+$/;
/** Signs with which a formula begins, in full width too, and behind what a spreadsheet steps over. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/;
const defuse = (cell: string): string => (FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell);

const quote = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export const SEPARATORS = [",", ";", "\t"] as const;

export interface CsvOptions {
  readonly separator: (typeof SEPARATORS)[number];
  readonly decimalSign: "." | ",";
}

/** A sheet as CSV text: heading, rows, sums. Only the table: programs read it. */
export function writeSheetCsv(sheet: Sheet, { separator, decimalSign }: CsvOptions): string {
  const cellsOf = (cells: readonly SheetCell[]): string[] =>
    cells.map((cell, place) => {
      if (cell === null) return "";
      return sheet.columns[place]?.isNumber ? cell.replace(".", decimalSign) : cell;
    });
  const rows = [...sheet.rows, ...(sheet.totals ? [sheet.totals] : [])];
  return writeCsv([sheet.columns.map(headingOf), ...rows.map(cellsOf)], decimalSign, separator);
}

/** UTF-8 with the mark by which Excel knows it; without it, names with æ, ø and å arrive broken there. */
export const encodeCsv = (text: string): Uint8Array => strToU8(`\ufeff${text}`);
