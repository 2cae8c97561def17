import { type TextTable, writeCsv, writeTsv } from "../format/write-table.ts";

/** Puts text where another program can take it; `false` when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export const copyTable = (table: TextTable): Promise<boolean> => copyText(writeTsv(table));

/** Saves a table as a file in the browser's folder for downloads. */
export function saveTable(fileName: string, table: TextTable, decimalSign: string): void {
  const text = writeCsv(table, decimalSign);
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
