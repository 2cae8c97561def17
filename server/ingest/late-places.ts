import { NO_PLACE, WITHOUT_PLACE } from "../../shared/model/frame-outcome.ts";
import { type MeterKey, makerSerialOf } from "../../shared/model/meter-id.ts";
import type { Journal, Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { LookBack, type LookingBack, restAfter } from "./look-back.ts";

interface Looking {
  readonly journal: Pick<Journal, "after" | "find">;
  readonly readings: Pick<
    ReadingStore,
    "undecoded" | "metersWithoutPlace" | "decodedSeq" | "blocks" | "columns" | "newest"
  >;
  /** Absent where no store is from before it was noted which frames have no place. */
  readonly lookBack?: LookingBack | undefined;
  /** Everywhere a meter of this one's maker and number hangs and hung. */
  readonly mountingsOf: (meter: MeterKey) => readonly Segment[];
  /** Resolves when what is being read was told of the places that were known when it began. */
  readonly atRest: () => Promise<void>;
  /** Reads entries anew. */
  readonly readAgain: (seqs: readonly number[]) => Promise<unknown>;
  /** Notes that what was read in entries waits for a place. */
  readonly noteAgain: (seqs: readonly number[]) => Promise<unknown>;
  readonly report: (text: string) => void;
}

const AGAIN_AFTER_MS = 60_000;
/** Frames that are read anew together where nobody waits for them. */
const BATCH = 500;

/**
 * A meter may be heard before anybody says where it hangs: what was read of it then waits. Once a place is told of that
 * reaches back to it, it becomes readings of that place.
 */
export class LatePlaces {
  readonly #deps: Looking;
  #changed = new Set<string>();
  #isAnyWanted = false;
  #running: Promise<void> | undefined;
  #isStopping = false;
  readonly #back: LookBack | undefined;
  #lookingBack: Promise<void> | undefined;
  /** Of whose changed places old frames wait until all are looked through. */
  #waiting = new Set<string>();

  constructor(deps: Looking) {
    this.#deps = deps;
    const readNoted = () => this.#readNoted();
    this.#back = deps.lookBack && new LookBack({ ...deps, ...deps.lookBack, readNoted });
  }

  /**
   * These meters' places changed; without a list it is looked whether any frame lies in a place and was not read for it,
   * as after a sudden end, and an old store is looked through. Resolves at once; the work goes on.
   */
  look(meters?: readonly MeterKey[]): void {
    if (meters) for (const meter of meters) this.#changed.add(makerSerialOf(meter));
    else this.#isAnyWanted = true;
    this.#back?.forget();
    this.#wake();
    if (!meters) this.#lookBack();
  }

  #lookBack(): void {
    this.#lookingBack ??= this.#back?.run().catch((error: unknown) => {
      this.#lookingBack = undefined;
      this.#deps.report(`Old frames could not be looked through; it will be tried again: ${String(error)}`);
      setTimeout(() => this.#isStopping || this.#lookBack(), AGAIN_AFTER_MS).unref();
    });
  }

  async #readNoted(): Promise<void> {
    for (const serial of this.#waiting) this.#changed.add(serial);
    this.#waiting = new Set();
    this.#isAnyWanted = true;
    this.#wake();
    while (this.#running !== undefined) await this.#running;
  }

  /** Resolves when all that was asked for has been read; `undefined` where nothing is under way. */
  running(): Promise<void> | undefined {
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#back?.stop();
    await Promise.all([this.#running, this.#lookingBack]);
  }

  #wake(): void {
    const isIdle = !this.#isAnyWanted && this.#changed.size === 0;
    if (this.#running || this.#isStopping || isIdle) return;
    const wanted = { changed: this.#changed, isAny: this.#isAnyWanted };
    this.#changed = new Set();
    this.#isAnyWanted = false;
    this.#running = this.#lookFor(wanted)
      .catch((error: unknown) => this.#tryLater(wanted, error))
      .finally(() => {
        this.#running = undefined;
        this.#wake();
      });
  }

  #tryLater({ changed, isAny }: Wanted, error: unknown): void {
    this.#deps.report(
      `Frames heard before it was known where their meters hang could not be read; it will be tried again: ${String(error)}`,
    );
    setTimeout(() => {
      for (const serial of changed) this.#changed.add(serial);
      this.#isAnyWanted ||= isAny;
      this.#wake();
    }, AGAIN_AFTER_MS).unref();
  }

  async #lookFor({ changed, isAny }: Wanted): Promise<void> {
    const { readings, atRest } = this.#deps;
    await this.#back?.begun();
    // A batch that began before the place was known may still be on its way to the store.
    await atRest();
    const meters = await readings.metersWithoutPlace();
    const isChanged = (meter: MeterKey): boolean => changed.has(makerSerialOf(meter));
    for (const meter of meters.filter(isChanged)) await this.#readOf(meter, { isWaitedFor: true });
    if (!isAny) return;
    for (const meter of meters.filter((one) => !isChanged(one))) {
      if (this.#changed.size > 0) {
        // Somebody waits for these now: the others go on behind them.
        this.#isAnyWanted = true;
        return;
      }
      await this.#readOf(meter, { isWaitedFor: false });
    }
  }

  async #readOf(meter: MeterKey, { isWaitedFor }: Urgency): Promise<void> {
    const { readings, mountingsOf } = this.#deps;
    for (const { mountedAtMs, removedAtMs = Number.POSITIVE_INFINITY } of mountingsOf(meter)) {
      if (this.#isStopping) return;
      const span = { fromMs: mountedAtMs, toMs: removedAtMs + 1 };
      // Of a meter's memory something may always be from before: that is read anew only where a place changed.
      const seqs = await readings.undecoded(meter, isWaitedFor ? WITHOUT_PLACE : [NO_PLACE], span);
      const ready = seqs.filter((seq) => seq > (this.#back?.waitsTo ?? 0));
      if (isWaitedFor && ready.length < seqs.length) this.#waiting.add(makerSerialOf(meter));
      await this.#read(ready, { isWaitedFor });
    }
  }

  async #read(seqs: readonly number[], { isWaitedFor }: Urgency): Promise<void> {
    const size = isWaitedFor ? Math.max(1, seqs.length) : BATCH;
    for (let at = 0; at < seqs.length && !this.#isStopping; at += size) {
      const beganMs = performance.now();
      await this.#deps.readAgain(seqs.slice(at, at + size));
      if (!isWaitedFor) await restAfter(beganMs);
    }
  }
}

interface Urgency {
  /** Somebody just said where the meter hangs. */
  readonly isWaitedFor: boolean;
}

interface Wanted {
  /** Makers' and serial numbers. */
  readonly changed: ReadonlySet<string>;
  readonly isAny: boolean;
}
