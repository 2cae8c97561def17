import type { UnitPlace } from "../../../shared/model/map-settings.ts";

/** Collection units as lines of a text: `name; latitude; longitude`. */
export const writeUnitLines = (units: readonly UnitPlace[]): string =>
  units.map(({ name, lat, lon }) => `${name}; ${lat}; ${lon}`).join("\n");

/** The same back; a number of a line that is none of that, counted from 1, when there is one. */
export function readUnitLines(text: string): {
  readonly units: readonly UnitPlace[];
  readonly wrongLine?: number;
} {
  const units: UnitPlace[] = [];
  for (const [n, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const [name = "", lat = "", lon = "", ...more] = line.split(";").map((part) => part.trim());
    const [north, east] = [degrees(lat, 90), degrees(lon, 180)];
    if (name === "" || north === undefined || east === undefined || more.length > 0)
      return { units, wrongLine: n + 1 };
    units.push({ name, lat: north, lon: east });
  }
  return { units };
}

/** Decimal degrees with a point or a comma. */
function degrees(text: string, most: number): number | undefined {
  const value = Number(text.replace(",", "."));
  return text !== "" && Math.abs(value) <= most ? value : undefined;
}
