/**
 * Time between the values of a compact profile, and dates moved by it. Dates are the meter's own
 * clock as ISO 8601 without zone: no summer time, no zone enters the arithmetic.
 */

/** Distance of neighbours: fixed seconds, or calendar months (half months count two to a month). */
export type Spacing =
  | { readonly kind: "seconds"; readonly count: number }
  | { readonly kind: "months"; readonly count: number }
  | { readonly kind: "half-months" };

const SECONDS = [1, 60, 3600, 86_400];
const MONTHS = [undefined, 6, 3, 1];
const LAST_FIXED = 250;
const HALF_MONTH = 253;
const WHOLE_MONTHS = 254;

/** Spacing of the control byte's unit (0–3) and the spacing byte; `undefined` for arrays and reserved codes. */
export function spacingOf(unit: number, value: number): Spacing | undefined {
  if (value === 0) return undefined;
  if (value <= LAST_FIXED) return { kind: "seconds", count: value * (SECONDS[unit] ?? 1) };
  if (value === HALF_MONTH && unit === 3) return { kind: "half-months" };
  const months = value === WHOLE_MONTHS ? MONTHS[unit] : undefined;
  return months === undefined ? undefined : { kind: "months", count: months };
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/;

/** A date moved by so many spacings; `undefined` when the text is no full date. */
export function shiftDate(text: string, spacing: Spacing, steps: number): string | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [, year = "", month = "", day = "", time = ""] = match;
  switch (spacing.kind) {
    case "seconds":
      return shiftSeconds(text, time, spacing.count * steps);
    case "months":
      return monthText(Number(year), Number(month) + spacing.count * steps, Number(day)) + time;
    case "half-months":
      return halfMonthText({ year: Number(year), month: Number(month), day: Number(day) }, steps) + time;
  }
}

function shiftSeconds(text: string, time: string, seconds: number): string | undefined {
  const from = Date.parse(time === "" ? `${text}T00:00Z` : `${text}Z`);
  if (Number.isNaN(from)) return undefined;
  return new Date(from + seconds * 1000).toISOString().slice(0, text.length);
}

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A day of a month counted on from `year`; the last day where the month is shorter. */
function monthText(year: number, month: number, day: number): string {
  const months = year * 12 + month - 1;
  const wholeYear = Math.floor(months / 12);
  const wholeMonth = months - wholeYear * 12 + 1;
  const last = lastDayOf(wholeYear, wholeMonth);
  return [
    String(wholeYear).padStart(4, "0"),
    String(wholeMonth).padStart(2, "0"),
    String(Math.min(day, last)).padStart(2, "0"),
  ].join("-");
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Half months end on the 15th and on the last day; other days move by 15 within their month. */
function halfMonthText({ year, month, day }: Day, steps: number): string {
  const isSecondHalf = day > 15;
  const halves = (isSecondHalf ? 1 : 0) + steps;
  const months = Math.floor(halves / 2);
  const endsSecondHalf = halves - months * 2 === 1;
  const isEnd = day === 15 || (isSecondHalf && day === lastDayOf(year, month));
  const dayOfHalf = isSecondHalf ? day - 15 : day;
  if (isEnd) return monthText(year, month + months, endsSecondHalf ? 31 : 15);
  return monthText(year, month + months, endsSecondHalf ? dayOfHalf + 15 : dayOfHalf);
}
