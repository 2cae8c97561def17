/** What a map needs to know of many points: columns, because there may be a hundred thousand. */
export interface PlacedPoints {
  /** WGS 84 degrees; NaN where a point has no position. */
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  /** Index into `MARK_SHAPES`. */
  readonly marks: Uint8Array;
  /** Index into `GLYPHS`. */
  readonly glyphs: Uint8Array;
  /** Street with its postal code, the empty text where there is none: what the ground is drawn from. */
  readonly streets: readonly string[];
}

/** The same in the map's own plane (EPSG:3857 metres). */
export interface PointCloud {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly marks: Uint8Array;
  readonly glyphs: Uint8Array;
}

const EARTH_RADIUS_M = 6_378_137;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Spherical Mercator, as every web map has it. */
export function projectPoints(points: PlacedPoints): PointCloud {
  return {
    xs: points.lons.map((lon) => EARTH_RADIUS_M * toRadians(lon)),
    ys: points.lats.map((lat) => EARTH_RADIUS_M * Math.asinh(Math.tan(toRadians(lat)))),
    marks: points.marks,
    glyphs: points.glyphs,
  };
}

/** One place on the map's plane. */
export const projectPlace = (lon: number, lat: number): readonly [x: number, y: number] => [
  EARTH_RADIUS_M * toRadians(lon),
  EARTH_RADIUS_M * Math.asinh(Math.tan(toRadians(lat))),
];

/** How many metres of the plane one metre on the ground is, at this height of the plane. */
export const planeStretch = (y: number): number => Math.cosh(y / EARTH_RADIUS_M);

/** Smallest rectangle around the kept points; `undefined` when none has a position. */
export function extentOf(
  cloud: PointCloud,
  keeps: Uint8Array,
): [minX: number, minY: number, maxX: number, maxY: number] | undefined {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < cloud.xs.length; i++) {
    const x = cloud.xs[i] ?? Number.NaN;
    const y = cloud.ys[i] ?? Number.NaN;
    if (keeps[i] !== 1 || Number.isNaN(x)) continue;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return minX > maxX ? undefined : [minX, minY, maxX, maxY];
}
