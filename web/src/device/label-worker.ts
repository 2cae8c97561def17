import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";
import engine from "zxing-wasm/reader/zxing_reader.wasm?url";

/** Looks for bar codes in pictures. Only this thread's file may run WebAssembly: the server says so. */
export interface LabelCall {
  readonly id: number;
  readonly picture: ImageData;
}

export interface LabelAnswer {
  readonly id: number;
  readonly texts: readonly string[];
}

const OPTIONS: ReaderOptions = {
  formats: ["Code128", "Code39", "ITF", "DataMatrix", "QRCode"],
  tryHarder: true,
  maxNumberOfSymbols: 4,
};

// From our own server, or from what the phone keeps of the app; never from elsewhere.
prepareZXingModule({ overrides: { locateFile: () => engine } });

addEventListener("message", ({ data }: MessageEvent<LabelCall>) => {
  void find(data.picture).then((texts) => postMessage({ id: data.id, texts } satisfies LabelAnswer));
});

async function find(picture: ImageData): Promise<readonly string[]> {
  try {
    return (await readBarcodes(picture, OPTIONS)).filter(({ isValid }) => isValid).map(({ text }) => text);
  } catch {
    return [];
  }
}
