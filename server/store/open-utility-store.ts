import { Worker } from "node:worker_threads";
import { err, ok, type Result } from "../../shared/model/result.ts";
import { StorageError, type StorageOpenError, type UtilityStore } from "../ports.ts";
import type { OpenOptions, StoreAnswer, StoreGreeting, StoreName } from "./store-rpc.ts";

/**
 * Opens a utility's store (`<dataFolder>/<utility>/store.db`) in a thread of its own, since libSQL
 * works synchronously. Calls are answered in the order they were made.
 */
export async function openUtilityStore(
  options: OpenOptions,
): Promise<Result<UtilityStore, StorageOpenError>> {
  const worker = startWorker(options);
  const greeting = await new Promise<StoreGreeting>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  if (!greeting.opened) {
    await worker.terminate();
    return err(greeting.error);
  }
  return ok(remoteStore(worker));
}

/** From a bundle the thread's file stands beside this one; from source it needs tsx to read it. */
function startWorker(options: OpenOptions): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL("./store-worker.js", import.meta.url), { workerData: options });
  }
  const tsx = import.meta.resolve("tsx/esm/api");
  const thread = new URL("./store-worker.ts", import.meta.url).href;
  const start = `import { register } from "${tsx}"; register(); await import("${thread}");`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { workerData: options });
}

type Call = (store: string, method: string, args: readonly unknown[]) => Promise<unknown>;

function remoteStore(worker: Worker): UtilityStore {
  const call = createCall(worker);
  const store = <Name extends StoreName>(name: Name): UtilityStore[Name] =>
    new Proxy(Object.create(null), {
      get: (_, method) =>
        typeof method === "string" && method !== "then"
          ? (...args: readonly unknown[]) => call(name, method, args)
          : undefined,
    });
  return {
    points: store("points"),
    readings: store("readings"),
    keys: store("keys"),
    gateways: store("gateways"),
    settings: store("settings"),
    people: store("people"),
    roles: store("roles"),
    invitations: store("invitations"),
    sessions: store("sessions"),
    audit: store("audit"),
    rooms: store("rooms"),
    close: async () => {
      await call("close", "", []);
      await worker.terminate();
    },
  };
}

function createCall(worker: Worker): Call {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  worker.on("message", (answer: StoreAnswer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (!caller) return;
    if ("error" in answer) caller.reject(storageErrorOf(answer.error));
    else caller.resolve(answer.value);
  });
  const stopAll = (error: Error) => {
    for (const caller of waiting.values()) caller.reject(error);
    waiting.clear();
  };
  worker.on("error", (error) => stopAll(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => stopAll(new StorageError("storage.closed", "The store is closed.")));
  return (store, method, args) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, store, method, args });
    });
}

function storageErrorOf(error: { readonly code?: string; readonly text: string }): Error {
  if (error.code === "SQLITE_FULL") return new StorageError("storage.disk-full", "The disk is full.");
  if (error.code?.startsWith("SQLITE_IOERR")) return new StorageError("storage.io", error.text);
  return new Error(error.text);
}
