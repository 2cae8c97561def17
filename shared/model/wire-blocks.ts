/**
 * Blocks over HTTP: the form in which phones and offices keep readings (`shared/blocks`). A month is
 * named `2026-05`, UTC. A block's `etag` changes whenever what it holds does, and only then it is worth
 * fetching again.
 */

/** `GET /api/v1/points/:id/blocks`: a point's months, of all its meters, oldest first. */
export interface WireBlockList {
  /** Ask `GET /api/v1/blocks?since=` with this for what changed later. */
  readonly cursor: number;
  readonly blocks: readonly WireBlockRef[];
  /** Of these months some readings are lost on the server, and nothing in their blocks says so. */
  readonly lacking?: readonly string[];
}

export interface WireBlockRef {
  /** Key of the meter, as in `GET /api/v1/points/:id/blocks/:meter/:month`, which answers with the block's bytes; `block.damaged` where they cannot be read. */
  readonly meter: string;
  readonly month: string;
  /** The ETag as it stands in the header, quotes included. */
  readonly etag: string;
}

/**
 * `GET /api/v1/blocks?since=<cursor>&limit=<n>`: which months of points changed. Ask again with the new
 * cursor until `changes` is empty. `isReset`: the cursor is not one of this store; list the blocks again.
 */
export interface WireBlockChanges {
  readonly cursor: number;
  readonly changes: readonly WireBlockChange[];
  readonly isReset: boolean;
}

export interface WireBlockChange {
  readonly pointId: string;
  readonly meter: string;
  readonly month: string;
  /** Absent: no reading of that month is left. */
  readonly etag?: string;
}

/** `2026-05` of the UTC month that begins at `monthMs`. */
export const monthName = (monthMs: number): string => new Date(monthMs).toISOString().slice(0, 7);

/** When the UTC month of that name begins, in milliseconds; `undefined` for a text that names none. */
export function monthStartOf(name: string): number | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
  return match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, 1) : undefined;
}
