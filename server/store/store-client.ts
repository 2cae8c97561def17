import type { Worker } from "node:worker_threads";
import { StorageError } from "../ports.ts";
import type { StoreAnswer, StoreCall, StoreReport } from "./store-rpc.ts";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Request extends Waiting {
  readonly call: Omit<StoreCall, "id">;
  readonly transfer: readonly ArrayBuffer[];
}

/** Calls the thread has not answered yet; further ones wait here, so that they do not pile up as copies there. */
const MAX_UNDER_WAY = 64;

/** The caller's side of a store's thread. */
export class StoreClient {
  readonly #worker: Worker;
  readonly #underWay = new Map<number, Waiting>();
  readonly #queue: Request[] = [];
  #lastId = 0;
  #end: Error | undefined;

  constructor(worker: Worker, report: ((text: string) => void) | undefined) {
    this.#worker = worker;
    worker.on("message", (message: StoreAnswer | StoreReport) => {
      if ("report" in message) report?.(message.report);
      else this.#take(message);
    });
    worker.on("error", (error) => this.#stop(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", () => this.#stop(new StorageError("storage.closed", "The store is closed.")));
  }

  call(call: Omit<StoreCall, "id">, transfer: readonly ArrayBuffer[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ call, transfer, resolve, reject });
      this.#send();
    });
  }

  /** Resolves when everything asked before is done and the file is closed. */
  async close(): Promise<void> {
    if (this.#end) return;
    await this.call({ store: "close", method: "close", args: [] });
    await this.#worker.terminate();
  }

  #send(): void {
    while (this.#queue.length > 0 && (this.#end || this.#underWay.size < MAX_UNDER_WAY)) {
      const request = this.#queue.shift();
      if (!request) return;
      if (this.#end) {
        request.reject(this.#end);
        continue;
      }
      this.#lastId += 1;
      this.#underWay.set(this.#lastId, request);
      this.#worker.postMessage({ id: this.#lastId, ...request.call }, [...request.transfer]);
    }
  }

  #take(answer: StoreAnswer): void {
    const caller = this.#underWay.get(answer.id);
    this.#underWay.delete(answer.id);
    if ("error" in answer) caller?.reject(errorOf(answer.error));
    else caller?.resolve(answer.value);
    this.#send();
  }

  #stop(error: Error): void {
    this.#end ??= error;
    for (const caller of this.#underWay.values()) caller.reject(this.#end);
    this.#underWay.clear();
    this.#send();
  }
}

function errorOf({ code, text }: { readonly code?: string; readonly text: string }): Error {
  if (code === "SQLITE_FULL") return new StorageError("storage.disk-full", "The disk is full.");
  if (code === "storage.damaged") return new StorageError(code, text);
  if (code?.startsWith("SQLITE_CORRUPT"))
    return new StorageError("storage.damaged", "The store's file is damaged. Restore it from a backup.");
  if (code?.startsWith("SQLITE_IOERR")) return new StorageError("storage.io", text);
  return new Error(text);
}
