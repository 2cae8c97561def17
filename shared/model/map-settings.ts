import { DATUMS, type Datum } from "./chinese-datum.ts";
import { err, ok, type Result } from "./result.ts";

/** What lies under the points: nothing but streets sketched from addresses, pictures by number, or one file of tiles. */
export const BASE_MAPS = ["sketch", "xyz", "pmtiles"] as const;
export type BaseMap = (typeof BASE_MAPS)[number];

/** A collection unit where it hangs: a receiver that forwards what it hears. */
export interface UnitPlace {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

/** `GET /api/v1/map`, `PUT /api/v1/map`: a utility's map. */
export interface MapSettings {
  readonly base: BaseMap;
  /** `xyz`: an address with `{z}`, `{x}`, `{y}`; `pmtiles`: the file's address. Empty for `sketch`. */
  readonly url: string;
  /** Whose map it is, as its licence wants it said. */
  readonly attribution: string;
  readonly datum: Datum;
  /** Where a point can be seen from the street: an address with `{lat}` and `{lon}`; empty for no link. */
  readonly streetView: string;
  readonly units: readonly UnitPlace[];
}

export const NO_MAP: MapSettings = {
  base: "sketch",
  url: "",
  attribution: "",
  datum: "wgs84",
  streetView: "https://www.google.com/maps/@?api=1&map_action=pano&viewpoint={lat},{lon}",
  units: [],
};

const MOST_UNITS = 2_000;
const LONGEST_TEXT = 500;

/** The settings in a body or a file, or the field that is wrong. */
export function readMapSettings(value: unknown): Result<MapSettings, { readonly field: keyof MapSettings }> {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const base = BASE_MAPS.find((known) => known === given["base"]);
  if (!base) return err({ field: "base" });
  const datum = DATUMS.find((known) => known === given["datum"]);
  if (!datum) return err({ field: "datum" });
  const [url, attribution, streetView] = [given["url"], given["attribution"], given["streetView"]];
  if (!(isText(url) && isBaseUrl(base, url))) return err({ field: "url" });
  if (!isText(attribution)) return err({ field: "attribution" });
  if (!(isText(streetView) && (streetView === "" || isStreetUrl(streetView))))
    return err({ field: "streetView" });
  const units = given["units"];
  if (!(Array.isArray(units) && units.length <= MOST_UNITS && units.every(isUnit)))
    return err({ field: "units" });
  const places = units.map(({ name, lat, lon }) => ({ name, lat, lon }));
  return ok({ base, url: base === "sketch" ? "" : url, attribution, datum, streetView, units: places });
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= LONGEST_TEXT;

/** An address of ours begins with one slash; anything else is HTTPS, which the page's policy is then opened for. */
function isBaseUrl(base: BaseMap, url: string): boolean {
  if (base === "sketch") return true;
  if (base === "xyz" && !["{z}", "{x}", "{y}"].every((part) => url.includes(part))) return false;
  return /^\/(?!\/)/.test(url) || mapOriginOf(url) !== undefined;
}

const isStreetUrl = (url: string): boolean =>
  mapOriginOf(url) !== undefined && url.includes("{lat}") && url.includes("{lon}");

/**
 * The other server a base map comes from – scheme, host and port, and nothing a header could be broken
 * with; `undefined` when it is our own or none.
 */
export const mapOriginOf = (url: string): string | undefined =>
  /^(https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?)\/[^\s;"'<>\\]*$/i.exec(url)?.[1]?.toLowerCase();

function isUnit(value: unknown): value is UnitPlace {
  if (typeof value !== "object" || value === null) return false;
  const { name, lat, lon } = value as Partial<UnitPlace>;
  const isNamed = isText(name) && name.trim() !== "";
  return isNamed && isDegrees(lat, 90) && isDegrees(lon, 180);
}

const isDegrees = (value: unknown, most: number): value is number =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= most;
