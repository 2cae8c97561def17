import type { Image } from "qr/decode.js";
import { openOwnReader, type ReadCodes } from "./code-picture.ts";

/** A QR code as rows of dark and light modules, quiet zone included. */
export type QrModules = readonly (readonly boolean[])[];

/** Texts in the alphanumeric letters of QR codes, as codes a phone reads from another's screen. */
export async function drawQrCodes(texts: readonly string[]): Promise<readonly QrModules[]> {
  const { encodeQR } = await import("qr");
  return texts.map((text) => encodeQR(text, "raw", { ecc: "low", encoding: "alphanumeric", border: 4 }));
}

/** The browser's own reader where it has one, else one in JavaScript that is fetched now. */
export async function openQrReader(): Promise<ReadCodes> {
  const own = await openOwnReader(["qr_code"]);
  if (own) return own;
  const { decodeQR } = await import("qr/decode.js");
  return (picture) => {
    const { width, height, data } = picture;
    try {
      return Promise.resolve([decodeQR({ width, height, data } satisfies Image)]);
    } catch {
      // It throws where it finds none.
      return Promise.resolve([]);
    }
  };
}
