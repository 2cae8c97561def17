import { chooseColumns, type Sheet } from "../../../shared/exports/sheet.ts";
import type { CsvOptions } from "../../../shared/exports/write-table.ts";
import { saveBytes } from "./keep-text.ts";

export const FILE_FORMATS = ["xlsx", "csv", "json", "pdf"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface FileWish {
  readonly format: FileFormat;
  /** Keys of the columns wanted, in their order. */
  readonly keys: readonly string[];
  readonly csv: CsvOptions;
  readonly pageOf: (page: number, pages: number) => string;
}

const TYPES: Readonly<Record<FileFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  pdf: "application/pdf",
};

/** Writes a sheet as a file, here in the browser, and saves it. The writers are fetched when first needed. */
export async function saveSheet(sheet: Sheet, wish: FileWish): Promise<void> {
  const bytes = await writeFile(chooseColumns(sheet, wish.keys), wish);
  saveBytes(`${fileNameOf(sheet.title)}.${wish.format}`, bytes, TYPES[wish.format]);
}

async function writeFile(sheet: Sheet, { format, csv, pageOf }: FileWish): Promise<Uint8Array> {
  if (format === "xlsx") return (await import("../../../shared/exports/write-xlsx.ts")).writeXlsx(sheet);
  if (format === "csv") {
    const { encodeCsv, writeSheetCsv } = await import("../../../shared/exports/write-table.ts");
    return encodeCsv(writeSheetCsv(sheet, csv));
  }
  if (format === "json") {
    const { writeSheetJson } = await import("../../../shared/exports/write-sheet-json.ts");
    return new TextEncoder().encode(writeSheetJson(sheet));
  }
  const [{ writeSheetPdf }, { fetchTypeFiles }] = await Promise.all([
    import("../../../shared/exports/write-sheet-pdf.ts"),
    import("../api/type-files.ts"),
  ]);
  return writeSheetPdf(sheet, { type: await fetchTypeFiles(), decimalSign: csv.decimalSign, pageOf });
}

/** Without the signs that file systems refuse. */
const fileNameOf = (title: string): string => title.replace(/[\\/:*?"<>|]+/g, " ").trim();
