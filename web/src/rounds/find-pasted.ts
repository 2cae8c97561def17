/** What a pasted list of numbers names. */
export interface Pasted<Point = PastedPoint> {
  readonly points: readonly Point[];
  /** In the order they were pasted. */
  readonly unknown: readonly string[];
}

export interface PastedPoint {
  readonly id: string;
  readonly number: string;
  readonly meter?: { readonly serial: string };
}

/**
 * Finds points by their own number, their meter's number or their id: whatever a column of a table or a
 * mail holds. Numbers stand one a line, or between tabs, commas and semicolons.
 */
export function findPasted<Point extends PastedPoint>(text: string, points: readonly Point[]): Pasted<Point> {
  const byName = new Map<string, Point>();
  for (const point of points) {
    for (const name of [point.meter?.serial, point.number, point.id]) {
      if (name !== undefined && name !== "") byName.set(name.toLowerCase(), point);
    }
  }
  const found = new Map<string, Point>();
  const unknown = new Set<string>();
  for (const word of text.split(/[\s,;]+/)) {
    if (word === "") continue;
    const point = byName.get(word.toLowerCase());
    if (point) found.set(point.id, point);
    else unknown.add(word);
  }
  return { points: [...found.values()], unknown: [...unknown] };
}
