import { type Accessor, createMemo } from "solid-js";
import { redrawRange, rowRange } from "../points/row-range.ts";
import { useOffice } from "./office.ts";

/** Picking rows of a list: one by one, as a range, or all that are shown. */
export interface RowPicks {
  has(row: number): boolean;
  /** How many of the rows shown are picked. */
  readonly standing: Accessor<"none" | "some" | "all">;
  /** The next range begins here. */
  toggle(row: number): void;
  /** From where the last pick was made to here; drawn anew when it follows another range. */
  extendTo(row: number, from?: number): void;
  all(): void;
  none(): void;
}

export function createRowPicks(rows: Accessor<Uint32Array>): RowPicks {
  const { points, selection } = useOffice();
  const idsOf = (some: Iterable<number>): readonly string[] =>
    Array.from(some, (row) => points.all().idAt(row) ?? "").filter((id) => id !== "");
  let anchor: number | undefined;
  let range = new Uint32Array();
  const begin = (row: number | undefined): void => {
    anchor = row;
    range = new Uint32Array();
  };
  return {
    has: (row) => selection.has(points.all().idAt(row) ?? ""),
    standing: createMemo(() => {
      const [all, ids] = [points.all(), selection.ids()];
      if (ids.size === 0) return "none";
      let picked = 0;
      for (const row of rows()) if (ids.has(all.idAt(row) ?? "")) picked++;
      if (picked === 0) return "none";
      return picked === rows().length ? "all" : "some";
    }),
    toggle(row) {
      begin(row);
      for (const id of idsOf([row])) selection.toggle(id);
    },
    extendTo(row, from) {
      if (anchor === undefined || !rows().includes(anchor)) begin(from ?? row);
      const next = rowRange(rows(), anchor, row);
      const { gone } = redrawRange(range, next);
      range = new Uint32Array(next);
      selection.remove(idsOf(gone));
      selection.add(idsOf(next));
    },
    all() {
      begin(undefined);
      selection.add(idsOf(rows()));
    },
    none() {
      begin(undefined);
      selection.clear();
    },
  };
}
