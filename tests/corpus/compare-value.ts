import type { OutputRecord } from "../../shared/codecs/decode-output.ts";

/**
 * Whether the records of a telegram hold an expected field. Names differ between readers of the same
 * meter, so the value is looked for among all records of the quantity that the name's end says.
 */

interface UnitOfName {
  readonly quantities: readonly string[];
  /** Expected value → the canonical unit of our output. */
  readonly toCanonical: (value: number) => readonly number[];
}

const same = (value: number): readonly number[] => [value];
const unit = (...quantities: readonly string[]): UnitOfName => ({ quantities, toCanonical: same });

/** Ends of the expected names, which say their unit. */
const UNITS: Readonly<Record<string, UnitOfName>> = {
  kwh: unit("energy", "reactiveEnergy"),
  kvarh: unit("reactiveEnergy"),
  kvah: unit("apparentEnergy"),
  m3: unit("volume"),
  m3h: unit("volumeFlow"),
  kw: unit("power", "reactivePower", "apparentPower", "dimensionless"),
  c: unit("temperature", "temperatureDifference"),
  bar: unit("pressure"),
  h: unit("duration"),
  s: { quantities: ["duration"], toCanonical: (value) => [value / 3600] },
  // Two calendars are in use for years: 365.2425 and 365 days.
  y: { quantities: ["duration"], toCanonical: (value) => [value * 8765.82, value * 8760] },
  hca: unit("heatCostUnits"),
  v: unit("voltage", "dimensionless"),
  a: unit("electricCurrent", "dimensionless"),
  hz: unit("frequency", "dimensionless"),
  rh: unit("relativeHumidity"),
  ppm: unit("carbonDioxide", "dimensionless"),
  pct: unit("percentage", "dimensionless"),
};

/** A field of sums of m³ × °C, printed by the reference as bare counts. */
const BARE_COUNTS = "m3c";

const DATE = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d)(?::(\d\d))?)?$/;

/** Only numbers and dates are compared; texts and missing values are the readers' own business. */
export const isCompared = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && DATE.test(value));

/** Whether the field is there with the right value. */
export function hasField(records: readonly OutputRecord[], name: string, value: unknown): boolean {
  if (typeof value === "string") return hasDate(records, value);
  return typeof value === "number" && hasNumber(records, name, value);
}

/** Dates the reference printed although the meter sent none: day or month 0, or the year 127. */
const isNoDate = (text: string): boolean =>
  text.startsWith("1999-11-30") || text.startsWith("2127-") || text.includes("-00-00");

function hasDate(records: readonly OutputRecord[], text: string): boolean {
  const dates = records.filter(({ quantity }) => quantity === "date" || quantity === "dateTime");
  if (isNoDate(text)) return dates.some(({ value }) => value === null || value.startsWith("--"));
  const iso = text.replace(" ", "T");
  return dates.some(({ value }) => value === iso || value?.startsWith(`${iso}:`));
}

/** Counts the reference printed although they say "no value" (EN 13757-3, Annex A, type B). */
const isNoNumber = (value: number): boolean => value === -2_147_483_648;

function hasNumber(records: readonly OutputRecord[], name: string, value: number): boolean {
  if (isNoNumber(value)) return records.some(({ reason }) => reason === "no-data");
  const cut = name.lastIndexOf("_");
  const suffix = name.slice(cut + 1);
  if (suffix === BARE_COUNTS) return records.some((record) => hasDigits(record, value));
  const known = UNITS[suffix];
  const candidates = known
    ? records.filter(({ quantity }) => known.quantities.includes(quantity))
    : records.filter((record) => record.exponent !== undefined);
  const wanted = known ? known.toCanonical(value) : [value];
  return candidates.some(({ value }) => wanted.some((number) => isSame(Number(value), number)));
}

const hasDigits = ({ quantity, value, exponent = 0 }: OutputRecord, digits: number): boolean =>
  quantity === "volumeTemperature" && Math.round(Number(value) / 10 ** exponent) === digits;

/** The reference prints six decimals. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(6e-7, Math.abs(b) * 1e-6);
