/** What an order is kept of: rows in the order somebody reads them, under the name of how they are looked at. */
export interface HeldOrder {
  /** Sorting, filter and search: another way to look is another order. */
  readonly way: string;
  readonly ids: readonly string[];
}

/**
 * The order rows stand in. While somebody reads them none moves and none goes, whatever is heard meanwhile;
 * what is new stands last. Otherwise, and whenever they are looked at another way, it is the one they sort in.
 */
export function holdOrder(
  before: HeldOrder | undefined,
  sorted: readonly { readonly id: string }[],
  { way, isHeld }: { readonly way: string; readonly isHeld: boolean },
): HeldOrder {
  const ids = sorted.map(({ id }) => id);
  if (!before || before.way !== way || !isHeld) return { way, ids };
  const known = new Set(before.ids);
  const added = ids.filter((id) => !known.has(id));
  return added.length === 0 ? before : { way, ids: [...before.ids, ...added] };
}

/** Whether rows would stand otherwise if they were sorted now. */
export const isOutOfOrder = ({ ids }: HeldOrder, sorted: readonly { readonly id: string }[]): boolean =>
  ids.length !== sorted.length || sorted.some(({ id }, n) => ids[n] !== id);
