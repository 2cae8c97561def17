/** Counts by a word, printed as the table a person reads after `npm run corpus`. */
export class TallyTable {
  readonly #rows = new Map<string, { cases: number; right: number; fields: number; wrong: number }>();
  readonly #title: string;

  constructor(title: string) {
    this.#title = title;
  }

  add(
    word: string,
    { compared, mismatches }: { readonly compared: number; readonly mismatches: readonly string[] },
  ): void {
    const row = this.#rows.get(word) ?? { cases: 0, right: 0, fields: 0, wrong: 0 };
    row.cases += 1;
    row.right += mismatches.length === 0 ? 1 : 0;
    row.fields += compared;
    row.wrong += mismatches.length;
    this.#rows.set(word, row);
  }

  toString(): string {
    const lines = [...this.#rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, { cases, right, fields, wrong }]) =>
        [word.padEnd(44), `${right}/${cases}`.padStart(9), `${fields - wrong}/${fields}`.padStart(11)].join(
          " ",
        ),
      );
    return [`${this.#title.padEnd(44)}     cases      fields`, ...lines, ""].join("\n");
  }
}
