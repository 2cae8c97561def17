import { PDFDocument, type PDFPage, rgb } from "@cantoo/pdf-lib";
import { type Ink, PdfType, type TypeFiles } from "./pdf-type.ts";
import { headingOf, type Sheet, type SheetCell } from "./sheet.ts";

/** A4 in points. */
const SHORT = 595.28;
const LONG = 841.89;
const MARGIN = 40;
const ROW = 15;
const HEAD_LINE = 10;
/** Between two columns. */
const GAP = 6;
const MAX_PORTRAIT_COLUMNS = 5;
const TEXT: Ink = { size: 8, colour: rgb(0.07, 0.09, 0.11) };
const BOLD: Ink = { ...TEXT, isBold: true };
const FAINT: Ink = { size: 8, colour: rgb(0.39, 0.42, 0.48) };
const TITLE: Ink = { size: 14, colour: TEXT.colour, isBold: true };
const LINE = rgb(0.83, 0.85, 0.88);

export interface PdfOptions {
  readonly type: TypeFiles;
  /** `,` or `.` */
  readonly decimalSign: string;
  /** Written at the foot of every page, with its number: `Page 1 of 3`. */
  readonly pageOf: (page: number, pages: number) => string;
}

/** A sheet on A4 pages, the heading on each, numbers right-aligned, text cut where its column ends. */
export async function writeSheetPdf(sheet: Sheet, options: PdfOptions): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(sheet.title);
  document.setCreator("Rounds");
  const type = await PdfType.embed(document, options.type);
  new SheetPages(document, type, { sheet, decimalSign: options.decimalSign }).draw();
  const pages = document.getPages();
  for (const [i, page] of pages.entries()) {
    type.drawRight(
      page,
      options.pageOf(i + 1, pages.length),
      { x: page.getWidth() - MARGIN, y: MARGIN / 2 },
      FAINT,
    );
  }
  return document.save();
}

class SheetPages {
  readonly #document: PDFDocument;
  readonly #type: PdfType;
  readonly #sheet: Sheet;
  readonly #decimalSign: string;
  readonly #size: readonly [number, number];
  readonly #edges: readonly number[];
  #page: PDFPage;
  #y = 0;

  constructor(
    document: PDFDocument,
    type: PdfType,
    { sheet, decimalSign }: { readonly sheet: Sheet; readonly decimalSign: string },
  ) {
    this.#document = document;
    this.#type = type;
    this.#sheet = sheet;
    this.#decimalSign = decimalSign;
    this.#size = sheet.columns.length > MAX_PORTRAIT_COLUMNS ? [LONG, SHORT] : [SHORT, LONG];
    this.#edges = edgesOf(sheet, this.#size[0] - 2 * MARGIN, type);
    this.#page = document.addPage([...this.#size]);
  }

  draw(): void {
    this.#y = this.#size[1] - MARGIN - TITLE.size;
    this.#type.draw(this.#page, this.#sheet.title, { x: MARGIN, y: this.#y }, TITLE);
    for (const fact of this.#sheet.facts) {
      this.#y -= 12;
      this.#type.draw(this.#page, fact, { x: MARGIN, y: this.#y }, FAINT);
    }
    this.#y -= 22;
    this.#head();
    for (const cells of this.#sheet.rows) this.#row(cells, TEXT);
    if (this.#sheet.totals) this.#row(this.#sheet.totals, BOLD);
  }

  /** A heading takes as many lines as its words need: without its unit a number says nothing. */
  #head(): void {
    const ink = { ...BOLD, colour: FAINT.colour };
    const lines = this.#sheet.columns.map((column, place) =>
      this.#type.wrap(headingOf(column), this.#widthOf(place), ink),
    );
    const most = Math.max(...lines.map(({ length }) => length));
    for (let line = 0; line < most; line++) {
      if (line > 0) this.#y -= HEAD_LINE;
      this.#cells(
        lines.map((own) => own[line - most + own.length] ?? ""),
        ink,
      );
    }
    this.#rule();
    this.#y -= ROW;
  }

  #widthOf(place: number): number {
    return (this.#edges[place + 1] ?? 0) - (this.#edges[place] ?? 0) - GAP;
  }

  #row(cells: readonly SheetCell[], ink: Ink): void {
    if (this.#y < MARGIN + ROW) {
      this.#page = this.#document.addPage([...this.#size]);
      this.#y = this.#size[1] - MARGIN - ROW;
      this.#head();
    }
    const written = cells.map((cell, place) => {
      if (cell === null) return "–";
      return this.#sheet.columns[place]?.isNumber ? cell.replace(".", this.#decimalSign) : cell;
    });
    if (ink.isBold) this.#rule(ROW - 4);
    this.#cells(written, ink);
    this.#y -= ROW;
  }

  #cells(texts: readonly string[], ink: Ink): void {
    for (const [place, text] of texts.entries()) {
      const from = this.#edges[place] ?? 0;
      const to = from + this.#widthOf(place);
      const fitted = this.#type.fit(text, to - from, ink);
      if (this.#sheet.columns[place]?.isNumber) {
        this.#type.drawRight(this.#page, fitted, { x: to, y: this.#y }, ink);
      } else {
        this.#type.draw(this.#page, fitted, { x: from, y: this.#y }, ink);
      }
    }
  }

  #rule(above = -4): void {
    const y = this.#y + above;
    const [start, end] = [
      { x: MARGIN, y },
      { x: this.#size[0] - MARGIN, y },
    ];
    this.#page.drawLine({ start, end, thickness: 0.5, color: LINE });
  }
}

/** Left edges of the columns and the right edge of the last, by how wide what stands in them is. */
function edgesOf(sheet: Sheet, widthPt: number, type: PdfType): readonly number[] {
  const wanted = sheet.columns.map((column, place) => {
    const texts = [
      ...headingOf(column).split(" "),
      ...sheet.rows.slice(0, 100).map((row) => row[place] ?? ""),
      sheet.totals?.[place] ?? "",
    ];
    return Math.min(170, Math.max(24, ...texts.map((text) => type.width(text, BOLD)))) + 8;
  });
  const whole = wanted.reduce((sum, width) => sum + width, 0);
  const scale = Math.min(1.6, widthPt / whole);
  let x = MARGIN;
  return [x, ...wanted.map((width) => (x += width * scale))];
}
