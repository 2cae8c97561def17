import type { TextTable } from "../../../shared/exports/write-table.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { Words } from "../locales/words.ts";
import type { PointColumn } from "./point-criteria.ts";

/** Points as a table to take along: a heading, then a row for each point, with what the list shows of it. */
export function tableOfPoints(
  points: readonly WirePoint[],
  columns: readonly PointColumn[],
  words: Pick<Words, "t" | "find" | "formats" | "status">,
): TextTable {
  const shown = columns.flatMap((column) => SPLIT[column] ?? [column]);
  return [
    shown.map((column) => headOf(column, words)),
    ...points.map((point) => shown.map((column) => textOf(point, column, words))),
  ];
}

type ExportColumn = PointColumn | "postalCode" | "city" | "unit";
type Saying = Pick<Words, "t" | "find" | "formats" | "status">;

/** What stands in one column on screen and in several in a spreadsheet. */
const SPLIT: Partial<Readonly<Record<PointColumn, readonly ExportColumn[]>>> = {
  address: ["address", "postalCode", "city"],
  value: ["value", "unit"],
};

const headOf = (column: ExportColumn, { t }: Saying): string =>
  column === "postalCode" || column === "city" || column === "unit"
    ? t(`desk.columns.${column}`)
    : t(`column.${column}`);

function textOf(point: WirePoint, column: ExportColumn, { find, formats, status }: Saying): string {
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
