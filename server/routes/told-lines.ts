import type { StreamingApi } from "hono/utils/stream";
import type { RunLine } from "../../shared/reports/run-line.ts";

/** So long at most are lines told to somebody who may not have them any more. */
const RECHECK_MS = 1000;
/** Who takes nothing on for so long is taken to be gone, though the connection stands. */
const STALLED_MS = 600_000;

interface Listener {
  /** Whether whoever asked may have the answer still. */
  readonly isStillAllowed: () => Promise<boolean>;
  readonly nowMs: () => number;
}

/**
 * Lines to somebody who asked for them. Who may not have them any more is hung up on, and who has taken nothing on for ten
 * minutes: neither the work behind the lines nor its place among others' waits for them. Whoever makes it ends it.
 */
export class ToldLines {
  readonly #out: StreamingApi;
  readonly #listener: Listener;
  readonly #timer: NodeJS.Timeout;
  #waitsSinceMs: number | undefined;

  constructor(out: StreamingApi, listener: Listener) {
    this.#out = out;
    this.#listener = listener;
    this.#timer = setInterval(() => void this.#look(), RECHECK_MS);
  }

  /** Whether nobody listens any more. */
  get isOver(): boolean {
    return this.#out.aborted;
  }

  /** Resolves when the line was taken, or nobody listens any more. */
  async send(line: RunLine): Promise<void> {
    this.#waitsSinceMs = this.#listener.nowMs();
    await this.#out.write(`${JSON.stringify(line)}\n`);
    this.#waitsSinceMs = undefined;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { isStillAllowed, nowMs } = this.#listener;
    const isStalled = this.#waitsSinceMs !== undefined && nowMs() - this.#waitsSinceMs >= STALLED_MS;
    if (isStalled || !(await isStillAllowed().catch(() => false))) this.#out.abort();
  }
}
