/** The list with one of its items a place earlier (−1) or later (1); the same list where there is no such place. */
export function moveItem<T>(list: readonly T[], item: T, by: -1 | 1): readonly T[] {
  const at = list.indexOf(item);
  const to = at + by;
  if (at < 0 || to < 0 || to >= list.length) return list;
  const moved = list.filter((one) => one !== item);
  return [...moved.slice(0, to), item, ...moved.slice(to)];
}
