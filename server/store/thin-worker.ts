import { parentPort } from "node:worker_threads";
import { thinBlocks } from "./thin-blocks.ts";
import type { ThinAnswer, ThinCall } from "./thin-thread.ts";

/** Thread entry: thins months it is given, so that the store's own thread only reads and writes them. */
const port = parentPort;
port?.on("message", ({ id, months, dayStartsMs }: ThinCall) => {
  try {
    port.postMessage({ id, value: thinBlocks(months, dayStartsMs) } satisfies ThinAnswer);
  } catch (error) {
    port.postMessage({
      id,
      error: error instanceof Error ? error.message : String(error),
    } satisfies ThinAnswer);
  }
});
