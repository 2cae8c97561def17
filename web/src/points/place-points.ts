import type { Medium } from "../../../shared/model/medium.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { PlacedPoints } from "../map/point-cloud.ts";
import { POINT_STATES, pointStateOf } from "./point-state.ts";

/** Which of the map's glyphs stands for what flows; the last one for everything else. */
const GLYPH_BY_MEDIUM: Partial<Readonly<Record<Medium, number>>> = {
  heat: 0,
  "heat-cooling": 0,
  cooling: 1,
  water: 2,
  "warm-water": 2,
  electricity: 3,
};
const OTHER_GLYPH = 4;

export const markOf = (point: WirePoint, nowMs: number): number =>
  POINT_STATES.indexOf(pointStateOf(point.latest, nowMs));

/** The list's points as the map takes them. */
export const placePoints = (points: readonly WirePoint[], nowMs: number): PlacedPoints => ({
  lons: Float64Array.from(points, ({ lon }) => lon ?? Number.NaN),
  lats: Float64Array.from(points, ({ lat }) => lat ?? Number.NaN),
  marks: Uint8Array.from(points, (point) => markOf(point, nowMs)),
  glyphs: Uint8Array.from(points, ({ medium }) => GLYPH_BY_MEDIUM[medium] ?? OTHER_GLYPH),
  streets: points.map(streetOf),
});

/** The street's name and postal code, so that two towns keep their own Station Road. */
function streetOf(point: WirePoint): string {
  const street = /^(.*?\D)\s*\d+\s*\D{0,3}(?:,.*)?$/.exec(point.address)?.[1]?.trim();
  return street ? `${street}\n${point.postalCode}` : "";
}
