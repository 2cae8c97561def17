import { strToU8, zipSync } from "fflate";
import { escapeMarkup } from "./escape-markup.ts";
import { headingOf, type Sheet, type SheetCell, type SheetColumn } from "./sheet.ts";

/**
 * An Office Open XML workbook (ECMA-376, part 1, 12 and 18) with one sheet: a heading that stays in
 * sight, rows, sums. Text is an inline string and never a formula; a number of more digits than a
 * 64-bit float holds is text as well, so that none is lost.
 *
 * Not covered: shared strings, dates, several sheets.
 */
export function writeXlsx(sheet: Sheet): Uint8Array {
  const styles = new NumberStyles();
  const body = writeSheet(sheet, styles);
  const files = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": relationsOf([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${escapeXml(nameOf(sheet.title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationsOf([
      ["worksheet", "worksheets/sheet1.xml"],
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": styles.write(),
    "xl/worksheets/sheet1.xml": body,
  };
  const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(bytes), { level: 6 });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SCHEMAS = "http://schemas.openxmlformats.org";
const MAIN = `${SCHEMAS}/spreadsheetml/2006/main`;
const OFFICE = `${SCHEMAS}/officeDocument/2006`;
const SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const CONTENT_TYPES = `${XML}<Types xmlns="${SCHEMAS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_ML}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_ML}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_ML}.styles+xml"/></Types>`;

const relationsOf = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${SCHEMAS}/package/2006/relationships">${targets
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;

/** A spreadsheet keeps numbers as 64-bit floats: up to 15 digits come back as they went in. */
const MAX_DIGITS = 15;

function writeSheet({ columns, rows, totals }: Sheet, styles: NumberStyles): string {
  const widths = columns.map(
    (column, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${widthOf(column, rows, place)}" customWidth="1"/>`,
  );
  const cell = (place: number, row: number, text: SheetCell, isBold: boolean): string =>
    writeCell(columns[place], { text, isBold, at: `${letterOf(place)}${row}` }, styles);
  const lines: string[] = [
    `<row r="1">${columns.map((column, place) => writeText(headingOf(column), `${letterOf(place)}1`, styles.bold)).join("")}</row>`,
  ];
  for (const [i, cells] of [...rows, ...(totals ? [totals] : [])].entries()) {
    const isBold = i >= rows.length;
    lines.push(
      `<row r="${i + 2}">${cells.map((text, place) => cell(place, i + 2, text, isBold)).join("")}</row>`,
    );
  }
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

function writeCell(
  column: SheetColumn | undefined,
  { text, isBold, at }: { readonly text: SheetCell; readonly isBold: boolean; readonly at: string },
  styles: NumberStyles,
): string {
  if (text === null || text === "") return "";
  const isNumber = column?.isNumber && text.replace(/\D/g, "").length <= MAX_DIGITS;
  if (!isNumber) return writeText(text, at, isBold ? styles.bold : 0);
  const style = styles.of(text.split(".")[1]?.length ?? 0, isBold);
  return `<c r="${at}" s="${style}"><v>${text}</v></c>`;
}

const writeText = (text: string, at: string, style: number): string =>
  `<c r="${at}" t="inlineStr"${style === 0 ? "" : ` s="${style}"`}><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** Control characters have no place in XML 1.0 at all. */
const escapeXml = (text: string): string => escapeMarkup(text).replace(/\p{Cc}/gu, " ");

/** A, B … Z, AA … */
function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
}

/** A style for every number of decimals that occurs, plain and bold; style 1 is bold text. */
class NumberStyles {
  readonly bold = 1;
  readonly #places = new Map<string, number>();

  of(decimals: number, isBold: boolean): number {
    const key = `${isBold ? 1 : 0} ${decimals}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#places.size + 2;
    this.#places.set(key, place);
    return place;
  }

  write(): string {
    const styles = [...this.#places.keys()].map((key) => key.split(" ").map(Number));
    const formats = styles.map(
      ([, decimals = 0], i) =>
        `<numFmt numFmtId="${164 + i}" formatCode="0${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}"/>`,
    );
    const numbers = styles.map(
      ([font], i) =>
        `<xf numFmtId="${164 + i}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    );
    const font = '<sz val="11"/><name val="Calibri"/>';
    return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join("")}</numFmts><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${numbers.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${numbers.join("")}</cellXfs></styleSheet>`;
  }
}

/** Sheet names are at most 31 characters and lack a few signs. */
const nameOf = (title: string): string =>
  title
    .replace(/[\\/?*[\]:']/g, " ")
    .trim()
    .slice(0, 31) || "Sheet";

/** In characters; looking at the first rows is enough for a width. */
function widthOf(column: SheetColumn, rows: Sheet["rows"], place: number): number {
  const longest = rows.slice(0, 200).reduce((width, row) => Math.max(width, row[place]?.length ?? 0), 0);
  return Math.min(48, Math.max(longest, headingOf(column).length) + 2);
}
