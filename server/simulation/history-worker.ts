import { parentPort, workerData } from "node:worker_threads";
import { createHistoryMaker, type HistoryWish, type PointRange } from "./history-chunk.ts";

/** Thread that makes a town's history, chunk by chunk as it is asked. */
const makeChunk = createHistoryMaker(workerData as HistoryWish);

parentPort?.on("message", (range: PointRange) => {
  const chunk = makeChunk(range);
  parentPort?.postMessage(
    chunk,
    chunk.blocks.map((block) => block.buffer).filter((buffer) => buffer instanceof ArrayBuffer),
  );
});
