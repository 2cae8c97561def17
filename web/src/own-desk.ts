import type { WireFieldValues } from "../../shared/model/custom-field.ts";
import { fetchFieldValues } from "./api/list-calls.ts";
import type { OwnColumn } from "./points/own-columns.ts";
import type { PointTable } from "./points/point-table.ts";
import type { PointsKeeper } from "./points-keeper.ts";

interface Said {
  readonly etag: string;
  readonly values: WireFieldValues;
}

/** Written down when the list itself has been. */
const WRITE_MS = 1_000;

/** What points say in the utility's own fields that somebody looks at: kept in this browser like the list itself. */
export class OwnDesk {
  readonly #keeper: PointsKeeper;
  readonly #said = new Map<string, Said>();
  #fields: readonly string[] = [];
  #languageTag = "en";

  constructor(keeper: PointsKeeper) {
    this.#keeper = keeper;
  }

  /** Takes up what this browser kept of them. */
  async want({
    fields,
    languageTag,
  }: {
    readonly fields: readonly string[];
    readonly languageTag: string;
  }): Promise<void> {
    this.#fields = fields;
    this.#languageTag = languageTag;
    for (const field of fields) {
      const kept = this.#said.has(field) ? undefined : await this.#keeper.value(keptName(field));
      if (kept) this.#said.set(field, kept as Said);
    }
  }

  known(): number {
    return this.#said.size;
  }

  /** Brings them up to date. Returns the fields of which nothing is known, `undefined` when all is as it was. */
  async refresh(): Promise<readonly string[] | undefined> {
    let isSame = true;
    for (const field of this.#fields) {
      try {
        const answer = await fetchFieldValues(field, this.#said.get(field)?.etag);
        if (answer.isSame) continue;
        isSame = false;
        const { etag, values } = answer;
        this.#said.set(field, { etag, values });
        this.#keeper.keep({ values: { [keptName(field)]: { etag, values } } }, WRITE_MS);
      } catch {
        // Without a server what was kept goes on; the list says how old it is.
        isSame &&= this.#said.has(field);
      }
    }
    return isSame ? undefined : this.#fields.filter((field) => !this.#said.has(field));
  }

  /** Rows of this table; points it does not have are left out. */
  columns(table: PointTable): readonly OwnColumn[] {
    return this.#fields.flatMap((field) => {
      const said = this.#said.get(field);
      return said ? [columnOf(field, said.values, { table, languageTag: this.#languageTag })] : [];
    });
  }
}

const keptName = (field: string): string => `own ${field}`;

function columnOf(
  field: string,
  values: WireFieldValues,
  { table, languageTag }: { readonly table: PointTable; readonly languageTag: string },
): OwnColumn {
  const order = orderTexts(values.texts, languageTag);
  const rank = new Uint32Array(order.length);
  for (const [n, at] of order.entries()) rank[at] = n + 1;
  const places = new Uint32Array(table.count);
  for (const [n, id] of values.points.entries()) {
    const row = table.rowOf(id);
    if (row !== undefined) places[row] = rank[values.places[n] ?? -1] ?? 0;
  }
  return { field, texts: order.map((at) => values.texts[at] ?? ""), places };
}

/** Places of texts in ascending order: by size where all are numbers, else as the language has it. */
function orderTexts(texts: readonly string[], languageTag: string): readonly number[] {
  const numbers = texts.map((text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN));
  const { compare } = new Intl.Collator(languageTag, { numeric: true });
  const areNumbers = !numbers.some(Number.isNaN);
  return [...texts.keys()].sort((a, b) =>
    areNumbers ? (numbers[a] ?? 0) - (numbers[b] ?? 0) : compare(texts[a] ?? "", texts[b] ?? ""),
  );
}
