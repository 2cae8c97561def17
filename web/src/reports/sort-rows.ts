import type { ReportCell, ReportColumn, ReportRow } from "../../../shared/reports/report.ts";

export interface RowSort {
  /** Place of the column. */
  readonly column: number;
  readonly isDescending: boolean;
}

/** The decimal text of an amount, whether it is estimated or not. */
export const amountOf = (cell: ReportCell | undefined): string | null =>
  typeof cell === "object" && cell !== null && "value" in cell
    ? cell.value
    : typeof cell === "string"
      ? cell
      : null;

/** Places of the rows in the order asked for; rows without a value come last either way. */
export function sortRows(
  rows: readonly ReportRow[],
  columns: readonly ReportColumn[],
  sort: RowSort | undefined,
  languageTag: string,
): Uint32Array {
  const order = Uint32Array.from(rows.keys());
  const kind = columns[sort?.column ?? -1]?.kind;
  if (!sort || !kind) return order;
  const turn = sort.isDescending ? -1 : 1;
  if (kind === "amount" || kind === "percent") {
    const values = Float64Array.from(rows, ({ cells }) => Number(amountOf(cells[sort.column]) || Number.NaN));
    return order.sort((a, b) => byNumber(values[a], values[b], turn) || a - b);
  }
  const { compare } = new Intl.Collator(languageTag, { numeric: true });
  const texts = rows.map(({ cells }) => textOf(cells[sort.column]));
  return order.sort((a, b) => byText(texts[a] ?? "", texts[b] ?? "", { turn, compare }) || a - b);
}

const textOf = (cell: ReportCell | undefined): string => {
  if (Array.isArray(cell)) return cell.filter((mark) => mark !== "measured").join(" ");
  return amountOf(cell) ?? "";
};

function byNumber(a: number | undefined, b: number | undefined, turn: number): number {
  const [x, y] = [a ?? Number.NaN, b ?? Number.NaN];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  return (x - y) * turn;
}

function byText(
  a: string,
  b: string,
  how: { readonly turn: number; readonly compare: (a: string, b: string) => number },
): number {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return how.compare(a, b) * how.turn;
}
