/**
 * Up to where bills are written, UTC milliseconds: everywhere, and further in areas that are billed on days of
 * their own. 0: nothing was billed. A point lies in one area; groups are views of points and are never billed.
 */
export interface PeriodLocks {
  readonly beforeMs: number;
  readonly areas: Readonly<Record<string, number>>;
}

export const NOTHING_LOCKED: PeriodLocks = { beforeMs: 0, areas: {} };

/** The moment before which nothing changes any more in an area: its own lock, the utility's at least. */
export const lockedIn = ({ beforeMs, areas }: PeriodLocks, area: string): number =>
  Math.max(beforeMs, Object.hasOwn(areas, area) ? (areas[area] ?? 0) : 0);

/** The latest lock of several areas; the utility's for none. */
export const lockedInAny = (locks: PeriodLocks, areas: readonly string[]): number =>
  Math.max(locks.beforeMs, ...areas.map((area) => lockedIn(locks, area)));

/** The latest of all: a reading from then on is billed nowhere. */
export const lockedAnywhere = (locks: PeriodLocks): number => lockedInAny(locks, Object.keys(locks.areas));
