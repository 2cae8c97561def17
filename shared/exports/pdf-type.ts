import type { PDFDocument, PDFFont, PDFPage, RGB } from "@cantoo/pdf-lib";
import * as fontkit from "fontkit";

/** Bytes of the typeface's files, each face in the order its letters are looked for. */
export interface TypeFiles {
  readonly regular: readonly Uint8Array[];
  readonly bold: readonly Uint8Array[];
}

export interface Ink {
  readonly size: number;
  readonly colour: RGB;
  readonly isBold?: boolean;
}

interface Face {
  readonly font: PDFFont;
  readonly letters: ReadonlySet<number>;
}

/** Text in the product's typeface, embedded: what is written in it is read the same everywhere. */
export class PdfType {
  readonly #regular: readonly Face[];
  readonly #bold: readonly Face[];

  private constructor(regular: readonly Face[], bold: readonly Face[]) {
    this.#regular = regular;
    this.#bold = bold;
  }

  static async embed(document: PDFDocument, files: TypeFiles): Promise<PdfType> {
    document.registerFontkit(fontkit);
    const faces = (all: readonly Uint8Array[]): Promise<Face[]> =>
      Promise.all(
        all.map(async (bytes) => {
          const font = await document.embedFont(bytes, { subset: true });
          return { font, letters: new Set(font.getCharacterSet()) };
        }),
      );
    return new PdfType(await faces(files.regular), await faces(files.bold));
  }

  width(text: string, { size, isBold }: Omit<Ink, "colour">): number {
    return this.#runs(text, isBold).reduce((sum, run) => sum + run.font.widthOfTextAtSize(run.text, size), 0);
  }

  /** Draws from the left; gives the width. `y` is the base line. */
  draw(page: PDFPage, text: string, at: { readonly x: number; readonly y: number }, ink: Ink): number {
    let { x } = at;
    for (const run of this.#runs(text, ink.isBold)) {
      page.drawText(run.text, { x, y: at.y, size: ink.size, font: run.font, color: ink.colour });
      x += run.font.widthOfTextAtSize(run.text, ink.size);
    }
    return x - at.x;
  }

  /** Draws so that it ends at `x`. */
  drawRight(page: PDFPage, text: string, at: { readonly x: number; readonly y: number }, ink: Ink): void {
    this.draw(page, text, { x: at.x - this.width(text, ink), y: at.y }, ink);
  }

  /** As much of the text as fits, with an ellipsis for the rest. */
  fit(text: string, widthPt: number, ink: Omit<Ink, "colour">): string {
    if (this.width(text, ink) <= widthPt) return text;
    let [low, high] = [0, text.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.width(`${text.slice(0, middle)}…`, ink) <= widthPt) low = middle;
      else high = middle - 1;
    }
    return `${text.slice(0, low).trimEnd()}…`;
  }

  /** Broken into lines between words. */
  wrap(text: string, widthPt: number, ink: Omit<Ink, "colour">): readonly string[] {
    const lines: string[] = [];
    for (const word of text.split(/\s+/)) {
      const line = lines.at(-1);
      const longer = line === undefined ? word : `${line} ${word}`;
      if (line === undefined || this.width(longer, ink) > widthPt) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  /** Stretches of letters that one file holds; a letter no file holds is written as a question mark. */
  #runs(text: string, isBold = false): readonly { readonly font: PDFFont; readonly text: string }[] {
    const faces = isBold ? this.#bold : this.#regular;
    const runs: { font: PDFFont; text: string }[] = [];
    for (const letter of text.replace(/[\u00a0\u202f]/g, " ").replaceAll("−", "-")) {
      const face = faces.find(({ letters }) => letters.has(letter.codePointAt(0) ?? 0));
      const font = face?.font ?? faces[0]?.font;
      if (!font) continue;
      const last = runs.at(-1);
      const drawn = face ? letter : "?";
      if (last?.font === font) last.text += drawn;
      else runs.push({ font, text: drawn });
    }
    return runs;
  }
}
