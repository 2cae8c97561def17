/** Why no further run begins now: this token's are under way, or its utility's, or the server's. */
export type RunsUnderWay = "token" | "utility" | "server";

interface Most {
  readonly ofToken: number;
  /** So many that one utility's machines never keep another's out: fewer than in all. */
  readonly ofUtility: number;
  readonly inAll: number;
}

/** Runs of machines that are under way: none waits in a line, whose answer nobody might hear any more. */
export class RunLimit {
  readonly #most: Most;
  readonly #ofTokens = new Counts();
  readonly #ofUtilities = new Counts();
  #inAll = 0;

  constructor(most: Most) {
    this.#most = most;
  }

  /** Begins a run; call what comes back when it has ended, however. */
  begin({
    token,
    utility,
  }: {
    readonly token: string;
    readonly utility: string;
  }): (() => void) | RunsUnderWay {
    const own = `${utility} ${token}`;
    if (this.#ofTokens.of(own) >= this.#most.ofToken) return "token";
    if (this.#ofUtilities.of(utility) >= this.#most.ofUtility) return "utility";
    if (this.#inAll >= this.#most.inAll) return "server";
    const add = (more: 1 | -1): void => {
      this.#ofTokens.add(own, more);
      this.#ofUtilities.add(utility, more);
      this.#inAll += more;
    };
    add(1);
    let isRunning = true;
    return () => {
      if (isRunning) add(-1);
      isRunning = false;
    };
  }
}

class Counts {
  readonly #counts = new Map<string, number>();

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  add(name: string, more: 1 | -1): void {
    const count = this.of(name) + more;
    if (count === 0) this.#counts.delete(name);
    else this.#counts.set(name, count);
  }
}
