/** A table as rows of text; the first row is the heading. */
export type TextTable = readonly (readonly string[])[];

/** For pasting into a spreadsheet. */
export const writeTsv = (table: TextTable): string =>
  table.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");

/**
 * RFC 4180. Languages with a decimal comma part their columns by semicolons, as their spreadsheets
 * expect. Text that a spreadsheet would run as a formula is defused; numbers are left alone.
 */
export function writeCsv(table: TextTable, decimalSign: string): string {
  const separator = decimalSign === "," ? ";" : ",";
  return `${table.map((row) => row.map((cell) => quote(defuse(cell), separator)).join(separator)).join("\r\n")}\r\n`;
}

const NUMBER = /^[-−+]?[\d.,\s]+$/;
const defuse = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;

const quote = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
