/** The rows from one to another as they stand in the list, both included; only `to` when `from` is not shown. */
export function rowRange(rows: Uint32Array, from: number | undefined, to: number): Uint32Array {
  const end = rows.indexOf(to);
  const begin = from === undefined ? -1 : rows.indexOf(from);
  if (end < 0) return new Uint32Array();
  if (begin < 0) return rows.slice(end, end + 1);
  return rows.slice(Math.min(begin, end), Math.max(begin, end) + 1);
}

/** What a range that was drawn anew takes back, and what it adds. */
export function redrawRange(
  before: Uint32Array,
  after: Uint32Array,
): { readonly gone: readonly number[]; readonly come: readonly number[] } {
  const [old, next] = [new Set(before), new Set(after)];
  return {
    gone: [...before].filter((row) => !next.has(row)),
    come: [...after].filter((row) => !old.has(row)),
  };
}
