import type { TextTable } from "../../../shared/exports/write-table.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { Words } from "../locales/words.ts";
import { fieldOfColumn, isOwnColumn } from "./own-criteria.ts";
import type { ListColumn, PointColumn } from "./point-criteria.ts";

/** The utility's own fields, for the columns that show them. */
export interface OwnTexts {
  nameOf(field: string): string;
  /** As a person reads it; empty where the point says nothing. */
  textOf(pointId: string, field: string): string;
}

/** Points as a table to take along: a heading, then a row for each point, with what the list shows of it. */
export function tableOfPoints(
  points: readonly WirePoint[],
  columns: readonly ListColumn[],
  { words, own }: { readonly words: Saying; readonly own: OwnTexts },
): TextTable {
  const shown = columns.flatMap((column): readonly ExportColumn[] =>
    isOwnColumn(column) ? [column] : (SPLIT[column] ?? [column]),
  );
  const fieldOf = (column: ExportColumn): string => fieldOfColumn(column) ?? "";
  return [
    shown.map((column) => (isOwnColumn(column) ? own.nameOf(fieldOf(column)) : headOf(column, words))),
    ...points.map((point) =>
      shown.map((column) =>
        isOwnColumn(column) ? own.textOf(point.id, fieldOf(column)) : textOf(point, column, words),
      ),
    ),
  ];
}

type PlainColumn = PointColumn | "postalCode" | "city" | "unit";
type ExportColumn = PlainColumn | ListColumn;
type Saying = Pick<Words, "t" | "find" | "formats" | "status">;

/** What stands in one column on screen and in several in a spreadsheet. */
const SPLIT: Partial<Readonly<Record<PointColumn, readonly PlainColumn[]>>> = {
  address: ["address", "postalCode", "city"],
  value: ["value", "unit"],
};

const headOf = (column: PlainColumn, { t }: Saying): string =>
  column === "postalCode" || column === "city" || column === "unit"
    ? t(`desk.columns.${column}`)
    : t(`column.${column}`);

function textOf(point: WirePoint, column: PlainColumn, { find, formats, status }: Saying): string {
  const main = point.latest?.values[0];
  switch (column) {
    case "status":
      return (point.latest?.status ?? []).map(status).join(", ");
    case "medium":
      return find(`medium.${point.medium}`) ?? point.medium;
    case "type":
      return point.meter?.type ?? "";
    case "serial":
      return point.meter?.serial ?? "";
    case "value":
      return main ? formats().decimal(main.value) : "";
    case "unit":
      return main?.unit ?? "";
    case "age":
      return point.latest ? formats().exactTime(point.latest.atMs) : "";
    default:
      return point[column];
  }
}
