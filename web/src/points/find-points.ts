import { filterPoints, findWhole } from "./filter-points.ts";
import type { PointTable } from "./point-table.ts";

/** Rows a search found, best first, and how many there are in all. */
export interface FoundPoints {
  readonly rows: readonly number[];
  readonly count: number;
}

/**
 * The points that fit what was typed (serial number, address, customer or number), `most` at most:
 * first those that have it as a whole word, then the others in the order of their rows.
 */
export function findPoints(all: PointTable, text: string, most: number): FoundPoints {
  if (text.trim() === "") return { rows: [], count: 0 };
  const { keeps, count } = filterPoints(all, { text, media: [], status: [], age: undefined }, 0);
  const whole = findWhole(all, text);
  const rows = [...rowsOf(most, keeps.length, (row) => keeps[row] === 1 && whole[row] === 1)];
  const others = rowsOf(most - rows.length, keeps.length, (row) => keeps[row] === 1 && whole[row] !== 1);
  return { rows: [...rows, ...others], count };
}

function rowsOf(most: number, count: number, isWanted: (row: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < count && rows.length < most; row++) if (isWanted(row)) rows.push(row);
  return rows;
}
