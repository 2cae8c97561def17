import type { Image } from "qr/decode.js";

/** A QR code as rows of dark and light modules, quiet zone included. */
export type QrModules = readonly (readonly boolean[])[];

/** Texts in the alphanumeric letters of QR codes, as codes a phone reads from another's screen. */
export async function drawQrCodes(texts: readonly string[]): Promise<readonly QrModules[]> {
  const { encodeQR } = await import("qr");
  return texts.map((text) => encodeQR(text, "raw", { ecc: "low", encoding: "alphanumeric", border: 4 }));
}

/** Reads the QR codes of one picture; none is an empty list. */
export type ReadQr = (picture: ImageData) => Promise<readonly string[]>;

interface NativeDetector {
  detect(picture: ImageData): Promise<readonly { readonly rawValue: string }[]>;
}

interface NativeDetectorClass {
  new (options: { formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The browser's own reader where it has one, else one in JavaScript that is fetched now. */
export async function openQrReader(): Promise<ReadQr> {
  const Native: unknown = Reflect.get(globalThis, "BarcodeDetector");
  if (isDetectorClass(Native) && (await Native.getSupportedFormats()).includes("qr_code")) {
    const detector = new Native({ formats: ["qr_code"] });
    return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
  }
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

const isDetectorClass = (value: unknown): value is NativeDetectorClass =>
  typeof value === "function" && "getSupportedFormats" in value;

/** Longest side of a picture that is searched; more costs time and finds no more. */
const MOST_PX = 900;

/** The picture of a file, small enough to be searched; rejects where it is none. */
export async function pictureOf(file: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(file);
  return takePicture(bitmap, bitmap.width, bitmap.height);
}

export function takePicture(source: CanvasImageSource, widthPx: number, heightPx: number): ImageData {
  const scale = Math.min(1, MOST_PX / Math.max(widthPx, heightPx));
  const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser draws no canvas");
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
