import type { PointColumn } from "../points/point-criteria.ts";

/** One column of the list: how wide it is, and from which width of the list on it is shown at all. */
export interface ColumnShape {
  readonly column: PointColumn;
  readonly track: string;
  readonly fromPx: number;
  readonly isNumber?: boolean;
  /** The heading is heard, not seen: the cells are pictures. */
  readonly isPicture?: boolean;
}

/** Status opens into words where there is room for them. */
const WORDY_STATUS_FROM_PX = 1180;

const SHAPES: readonly ColumnShape[] = [
  { column: "status", track: "2.25rem", fromPx: 0, isPicture: true },
  { column: "medium", track: "2rem", fromPx: 0, isPicture: true },
  { column: "address", track: "minmax(11rem, 2fr)", fromPx: 0 },
  { column: "customer", track: "minmax(8rem, 1.3fr)", fromPx: 860 },
  { column: "number", track: "7rem", fromPx: 1000 },
  { column: "type", track: "minmax(7.5rem, 0.9fr)", fromPx: 640 },
  { column: "serial", track: "5.75rem", fromPx: 540 },
  { column: "value", track: "9rem", fromPx: 0, isNumber: true },
  { column: "age", track: "4.75rem", fromPx: 0, isNumber: true },
];

export function chooseColumns(widthPx: number): readonly ColumnShape[] {
  return SHAPES.filter(({ fromPx }) => fromPx <= widthPx).map((shape) =>
    shape.column === "status" && widthPx >= WORDY_STATUS_FROM_PX
      ? { ...shape, track: "minmax(8rem, 1fr)", isPicture: false }
      : shape,
  );
}
