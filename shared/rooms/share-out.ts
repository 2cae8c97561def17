/** A point of a round in the order it is driven. */
export interface Stop {
  readonly pointId: string;
  /** Street with postal code: what one car does from end to end. */
  readonly street: string;
}

/** The street of an address such as "Havnegade 12 B, 2. tv"; without a house number, all of it. */
export function streetOf({
  address,
  postalCode,
}: {
  readonly address: string;
  readonly postalCode: string;
}): string {
  const street = /^(.*?\D)\s*\d+\s*\D{0,3}(?:,.*)?$/.exec(address)?.[1]?.trim();
  return `${street ?? address}\n${postalCode}`;
}

/**
 * Gives a round's points to several readers: everybody a run of whole streets in driving order, as
 * equal as streets allow. A cut falls at the street's end nearest to where an equal share ends; a
 * street longer than two shares is cut where the shares end.
 *
 * Returns the reader of each point; nobody named: nothing is given.
 */
export function shareOut(stops: readonly Stop[], readerIds: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const ends = streetEnds(stops);
  const share = stops.length / Math.max(1, readerIds.length);
  let from = 0;
  for (const [n, readerId] of readerIds.entries()) {
    const isLast = n === readerIds.length - 1;
    const to = isLast ? stops.length : cutNear(ends, { wanted: share * (n + 1), from, share });
    for (const { pointId } of stops.slice(from, to)) given.set(pointId, readerId);
    from = to;
  }
  return given;
}

/** How many stops lie before the end of each street. */
function streetEnds(stops: readonly Stop[]): readonly number[] {
  const ends: number[] = [];
  for (const [n, { street }] of stops.entries()) if (stops[n + 1]?.street !== street) ends.push(n + 1);
  return ends;
}

function cutNear(
  ends: readonly number[],
  { wanted, from, share }: { readonly wanted: number; readonly from: number; readonly share: number },
): number {
  let best = Math.round(wanted);
  let nearest = share / 2;
  for (const end of ends) {
    const far = Math.abs(end - wanted);
    if (end > from && far <= nearest) {
      best = end;
      nearest = far;
    }
  }
  return Math.max(from, best);
}
