/** Whether a place lies inside a ring drawn by hand: crossings of a ray to the right are counted. */
export function isInsideRing(
  ring: readonly (readonly [x: number, y: number])[],
  x: number,
  y: number,
): boolean {
  let isInside = false;
  let [beforeX, beforeY] = ring.at(-1) ?? [0, 0];
  for (const [atX, atY] of ring) {
    if (atY > y !== beforeY > y && x < ((beforeX - atX) * (y - atY)) / (beforeY - atY) + atX)
      isInside = !isInside;
    [beforeX, beforeY] = [atX, atY];
  }
  return isInside;
}
