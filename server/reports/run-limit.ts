/** Why no further run begins now: this token's are under way, or the server's. */
export type RunsUnderWay = "token" | "server";

interface Most {
  readonly ofToken: number;
  readonly inAll: number;
}

/** Runs of machines that are under way: none waits in a line, whose answer nobody might hear any more. */
export class RunLimit {
  readonly #most: Most;
  readonly #running = new Map<string, number>();
  #inAll = 0;

  constructor(most: Most) {
    this.#most = most;
  }

  /** Begins a run; call what comes back when it has ended, however. */
  begin(token: string): (() => void) | RunsUnderWay {
    const own = this.#running.get(token) ?? 0;
    if (own >= this.#most.ofToken) return "token";
    if (this.#inAll >= this.#most.inAll) return "server";
    this.#running.set(token, own + 1);
    this.#inAll += 1;
    let isRunning = true;
    return () => {
      if (!isRunning) return;
      isRunning = false;
      this.#inAll -= 1;
      const left = (this.#running.get(token) ?? 1) - 1;
      if (left === 0) this.#running.delete(token);
      else this.#running.set(token, left);
    };
  }
}
