/** Reads the codes of one picture; none is an empty list. */
export type ReadCodes = (picture: ImageData) => Promise<readonly string[]>;

interface NativeDetector {
  detect(picture: ImageData): Promise<readonly { readonly rawValue: string }[]>;
}

interface NativeDetectorClass {
  new (options: { formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The browser's own reader, where it has one that knows all of these formats. */
export async function openOwnReader(formats: readonly string[]): Promise<ReadCodes | undefined> {
  const Native: unknown = Reflect.get(globalThis, "BarcodeDetector");
  if (!isDetectorClass(Native)) return undefined;
  const known = await Native.getSupportedFormats();
  if (!formats.every((format) => known.includes(format))) return undefined;
  const detector = new Native({ formats });
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
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
