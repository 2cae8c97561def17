/**
 * Maps made in mainland China are drawn on shifted coordinates: GCJ-02, which the surveying authority
 * prescribes, or BD-09, a further shift by one maker. A point of ours (WGS 84) has to be shifted alike, or
 * it lies some 500 m off. The formulas are the published approximation, good to a few centimetres; outside
 * the mainland's frame nothing is shifted.
 */

/** On which coordinates a base map is drawn. */
export const DATUMS = ["wgs84", "gcj02", "bd09"] as const;
export type Datum = (typeof DATUMS)[number];

/** Degrees. */
export type LonLat = readonly [lon: number, lat: number];

/** Krasovsky 1940: half the long axis in metres, and the square of the eccentricity. */
const AXIS_M = 6_378_245;
const ECCENTRICITY_2 = 0.006_693_421_622_965_943;
const BAIDU_TURN = (Math.PI * 3000) / 180;

/** A WGS 84 position as the map shows it. */
export function shiftTo(datum: Datum, [lon, lat]: LonLat): LonLat {
  if (datum === "wgs84" || !isShifted(lon, lat)) return [lon, lat];
  const shifted = toGcj02(lon, lat);
  return datum === "gcj02" ? shifted : toBd09(shifted);
}

const isShifted = (lon: number, lat: number): boolean =>
  lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;

function toGcj02(lon: number, lat: number): LonLat {
  const [x, y] = [lon - 105, lat - 35];
  const angle = (lat * Math.PI) / 180;
  const curve = 1 - ECCENTRICITY_2 * Math.sin(angle) ** 2;
  const meridianM = ((AXIS_M * (1 - ECCENTRICITY_2)) / (curve * Math.sqrt(curve))) * (Math.PI / 180);
  const parallelM = (AXIS_M / Math.sqrt(curve)) * Math.cos(angle) * (Math.PI / 180);
  return [lon + eastM(x, y) / parallelM, lat + northM(x, y) / meridianM];
}

const wave = (value: number, ...terms: readonly (readonly [height: number, length: number])[]): number =>
  terms.reduce((sum, [height, length]) => sum + (height * Math.sin(value * Math.PI * length) * 2) / 3, 0);

const eastM = (x: number, y: number): number =>
  300 +
  x +
  2 * y +
  0.1 * x * x +
  0.1 * x * y +
  0.1 * Math.sqrt(Math.abs(x)) +
  wave(x, [20, 6], [20, 2], [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]);

const northM = (x: number, y: number): number =>
  -100 +
  2 * x +
  3 * y +
  0.2 * y * y +
  0.1 * x * y +
  0.2 * Math.sqrt(Math.abs(x)) +
  wave(x, [20, 6], [20, 2]) +
  wave(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]);

function toBd09([lon, lat]: LonLat): LonLat {
  const reach = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BAIDU_TURN);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BAIDU_TURN);
  return [reach * Math.cos(angle) + 0.0065, reach * Math.sin(angle) + 0.006];
}
