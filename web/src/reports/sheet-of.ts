import type { Sheet, SheetCell, SheetColumn } from "../../../shared/exports/sheet.ts";
import type {
  AmountCell,
  ReportCell,
  ReportColumn,
  ReportRow,
  ReportTable,
  RowMark,
} from "../../../shared/reports/report.ts";
import type { Words } from "../locales/words.ts";
import { amountOf } from "./sort-rows.ts";

/** A column's words: of a register its name, else what the report calls it. */
export function nameColumn(words: Pick<Words, "t" | "find">, column: ReportColumn): string {
  if (column.id === "use" && column.register) return words.t(`register.${column.register}`);
  return words.find(`report.column.${column.id}`) ?? column.id;
}

/** Unique in the table: `use.V1`, `address`. */
const keyOf = ({ id, register }: ReportColumn): string => (register ? `${id}.${register}` : id);

/** A report's table as it goes into a file, in the order it is shown. */
export function sheetOf(
  table: ReportTable,
  how: {
    readonly words: Words;
    readonly title: string;
    readonly facts: readonly string[];
    /** Places of the rows. */
    readonly order: Uint32Array;
  },
): Sheet {
  const { words, title, facts, order } = how;
  const columns = table.columns.flatMap((column, place) => fileColumns(words, { table, column, place }));
  return {
    title,
    facts,
    columns: columns.map(({ head }) => head),
    rows: Array.from(order, (row) => columns.map(({ cellOf }) => cellOf(table.rows[row]))),
    totals: columns.map(({ total }) => total),
  };
}

interface FileColumn {
  readonly head: SheetColumn;
  readonly cellOf: (row: ReportRow | undefined) => SheetCell;
  readonly total: SheetCell;
}

/** A column of the table; beside one with estimates, between what they lie. */
function fileColumns(
  words: Words,
  {
    table,
    column,
    place,
  }: { readonly table: ReportTable; readonly column: ReportColumn; readonly place: number },
): readonly FileColumn[] {
  const head = columnOf(words, column);
  const total = place === 0 ? totalName(table, words) : (column.total ?? null);
  const own: FileColumn = { head, total, cellOf: (row) => cellText(words, row, place) };
  if (!table.rows.some(({ cells }) => boundsIn(cells[place]))) return [own];
  const ends = (["atLeast", "atMost"] as const).map(
    (end, side): FileColumn => ({
      head: {
        ...head,
        key: `${head.key}.${end}`,
        name: words.t(`report.export.${end}`, { column: head.name }),
      },
      total: null,
      cellOf: (row) => boundsIn(row?.cells[place])?.[side] ?? null,
    }),
  );
  return [own, ...ends];
}

const boundsIn = (cell: ReportCell | undefined): AmountCell["bounds"] =>
  typeof cell === "object" && cell !== null && "bounds" in cell ? cell.bounds : undefined;

const columnOf = (words: Words, column: ReportColumn): SheetColumn => ({
  key: keyOf(column),
  name:
    column.register && column.id !== "use"
      ? `${nameColumn(words, column)}, ${words.t(`register.${column.register}`)}`
      : nameColumn(words, column),
  ...(column.kind === "percent" ? { unit: "%" } : column.unit ? { unit: column.unit } : {}),
  isNumber: column.kind === "amount" || column.kind === "percent",
});

const isMarks = (cell: ReportCell): cell is readonly RowMark[] => Array.isArray(cell);

/** A sum that lacks rows, or parts of them, says so where it stands. */
export const totalName = ({ incomplete = 0 }: ReportTable, words: Pick<Words, "t">): string =>
  incomplete > 0 ? words.t("report.totalInPart", incomplete) : words.t("report.total");

/** A row's quality in words; of one that went silent, since when. */
export const markName = (
  mark: RowMark,
  silentSinceMs: number | undefined,
  words: Pick<Words, "t" | "formats">,
): string =>
  mark === "silent" && silentSinceMs !== undefined
    ? words.t("charts.silentSince", { time: words.formats().dateTime(silentSinceMs) })
    : words.t(`report.mark.${mark}`);

function cellText(words: Words, row: ReportRow | undefined, place: number): SheetCell {
  const cell = row?.cells[place] ?? null;
  if (isMarks(cell)) return cell.map((mark) => markName(mark, row?.silentSinceMs, words)).join(", ");
  return amountOf(cell) || null;
}
