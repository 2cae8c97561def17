import { isOwnColumn } from "../points/own-criteria.ts";
import type { ListColumn, PointColumn } from "../points/point-criteria.ts";

/** One column of the list: how wide it is, and from which width of the list on it is shown at all. */
export interface ColumnShape<Column extends ListColumn = ListColumn> {
  readonly column: Column;
  readonly track: string;
  readonly fromPx: number;
  /** The least width in which it can be read, in rem: a chosen column is never left out, the list is scrolled instead. */
  readonly leastRem: number;
  readonly isNumber?: boolean;
  /** The heading is heard, not seen: the cells are pictures. */
  readonly isPicture?: boolean;
}

/** Status opens into words where there is room for them. */
const WORDY_STATUS_FROM_PX = 1180;

const SHAPES: readonly ColumnShape<PointColumn>[] = [
  { column: "status", track: "2.25rem", fromPx: 0, leastRem: 2.25, isPicture: true },
  { column: "medium", track: "2rem", fromPx: 0, leastRem: 2, isPicture: true },
  { column: "address", track: "minmax(10.5rem, 2fr)", fromPx: 0, leastRem: 10.5 },
  { column: "customer", track: "minmax(8rem, 1.3fr)", fromPx: 860, leastRem: 8 },
  { column: "customerNumber", track: "7rem", fromPx: Infinity, leastRem: 7 },
  { column: "number", track: "7rem", fromPx: 1000, leastRem: 7 },
  { column: "area", track: "minmax(6rem, 0.7fr)", fromPx: Infinity, leastRem: 6 },
  { column: "type", track: "minmax(7rem, 0.9fr)", fromPx: 700, leastRem: 7 },
  { column: "serial", track: "5.75rem", fromPx: 590, leastRem: 5.75 },
  { column: "value", track: "8.5rem", fromPx: 0, leastRem: 8.5, isNumber: true },
  { column: "age", track: "4.5rem", fromPx: 0, leastRem: 4.5, isNumber: true },
];

/** The columns in the order they come in, and which a wide list shows when nobody has chosen. */
export const COLUMN_ORDER: readonly PointColumn[] = SHAPES.map(({ column }) => column);
export const USUAL_COLUMNS: readonly PointColumn[] = SHAPES.filter(({ fromPx }) => fromPx < Infinity).map(
  ({ column }) => column,
);

/** Without a choice, as many as the width has room for; else what was chosen, in that order. */
export function chooseColumns(widthPx: number, chosen?: readonly ListColumn[]): readonly ColumnShape[] {
  const shapes: readonly ColumnShape[] = chosen
    ? chosen.flatMap((column) =>
        isOwnColumn(column)
          ? { column, track: "minmax(7rem, 1fr)", fromPx: Infinity, leastRem: 7 }
          : (SHAPES.find((shape) => shape.column === column) ?? []),
      )
    : SHAPES.filter(({ fromPx }) => fromPx <= widthPx);
  return shapes.map((shape) =>
    shape.column === "status" && widthPx >= WORDY_STATUS_FROM_PX
      ? { ...shape, track: "minmax(8rem, 1fr)", leastRem: 8, isPicture: false }
      : shape,
  );
}
