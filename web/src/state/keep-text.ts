import { encodeCsv, type TextTable, writeCsv, writeTsv } from "../../../shared/exports/write-table.ts";

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
  saveBytes(fileName, encodeCsv(writeCsv(table, decimalSign)), "text/csv;charset=utf-8");
}

/** Saves a file in the browser's folder for downloads. */
export const saveBytes = (fileName: string, bytes: Uint8Array, type: string): void =>
  saveBlob(fileName, new Blob([new Uint8Array(bytes)], { type }));

/** The same of something the browser made itself, such as a picture. */
export function saveBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
