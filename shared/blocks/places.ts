/** A list in which every entry has its place: equal entries share one. */
export class Places<T> {
  readonly list: T[] = [];
  readonly #placeByName = new Map<string, number>();
  readonly #nameOf: (entry: T) => string;

  /** `nameOf` gives equal entries the same name, and no others. */
  constructor(nameOf: (entry: T) => string, list: readonly T[] = []) {
    this.#nameOf = nameOf;
    for (const entry of list) {
      const place = this.list.push(entry) - 1;
      const name = nameOf(entry);
      if (!this.#placeByName.has(name)) this.#placeByName.set(name, place);
    }
  }

  /** The entry's place; a new entry goes to the end. */
  of(entry: T): number {
    const name = this.#nameOf(entry);
    const known = this.#placeByName.get(name);
    if (known !== undefined) return known;
    this.#placeByName.set(name, this.list.length);
    return this.list.push(entry) - 1;
  }
}

/** Names for `Places`; most rows have no status, which is why that one is short. */
export const nameOfStatus = (status: readonly string[]): string =>
  status.length === 0 ? "" : JSON.stringify(status);
