import { parentPort, workerData } from "node:worker_threads";
import { openStoreCore } from "./open-store-core.ts";
import type { OpenOptions, StoreAnswer, StoreCall, StoreCore, StoreGreeting } from "./store-rpc.ts";

/** Thread entry: opens the store it is told to, then answers calls in order. */
const opened = openStoreCore(workerData as OpenOptions);
const greet = (greeting: StoreGreeting) => parentPort?.postMessage(greeting);
if (opened.ok) {
  const core = opened.value;
  parentPort?.on("message", (call: StoreCall) => parentPort?.postMessage(answer(core, call)));
  greet({ opened: true });
} else {
  greet({ opened: false, error: opened.error });
}

function answer(core: StoreCore, call: StoreCall): StoreAnswer {
  try {
    if (call.store === "close") {
      core.close();
      return { id: call.id, value: undefined };
    }
    const stores = core as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
    return { id: call.id, value: stores[call.store]?.[call.method]?.(...call.args) };
  } catch (error) {
    return { id: call.id, error: describe(error) };
  }
}

function describe(error: unknown): { code?: string; text: string } {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof Error && "code" in error ? { code: String(error.code), text } : { text };
}
