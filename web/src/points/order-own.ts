import { isAbsent, orderPoints, reverseOrder, sortKeys } from "./order-points.ts";
import { fieldOfColumn } from "./own-criteria.ts";
import type { ListColumn, PointColumn } from "./point-criteria.ts";
import type { PointTable } from "./point-table.ts";

/** Rows in ascending order of one of the utility's own fields: its texts came in order, their places are the keys. */
function orderOwn(all: PointTable, field: string): Uint32Array {
  const own = all.own.column(field);
  const last = (own?.texts.length ?? 0) + 1;
  return sortKeys(Float64Array.from({ length: all.count }, (_, row) => own?.places[row] || last));
}

/** Rows in ascending order of any column, made here. */
export function orderBy(all: PointTable, column: ListColumn, languageTag: string): Uint32Array {
  const field = fieldOfColumn(column);
  return field === undefined ? orderPoints(all, column as PointColumn, languageTag) : orderOwn(all, field);
}

/** The same order backwards; points without a value stay last. */
export function turnOrder(all: PointTable, column: ListColumn, order: Uint32Array): Uint32Array {
  const field = fieldOfColumn(column);
  return reverseOrder(order, (row) =>
    field === undefined ? isAbsent(all, row, column as PointColumn) : all.own.text(row, field) === "",
  );
}
