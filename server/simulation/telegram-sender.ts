import type { WireTelegram } from "../../shared/model/wire.ts";

export interface SenderOptions {
  /** Origin of the server, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly token: string;
  /** One sentence for the operator, when something changes. */
  readonly report: (text: string) => void;
  readonly fetch?: typeof fetch;
  readonly wait?: (ms: number) => Promise<void>;
}

export interface SenderFigures {
  /** Telegrams the server said are on its disk. */
  readonly sent: number;
  readonly waiting: number;
  /** Telegrams the server refused for what they are. */
  readonly refused: number;
}

const BATCH = 500;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;

/**
 * A gateway's way to the server: telegrams wait in order until the server has acknowledged them as
 * durable. Trouble on the way is met with longer and longer pauses; nothing is thrown away meanwhile.
 */
export class TelegramSender {
  readonly #options: SenderOptions;
  readonly #fetch: typeof fetch;
  readonly #wait: (ms: number) => Promise<void>;
  #queue: WireTelegram[] = [];
  #running: Promise<void> | undefined;
  #trouble = "";
  #waitMs = FIRST_WAIT_MS;
  #sent = 0;
  #refused = 0;
  #isStopped = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? fetch;
    this.#wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  add(telegrams: readonly WireTelegram[]): void {
    this.#queue.push(...telegrams);
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  figures(): SenderFigures {
    return { sent: this.#sent, waiting: this.#queue.length, refused: this.#refused };
  }

  /** Resolves when everything added so far is on the server's disk, refused, or given up by `stop`. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Ends after the request under way; what waits stays unsent. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0 && !this.#isStopped) {
      const batch = this.#queue.slice(0, BATCH);
      const outcome = await this.#post(batch);
      if (outcome === "later") {
        await this.#wait(this.#waitMs);
        this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
        continue;
      }
      this.#queue = this.#queue.slice(batch.length);
      this.#waitMs = FIRST_WAIT_MS;
      if (outcome === "sent") this.#sent += batch.length;
      else this.#refused += batch.length;
    }
  }

  async #post(batch: readonly WireTelegram[]): Promise<"sent" | "later" | "refused"> {
    try {
      const answer = await this.#fetch(new URL("/ingest/v1/telegrams", this.#options.url), {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${this.#options.token}` },
        body: JSON.stringify(batch),
      });
      const text = await answer.text();
      if (answer.ok) {
        this.#tell("");
        return "sent";
      }
      this.#tell(`The server answered ${answer.status}: ${text.slice(0, 200)}`);
      // 400 and 413 are about these telegrams; everything else can pass.
      return answer.status === 400 || answer.status === 413 ? "refused" : "later";
    } catch (error) {
      const reason =
        error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : error;
      this.#tell(`The server at ${this.#options.url} cannot be reached (${reason}); telegrams wait.`);
      return "later";
    }
  }

  /** Says a trouble once, and when it is over. */
  #tell(trouble: string): void {
    if (trouble === this.#trouble) return;
    if (trouble !== "") this.#options.report(trouble);
    else this.#options.report(`The server takes telegrams again; ${this.#queue.length} were waiting.`);
    this.#trouble = trouble;
  }
}
