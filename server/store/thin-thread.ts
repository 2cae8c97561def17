import type { Worker } from "node:worker_threads";
import { startThread } from "./start-thread.ts";
import type { ThinnedMonths, Thinning } from "./thin-blocks.ts";

export interface ThinCall extends Thinning {
  readonly id: number;
  readonly blocks: readonly Uint8Array[];
}

export type ThinAnswer =
  | { readonly id: number; readonly value: ThinnedMonths }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (value: ThinnedMonths) => void;
  readonly reject: (error: Error) => void;
}

/** Nobody thins for so long: the thread ends, and starts again with the next night's work. */
const IDLE_MS = 10_000;

/** The thread that thins months; it is there only while there is something to thin. */
export class ThinThread {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  thin(blocks: readonly Uint8Array[], thinning: Thinning): Promise<ThinnedMonths> {
    clearTimeout(this.#idle);
    const worker = this.#started();
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { resolve, reject });
      worker.postMessage({ id: this.#lastId, blocks, ...thinning } satisfies ThinCall);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startThread("thin-worker");
    worker.on("message", (answer: ThinAnswer) => this.#take(answer));
    worker.on("error", (error) =>
      this.#stop(worker, error instanceof Error ? error : new Error(String(error))),
    );
    worker.on("exit", () => this.#stop(worker, new Error("the thread that thins readings has ended")));
    this.#worker = worker;
    return worker;
  }

  #take(answer: ThinAnswer): void {
    const caller = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("error" in answer) caller?.reject(new Error(answer.error));
    else caller?.resolve(answer.value);
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => this.#rest(), IDLE_MS);
    this.#idle.unref();
  }

  /** What is asked while the thread still ends goes to a new one. */
  #rest(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  #stop(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
