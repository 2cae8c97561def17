import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { TypeFiles } from "../../shared/exports/pdf-type.ts";

let files: Promise<TypeFiles> | undefined;

/** The typeface of PDFs, from the package it comes in; read once. */
export function readTypeFiles(): Promise<TypeFiles> {
  const { resolve } = createRequire(import.meta.url);
  const face = async (weight: number): Promise<Uint8Array[]> =>
    Promise.all(
      ["latin", "latin-ext"].map(async (letters) => {
        const file = await readFile(
          resolve(`@fontsource/inter/files/inter-${letters}-${weight}-normal.woff`),
        );
        return new Uint8Array(file);
      }),
    );
  files ??= Promise.all([face(400), face(600)]).then(([regular, bold]) => ({ regular, bold }));
  return files;
}
