import type { RowKey } from "./recent-readings.ts";

/**
 * How many recent readings are not in blocks as well. A reading later than all of its meter's blocks
 * is new for sure; the others are looked up when somebody asks for the count.
 */
export class FreshCount {
  #fresh = 0;
  readonly #freshByMeter = new Map<number, number>();
  readonly #unchecked = new Map<number, RowKey[]>();

  add(meterId: number, key: RowKey, isSurelyNew: boolean): void {
    if (isSurelyNew) {
      this.#fresh += 1;
      this.#freshByMeter.set(meterId, (this.#freshByMeter.get(meterId) ?? 0) + 1);
      return;
    }
    const waiting = this.#unchecked.get(meterId);
    if (waiting) waiting.push(key);
    else this.#unchecked.set(meterId, [key]);
  }

  /** The meter's recent readings are in blocks now, all of them. */
  settle(meterId: number): void {
    this.#fresh -= this.#freshByMeter.get(meterId) ?? 0;
    this.#freshByMeter.delete(meterId);
    this.#unchecked.delete(meterId);
  }

  /** The meter's blocks have changed: its recent readings, which are `keys`, must be looked up again. */
  doubt(meterId: number, keys: RowKey[]): void {
    this.settle(meterId);
    if (keys.length > 0) this.#unchecked.set(meterId, keys);
  }

  total(isStored: (meterId: number, key: RowKey) => boolean): number {
    for (const [meterId, keys] of this.#unchecked) {
      for (const key of keys) if (!isStored(meterId, key)) this.add(meterId, key, true);
    }
    this.#unchecked.clear();
    return this.#fresh;
  }
}
