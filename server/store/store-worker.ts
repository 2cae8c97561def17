import { parentPort, workerData } from "node:worker_threads";
import { openStoreCore } from "./open-store-core.ts";
import type { OpenOptions, StoreGreeting, StoreReport } from "./store-rpc.ts";
import { StoreThread } from "./store-thread.ts";

/** Thread entry: opens the store it is told to, then answers calls in order. */
const port = parentPort;
if (port) {
  const report = (text: string) => port.postMessage({ report: text } satisfies StoreReport);
  const opened = openStoreCore(workerData as OpenOptions, report);
  if (opened.ok) {
    const thread = new StoreThread(opened.value, {
      answer: (answer, transfer) => port.postMessage(answer, [...transfer]),
      report,
    });
    port.on("message", (call) => thread.receive(call));
    port.postMessage({ opened: true } satisfies StoreGreeting);
  } else {
    port.postMessage({ opened: false, error: opened.error } satisfies StoreGreeting);
  }
}
