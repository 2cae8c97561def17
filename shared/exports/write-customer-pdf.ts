import { PDFDocument, type PDFPage, rgb } from "@cantoo/pdf-lib";
import {
  type CustomerReport,
  type CustomerSayings,
  type CustomerSeries,
  sayCustomerReport,
} from "./customer-report.ts";
import { fill } from "./customer-words-table.ts";
import { type Ink, PdfType, type TypeFiles } from "./pdf-type.ts";

/** A4 in points. */
const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 50];
const INNER = WIDTH - 2 * MARGIN;
const CHART = 120;

const TEXT: Ink = { size: 9, colour: rgb(0.07, 0.09, 0.11) };
const BOLD: Ink = { ...TEXT, isBold: true };
const FAINT: Ink = { size: 8, colour: rgb(0.39, 0.42, 0.48) };
const BAR = rgb(0.43, 0.56, 0.91);
const LINE = rgb(0.83, 0.85, 0.88);

/** The same report on paper: facts, a chart and a table for each register, and what the marks mean. */
export async function writeCustomerPdf(report: CustomerReport, files: TypeFiles): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const say = sayCustomerReport(report);
  document.setTitle(`${say.words.title} – ${report.utility}`);
  document.setCreator("Rounds");
  document.setLanguage(say.words.tag);
  const type = await PdfType.embed(document, files);
  new CustomerPages(document, type, say).draw(report);
  const pages = document.getPages();
  for (const [i, page] of pages.entries()) {
    const text = fill(say.words.page, { page: `${i + 1}`, pages: `${pages.length}` });
    type.draw(page, report.utility, { x: MARGIN, y: 28 }, FAINT);
    type.drawRight(page, text, { x: WIDTH - MARGIN, y: 28 }, FAINT);
  }
  return document.save();
}

class CustomerPages {
  readonly #document: PDFDocument;
  readonly #type: PdfType;
  readonly #say: CustomerSayings;
  #page: PDFPage;
  #y = HEIGHT - MARGIN;

  constructor(document: PDFDocument, type: PdfType, say: CustomerSayings) {
    this.#document = document;
    this.#type = type;
    this.#say = say;
    this.#page = document.addPage([WIDTH, HEIGHT]);
  }

  draw(report: CustomerReport): void {
    this.#y -= 16;
    this.#type.draw(this.#page, this.#say.words.title, { x: MARGIN, y: this.#y }, { ...BOLD, size: 18 });
    this.#y -= 24;
    for (const [name, value] of this.#say.facts) {
      this.#type.draw(this.#page, name, { x: MARGIN, y: this.#y }, FAINT);
      this.#type.draw(
        this.#page,
        this.#type.fit(value, INNER - 80, TEXT),
        { x: MARGIN + 80, y: this.#y },
        TEXT,
      );
      this.#y -= 14;
    }
    for (const series of report.series) this.#series(series);
    this.#room(70);
    this.#y -= 10;
    for (const sentence of this.#say.explanation) this.#paragraph(sentence);
  }

  #series(series: CustomerSeries): void {
    this.#room(CHART + 70);
    this.#y -= 24;
    const name = `${this.#say.nameOf(series)}  ${this.#say.totalOf(series)}`;
    this.#type.draw(this.#page, name, { x: MARGIN, y: this.#y }, { ...BOLD, size: 12 });
    this.#y -= 10;
    this.#bars(series);
    this.#table(series);
  }

  #bars(series: CustomerSeries): void {
    const heights = series.intervals.map(({ value }) => Math.max(0, Number(value ?? 0)));
    const highest = Math.max(...heights, 0) || 1;
    const stride = INNER / Math.max(1, heights.length);
    const every = Math.ceil(heights.length / 12);
    const base = this.#y - CHART;
    for (const [i, interval] of series.intervals.entries()) {
      const x = MARGIN + i * stride;
      const box = {
        x: x + stride * 0.12,
        y: base,
        width: stride * 0.76,
        height: ((heights[i] ?? 0) / highest) * (CHART - 8),
      };
      if (interval.value !== null) {
        const isEstimated = interval.mark === "estimated";
        this.#page.drawRectangle({
          ...box,
          color: BAR,
          opacity: isEstimated ? 0.35 : 1,
          borderColor: BAR,
          borderWidth: 0.5,
        });
      }
      if (i % every === 0) {
        const label = this.#say.labelOf(interval);
        const width = this.#type.width(label, { size: 7 });
        this.#type.draw(
          this.#page,
          label,
          { x: x + stride / 2 - width / 2, y: base - 10 },
          { ...FAINT, size: 7 },
        );
      }
    }
    this.#page.drawLine({
      start: { x: MARGIN, y: base },
      end: { x: WIDTH - MARGIN, y: base },
      thickness: 0.5,
      color: LINE,
    });
    this.#y = base - 26;
  }

  #table(series: CustomerSeries): void {
    const { words } = this.#say;
    const row = (cells: readonly [string, string, string], ink: Ink): void => {
      this.#room(14);
      this.#type.draw(this.#page, cells[0], { x: MARGIN, y: this.#y }, ink);
      this.#type.drawRight(this.#page, cells[1], { x: MARGIN + 240, y: this.#y }, ink);
      this.#type.draw(this.#page, cells[2], { x: MARGIN + 270, y: this.#y }, ink);
      this.#y -= 13;
    };
    row([words.from, `${words.value} (${series.unit})`, words.quality], { ...FAINT, isBold: true });
    for (const interval of series.intervals) {
      row([this.#say.labelOf(interval), this.#say.decimal(interval.value), this.#say.markOf(interval)], TEXT);
    }
    row([words.total, this.#say.decimal(series.total), this.#say.qualityOf(series)], BOLD);
  }

  #paragraph(sentence: string): void {
    for (const line of this.#type.wrap(sentence, INNER, FAINT)) {
      this.#room(12);
      this.#type.draw(this.#page, line, { x: MARGIN, y: this.#y }, FAINT);
      this.#y -= 11;
    }
    this.#y -= 4;
  }

  /** A new page where there is not enough room left. */
  #room(points: number): void {
    if (this.#y - points > MARGIN) return;
    this.#page = this.#document.addPage([WIDTH, HEIGHT]);
    this.#y = HEIGHT - MARGIN - 10;
  }
}
