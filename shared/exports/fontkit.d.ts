/** What of fontkit a PDF needs: the writer of PDFs says what shape that has. */
declare module "fontkit" {
  import type { PDFDocument } from "@cantoo/pdf-lib";

  type Fontkit = Parameters<PDFDocument["registerFontkit"]>[0];
  export const create: Fontkit["create"];
}
