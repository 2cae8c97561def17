/** One square of a map: zoom, column, row. */
export interface TileAt {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

export interface TilePlan {
  readonly tiles: readonly TileAt[];
  /** The closest zoom all places are covered at. */
  readonly depth: number;
}

/** A house and its neighbours. */
export const CLOSEST_KEPT_ZOOM = 17;

const METRES_PER_DEGREE = 111_320;
/** What one sees around a house. */
const MARGIN_M = 250;
const MOST_NORTH = 85.05;

/**
 * The squares around these places (WGS 84 degrees, as the base map shows them), from the widest view to the closest;
 * whole zooms only, as many as stay within `most` squares. Each square once.
 */
export function planTiles(
  places: readonly { readonly lat: number; readonly lon: number }[],
  { minZoom, maxZoom, most }: { readonly minZoom: number; readonly maxZoom: number; readonly most: number },
): TilePlan {
  const tiles: TileAt[] = [];
  let depth = minZoom - 1;
  for (let z = minZoom; z <= maxZoom; z++) {
    const level = levelAt(z, places);
    if (tiles.length + level.length > most) break;
    tiles.push(...level);
    depth = z;
  }
  return { tiles, depth };
}

function levelAt(
  z: number,
  places: readonly { readonly lat: number; readonly lon: number }[],
): readonly TileAt[] {
  const found = new Map<number, TileAt>();
  const size = 2 ** z;
  for (const { lat, lon } of places) {
    const north = MARGIN_M / METRES_PER_DEGREE;
    const east = north / Math.cos((lat * Math.PI) / 180);
    const [left, right] = [columnOf(lon - east, size), columnOf(lon + east, size)];
    const [top, bottom] = [rowOf(lat + north, size), rowOf(lat - north, size)];
    for (let x = left; x <= right; x++)
      for (let y = top; y <= bottom; y++) found.set(y * size + x, { z, x, y });
  }
  return [...found.values()];
}

const within = (n: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(n)));
const columnOf = (lon: number, size: number): number => within(((lon + 180) / 360) * size, size);

/** Rows count from the north, on the Mercator map. */
function rowOf(lat: number, size: number): number {
  const at = (Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat)) * Math.PI) / 180;
  return within(((1 - Math.asinh(Math.tan(at)) / Math.PI) / 2) * size, size);
}
