import { formatDecimal, readNumberSigns } from "./format-decimal.ts";

/** How numbers and times are written in one language and one utility's time zone. */
export interface Formats {
  readonly languageTag: string;
  readonly timeZone: string;
  /** Exact decimal text. */
  decimal(text: string): string;
  /** A count, or a float that was only ever meant for drawing. */
  number(value: number, maxDecimals?: number): string;
  /** 23 Nov 2026, 14:05 */
  dateTime(atMs: number): string;
  /** 23 Nov 2026, 14:05:09 */
  exactTime(atMs: number): string;
  /** 14:05 */
  time(atMs: number): string;
  /** 23 Nov 2026 */
  date(atMs: number): string;
  /** Monday 23 November 2026 */
  longDate(atMs: number): string;
  /** Mon 23 Nov */
  weekday(atMs: number): string;
  /** 23 Nov */
  dayMonth(atMs: number): string;
  /** 23 */
  dayNumber(atMs: number): string;
  /** 14 */
  hour(atMs: number): string;
  /** November 2026 */
  month(atMs: number): string;
  /** Nov */
  shortMonth(atMs: number): string;
  /** 2026 */
  year(atMs: number): string;
}

export function makeFormats(languageTag: string, timeZone: string): Formats {
  const signs = readNumberSigns(languageTag);
  const numbers = Array.from(
    { length: 5 },
    (_, decimals) => new Intl.NumberFormat(languageTag, { maximumFractionDigits: decimals }),
  );
  const formatOf = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(languageTag, { timeZone, hourCycle: "h23", ...options });
  const inZone = (options: Intl.DateTimeFormatOptions): ((atMs: number) => string) => {
    const format = formatOf(options);
    return (atMs) => format.format(atMs);
  };
  const date = { day: "numeric", month: "short", year: "numeric" } as const;
  const minute = { hour: "2-digit", minute: "2-digit" } as const;
  return {
    languageTag,
    timeZone,
    decimal: (text) => formatDecimal(text, signs),
    number: (value, maxDecimals = 0) => numbers[Math.min(maxDecimals, 4)]?.format(value) ?? String(value),
    dateTime: inZone({ ...date, ...minute }),
    exactTime: inZone({ ...date, ...minute, second: "2-digit" }),
    time: inZone(minute),
    date: inZone(date),
    longDate: inZone({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    weekday: inZone({ weekday: "short", day: "numeric", month: "short" }),
    dayMonth: inZone({ day: "numeric", month: "short" }),
    dayNumber: pick(formatOf({ day: "numeric" }), "day"),
    hour: pick(formatOf({ hour: "2-digit" }), "hour"),
    month: inZone({ month: "long", year: "numeric" }),
    shortMonth: inZone({ month: "short" }),
    year: inZone({ year: "numeric" }),
  };
}

/** Only the number of a date's part: German writes "23." for a day alone, "14 Uhr" for an hour. */
const pick =
  (format: Intl.DateTimeFormat, type: Intl.DateTimeFormatPartTypes) =>
  (atMs: number): string =>
    format.formatToParts(atMs).find((part) => part.type === type)?.value ?? "";
