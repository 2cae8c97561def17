import type { Reading } from "../../shared/model/reading.ts";

interface Kept {
  readonly slot: number;
  readonly status: string;
}

const MAX_LATE = 200_000;

/**
 * Which readings are kept (DESIGN D2): the first of every interval, and every one whose status
 * differs from the one before. The frames behind the others stay in the journal. Decisions are
 * provisional until `accept`: a batch that could not be committed is decided anew.
 */
export class ReadingThinner {
  readonly #kept = new Map<string, Kept>();
  readonly #late = new Set<string>();
  readonly #provisional = new Map<string, Kept>();
  readonly #provisionalLate = new Set<string>();

  /** `previous` is the latest reading known before this process began to listen. */
  isKept(reading: Reading, intervalMinutes: number, previous: Reading | undefined): boolean {
    const slotOf = (atMs: number) => Math.floor(atMs / (intervalMinutes * 60_000));
    const now = { slot: slotOf(reading.atMs), status: reading.status.join(" ") };
    const known =
      this.#provisional.get(reading.meter) ??
      this.#kept.get(reading.meter) ??
      (previous && { slot: slotOf(previous.atMs), status: previous.status.join(" ") });
    if (known && now.slot < known.slot)
      return this.#isFirstOfLate(`${reading.meter} ${now.slot} ${now.status}`);
    this.#provisional.set(reading.meter, now);
    return known === undefined || now.slot > known.slot || now.status !== known.status;
  }

  #isFirstOfLate(key: string): boolean {
    if (this.#late.has(key) || this.#provisionalLate.has(key)) return false;
    this.#provisionalLate.add(key);
    return true;
  }

  accept(): void {
    for (const [meter, kept] of this.#provisional) this.#kept.set(meter, kept);
    if (this.#late.size > MAX_LATE) this.#late.clear();
    for (const key of this.#provisionalLate) this.#late.add(key);
    this.discard();
  }

  discard(): void {
    this.#provisional.clear();
    this.#provisionalLate.clear();
  }
}
