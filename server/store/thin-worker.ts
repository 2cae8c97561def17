import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { thinBlocks } from "./thin-blocks.ts";
import type { ThinAnswer, ThinCall } from "./thin-thread.ts";

/** Thread entry: thins months it is given, so that the store's own thread only reads and writes them. */
const port = parentPort;
/** Whatever else wants the processor goes before: thinning has all night. */
const PATIENT = 10;
// Only Linux lowers the thread that asks; elsewhere it would be the whole server.
if (process.platform === "linux") setPriority(0, PATIENT);
port?.on("message", ({ id, blocks, ...thinning }: ThinCall) => {
  try {
    port.postMessage({ id, value: thinBlocks(blocks, thinning) } satisfies ThinAnswer);
  } catch (error) {
    port.postMessage({
      id,
      error: error instanceof Error ? error.message : String(error),
    } satisfies ThinAnswer);
  }
});
