import type { PictureWords } from "../chart/compose-picture.ts";
import { readColours } from "./read-palette.ts";

/** Gives the first chart within an element as a picture that says what it shows; nothing where there is none. */
export async function savePicture(
  within: HTMLElement | undefined,
  words: PictureWords,
  save: (picture: Blob) => void,
): Promise<void> {
  const chart = within?.querySelector("canvas");
  if (!chart) return;
  const { composePicture } = await import("../chart/compose-picture.ts");
  const colours = readColours({ ground: "--surface", text: "--text", note: "--text-2" });
  const picture = await composePicture(chart, words, colours);
  if (picture) save(picture);
}
