/** What all rows say in one field of the utility's own. */
export interface OwnColumn {
  readonly field: string;
  /** Each text once, in ascending order. */
  readonly texts: readonly string[];
  /** By row: 0 where the point says nothing, else its text's place counted from 1. */
  readonly places: Uint32Array;
}

/**
 * The own fields of a list, as far as somebody asked for them: they are no part of the list itself, most
 * people look at none. Asking for one that is not here is what brings it.
 */
export class OwnColumns {
  readonly #columns = new Map<string, OwnColumn>();
  readonly #wanted = new Set<string>();
  readonly #onWant: (fields: readonly string[]) => void;

  constructor(onWant: (fields: readonly string[]) => void = () => undefined) {
    this.#onWant = onWant;
  }

  /** `undefined` until it is here. */
  column(field: string): OwnColumn | undefined {
    if (!this.#wanted.has(field)) {
      this.#wanted.add(field);
      this.#onWant([...this.#wanted]);
    }
    return this.#columns.get(field);
  }

  text(row: number, field: string): string {
    const column = this.column(field);
    return column?.texts[(column.places[row] ?? 0) - 1] ?? "";
  }

  take(columns: readonly OwnColumn[]): void {
    for (const column of columns) this.#columns.set(column.field, column);
  }

  /** Whether something was asked for that is not here yet. */
  isBehind(): boolean {
    return this.#columns.size < this.#wanted.size;
  }

  wanted(): readonly string[] {
    return [...this.#wanted];
  }
}
