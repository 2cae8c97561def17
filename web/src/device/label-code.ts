import { openOwnReader, type ReadCodes } from "./code-picture.ts";
import type { LabelAnswer, LabelCall } from "./label-worker.ts";

/** What is printed on meters: a line of bars, or small squares. */
const OWN_FORMATS = ["code_128", "code_39", "itf", "data_matrix", "qr_code"];

let reader: Promise<ReadCodes> | undefined;

/**
 * Reads bar codes of meters' labels: the browser's own reader where it has one, else one that is fetched
 * now and works in a thread of its own.
 */
export function openLabelReader(): Promise<ReadCodes> {
  reader ??= openOwnReader(OWN_FORMATS).then((own) => own ?? startWorker());
  return reader;
}

function startWorker(): ReadCodes {
  const worker = new Worker(new URL("./label-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (texts: readonly string[]) => void>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<LabelAnswer>) => {
    waiting.get(data.id)?.(data.texts);
    waiting.delete(data.id);
  });
  // What could not be loaded finds nothing; typing is always possible.
  worker.addEventListener("error", () => {
    for (const answer of waiting.values()) answer([]);
    waiting.clear();
    reader = undefined;
  });
  return (picture) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      worker.postMessage({ id: last, picture } satisfies LabelCall);
    });
}
