import { type Datum, shiftTo } from "../../../shared/model/chinese-datum.ts";
import type { Medium } from "../../../shared/model/medium.ts";
import type { PlacedPoints } from "../map/point-cloud.ts";
import { POINT_KINDS, pointKindOf } from "./point-kind.ts";
import { POINT_STATES, pointStateOf } from "./point-state.ts";
import type { PointTable } from "./point-table.ts";

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

/** What the marks' colours and shapes stand for. */
export const COLOURINGS = ["state", "kind"] as const;
export type Colouring = (typeof COLOURINGS)[number];

export interface PlacingRules {
  readonly nowMs: number;
  readonly colouring?: Colouring | undefined;
  /** On which coordinates the base map is drawn. */
  readonly datum?: Datum | undefined;
}

/** The list's points as the map takes them. */
export function placePoints(all: PointTable, rules: PlacingRules): PlacedPoints {
  const { count } = all;
  const [lons, lats] = [new Float64Array(count), new Float64Array(count)];
  const [marks, glyphs] = [new Uint8Array(count), new Uint8Array(count)];
  const streets: string[] = [];
  for (let row = 0; row < count; row++) {
    const [lon, lat] = shiftTo(rules.datum ?? "wgs84", all.place(row));
    lons[row] = lon;
    lats[row] = lat;
    marks[row] = markAt(all, row, rules);
    glyphs[row] = GLYPH_BY_MEDIUM[all.medium(row)] ?? OTHER_GLYPH;
    streets.push(streetOf(all.text(row, "address"), all.text(row, "postalCode")));
  }
  return { lons, lats, marks, glyphs, streets };
}

/** A point's mark: the place of its state, or behind all states the place of its kind. */
export function markAt(all: PointTable, row: number, { nowMs, colouring }: PlacingRules): number {
  if (colouring === "kind") {
    return KIND_MARKS_FROM + POINT_KINDS.indexOf(pointKindOf(all.text(row, "meterKey"), all.medium(row)));
  }
  const atMs = all.latest.atMs(row);
  const said = Number.isNaN(atMs) ? undefined : { atMs, status: all.latest.status(row) };
  return POINT_STATES.indexOf(pointStateOf(said, nowMs));
}

const KIND_MARKS_FROM = POINT_STATES.length;

/** The street's name and postal code, so that two towns keep their own Station Road. */
function streetOf(address: string, postalCode: string): string {
  const street = /^(.*?\D)\s*\d+\s*\D{0,3}(?:,.*)?$/.exec(address)?.[1]?.trim();
  return street ? `${street}\n${postalCode}` : "";
}
