/**
 * Finds records by a 32-bit fingerprint: an open hash table in one typed array, 8 bytes a slot.
 * Fingerprints may collide, so whoever asks compares the records themselves.
 */
export class HearingIndex {
  /** Pairs (fingerprint, place + 1); place 0 marks an empty slot. */
  #slots = new Uint32Array(2 * INITIAL_SLOTS);
  #count = 0;

  /** `place` is below 2^32 − 1. */
  add(fingerprint: number, place: number): void {
    if (this.#count * 4 >= (this.#slots.length / 2) * 3) this.#grow();
    insert(this.#slots, fingerprint, place + 1);
    this.#count += 1;
  }

  /** Places added with this fingerprint. */
  *places(fingerprint: number): Generator<number> {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    for (let slot = fingerprint & mask; ; slot = (slot + 1) & mask) {
      const place = slots[2 * slot + 1];
      if (!place) return;
      if (slots[2 * slot] === fingerprint) yield place - 1;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const place = old[at + 1];
      if (place) insert(this.#slots, old[at] ?? 0, place);
    }
  }
}

const INITIAL_SLOTS = 1024;

function insert(slots: Uint32Array, fingerprint: number, place: number): void {
  const mask = slots.length / 2 - 1;
  let slot = fingerprint & mask;
  while (slots[2 * slot + 1]) slot = (slot + 1) & mask;
  slots[2 * slot] = fingerprint;
  slots[2 * slot + 1] = place;
}
