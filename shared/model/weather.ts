import { err, ok, type Result } from "./result.ts";
import { addScaled, formatScaled, makeScaled, parseScaled, type Scaled, subtractScaled } from "./scaled.ts";

/** The mean outdoor temperature of one local day, °C as exact text. */
export type WeatherDay = readonly [day: string, meanC: string];

/** `GET /api/v1/weather`, `PUT /api/v1/weather {days}`: the utility's weather, by day, in their order. */
export interface WireWeather {
  readonly days: readonly WeatherDay[];
}

/** Above this mean a house needs no heating: 17 °C, as Danish and German degree days have it. */
export const USUAL_BASE_C = 17;

const MOST_DAYS = 40_000;
const COLDEST_C = -70;
const HOTTEST_C = 60;

/** Days in a body or a file, sorted; each day is there once. */
export function readWeatherDays(value: unknown): Result<readonly WeatherDay[], { readonly at: number }> {
  if (!Array.isArray(value) || value.length > MOST_DAYS) return err({ at: 0 });
  const byDay = new Map<string, string>();
  for (const [at, pair] of value.entries()) {
    const [day, mean] = Array.isArray(pair) ? pair : [];
    const meanC = typeof mean === "string" ? meanOf(mean) : undefined;
    if (typeof day !== "string" || dayOf(day) !== day || meanC === undefined || byDay.has(day))
      return err({ at });
    byDay.set(day, meanC);
  }
  return ok([...byDay].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A file of a weather service: a day and its mean temperature a line, parted by semicolon, tab or comma; a
 * first line of names is passed over, and so are further columns. The last line for a day stands.
 */
export function parseWeatherFile(text: string): Result<readonly WeatherDay[], { readonly line: number }> {
  const byDay = new Map<string, string>();
  for (const [n, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const [day, meanC] = dayAndMean(line);
    if (day !== undefined && meanC !== undefined) byDay.set(day, meanC);
    else if (n > 0 || beginsWithDigit(line)) return err({ line: n + 1 });
  }
  return byDay.size > 0 && byDay.size <= MOST_DAYS
    ? ok([...byDay].sort(([a], [b]) => (a < b ? -1 : 1)))
    : err({ line: 1 });
}

/** Nobody names a column so: it is a day, or was meant for one. */
const beginsWithDigit = (line: string): boolean => /^\s*"?\d/.test(line);

function dayAndMean(line: string): readonly [day: string | undefined, meanC: string | undefined] {
  const separator = [";", "\t"].find((one) => line.includes(one)) ?? ",";
  const [day = "", mean = ""] = line.split(separator);
  return [dayOf(day), meanOf(mean)];
}

function meanOf(text: string): string | undefined {
  const decimal = text.trim().replace(/^"|"$/g, "").replace(",", ".");
  const value = /^-?\d+(\.\d+)?$/.test(decimal) ? parseScaled(decimal) : undefined;
  const degrees = Number(decimal);
  return value && degrees >= COLDEST_C && degrees <= HOTTEST_C ? formatScaled(value) : undefined;
}

/** `2026-11-29`, `20261129` or `29.11.2026` as the first. */
function dayOf(text: string): string | undefined {
  const trimmed = text.trim().replace(/^"|"$/g, "");
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(trimmed);
  const european = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(trimmed);
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : european
      ? [Number(european[3]), Number(european[2]), Number(european[1])]
      : [0, 0, 0];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.toISOString().slice(0, 10) : undefined;
}

/**
 * Degree days from one day up to another (exclusive), K·d: of each day as far as its mean lies below the base
 * temperature. `undefined` where the weather of one of the days is not known.
 */
export function degreeDaysBetween(
  weather: ReadonlyMap<string, string>,
  span: { readonly fromDay: string; readonly toDay: string },
  baseC: number,
): Scaled | undefined {
  const base = makeScaled(Math.round(baseC * 10), -1);
  let sum = makeScaled(0, 0);
  for (let day = span.fromDay; day < span.toDay; day = dayAfter(day)) {
    const mean = parseScaled(weather.get(day) ?? "");
    if (!mean) return undefined;
    const below = subtractScaled(base, mean);
    if (below.digits > 0) sum = addScaled(sum, below);
  }
  return sum;
}

const DAY_MS = 86_400_000;
const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
