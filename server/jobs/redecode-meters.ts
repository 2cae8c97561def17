import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { WireRedecoding } from "../../shared/model/wire-redecode.ts";
import type { AuditNote } from "../people-ports.ts";
import type { Utility } from "../utilities.ts";
import { keptInAreas } from "./held-meters.ts";

export type RedecodedUtility = Pick<Utility, "store" | "points" | "changes" | "ingest" | "redecodeSpan">;

export interface MeterToRedecode {
  readonly meter: MeterKey;
  /** Where it hangs and hung: what was billed there stays. */
  readonly areas: readonly string[];
}

export interface RedecodeWish {
  readonly meters: readonly MeterToRedecode[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Telegrams that nobody could read are tried again too. */
  readonly opensUnread?: true;
  /** What was asked for, in short: a meter's key, a type, or a recording's name. */
  readonly what: string;
  readonly by: AuditNote["by"];
}

/**
 * Reads the frames of many meters anew while everything else goes on: one meter after the other through the store's own
 * queue, each all or nothing. What is done stays done when it is stopped; doing it again changes nothing.
 */
export class RedecodeJob {
  readonly #utility: RedecodedUtility;
  readonly #nowMs: () => number;
  #state: WireRedecoding | undefined;
  #isCancelled = false;

  constructor(utility: RedecodedUtility, nowMs: () => number) {
    this.#utility = utility;
    this.#nowMs = nowMs;
  }

  /** How far it is, or how the last one ended; `undefined` when there was none since the server's start. */
  state(): WireRedecoding | undefined {
    return this.#state;
  }

  /** `false` while another one runs. Resolves at once; the work goes on. */
  start(wish: RedecodeWish): boolean {
    if (this.#state?.state === "running") return false;
    this.#isCancelled = false;
    this.#state = {
      ...{ state: "running", what: wish.what, by: wish.by.name, startedAtMs: this.#nowMs() },
      ...{ meters: wish.meters.length, done: 0, readings: 0, changed: 0, withoutFrame: 0, held: 0, busy: 0 },
    };
    void this.#run(wish);
    return true;
  }

  /** After the meter that is being read. */
  cancel(): void {
    this.#isCancelled = true;
  }

  async #run(wish: RedecodeWish): Promise<void> {
    try {
      for (const one of wish.meters) {
        if (this.#isCancelled) break;
        await this.#redecode(one, wish);
      }
      this.#note({ state: this.#isCancelled ? "cancelled" : "done" });
    } catch (error) {
      this.#note({ state: "failed", failure: error instanceof Error ? error.message : String(error) });
    }
    await this.#writeDown(wish).catch(() => undefined);
  }

  async #redecode({ meter, areas }: MeterToRedecode, wish: RedecodeWish): Promise<void> {
    const { store, redecodeSpan, ingest } = this.#utility;
    const { fromMs, toMs } = wish;
    // Somebody may hold a meter or lock a period meanwhile.
    const kept = await keptInAreas(store, areas);
    const one = await redecodeSpan({ meter, fromMs, toMs, kept });
    if (wish.opensUnread) await ingest.decodeAgain(meter);
    const now = this.#state;
    if (!now) return;
    this.#note({
      done: now.done + 1,
      readings: now.readings + one.readings,
      changed: now.changed + one.changed,
      withoutFrame: now.withoutFrame + one.withoutFrame,
      held: now.held + (one.isHeld ? 1 : 0),
      busy: now.busy + (one.isBusy ? 1 : 0),
    });
    if (one.changed > 0) await this.#show(meter);
  }

  /** Lists and whoever judges the next reading go by what the store holds now. */
  async #show(meter: MeterKey): Promise<void> {
    const { store, points, changes, ingest } = this.#utility;
    const latest = await store.readings.latestOf(meter);
    ingest.lookAnew(meter);
    if (points.noteLatest(meter, latest?.reading)) changes.reload();
  }

  #note(news: Partial<WireRedecoding>): void {
    if (this.#state) this.#state = { ...this.#state, ...news };
  }

  async #writeDown({ by, what }: RedecodeWish): Promise<void> {
    const now = this.#state;
    if (!now) return;
    const { state, meters, done, changed, withoutFrame } = now;
    await this.#utility.store.audit.append({
      ...{ atMs: this.#nowMs(), event: "readings.redecoded", by },
      target: { kind: "meter", id: meters === 1 ? what : "", name: what },
      after: { state, meters, done, changed, withoutFrame },
    });
  }
}
