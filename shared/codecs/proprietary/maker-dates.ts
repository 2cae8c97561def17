/**
 * Dates as makers pack them outside EN 13757-3. All give ISO 8601 text without zone, and nothing when
 * a part is out of range.
 *
 * | name | bits |
 * |---|---|
 * | packed | day 0–4, month 5–8, year 9–15 (+2000), two bytes |
 * | day-month | day 4–8, month 9–12, two bytes, the year from another date |
 * | BCD | one byte each of day, month, year (20yy) |
 * | seconds | since 2000-01-01 00:00:00 of the meter's clock, four bytes |
 * | DOS time | hour 11–15, minute 5–10, half seconds 0–4, two bytes |
 */
import { readU16 } from "../bytes/cursor.ts";
import { readBcd } from "../mbus/data-types.ts";

const DAYS_IN_MONTH = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const two = (n: number): string => String(n).padStart(2, "0");

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** ISO date of its parts; `undefined` when there is no such day. */
export function dateText({ year, month, day }: Day): string | undefined {
  if (day < 1 || day > (DAYS_IN_MONTH[month] ?? 0)) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

const packedParts = (bytes: Uint8Array, at: number): Day => {
  const word = readU16(bytes, at);
  return { day: word & 0x1f, month: (word >> 5) & 0x0f, year: 2000 + (word >> 9) };
};

/** Packed date at `at`. */
export const readPackedDate = (bytes: Uint8Array, at: number): string | undefined =>
  dateText(packedParts(bytes, at));

/** Packed date whose year has five bits only (bits 9–13). */
export function readShortPackedDate(bytes: Uint8Array, at: number): string | undefined {
  const { day, month, year } = packedParts(bytes, at);
  return dateText({ day, month, year: 2000 + ((year - 2000) & 0x1f) });
}

/**
 * Day and month at `at`, in the year that follows the packed date at `previousAt`: the same year when
 * the day is later in it, else the next. `atLeastFirst` reads day 0 as 1 and month 0 as 12.
 */
export function readDayMonth(
  bytes: Uint8Array,
  at: number,
  { previousAt, atLeastFirst = false }: { readonly previousAt: number; readonly atLeastFirst?: boolean },
): string | undefined {
  const word = readU16(bytes, at);
  const rawDay = (word >> 4) & 0x1f;
  const rawMonth = (word >> 9) & 0x0f;
  const day = atLeastFirst && rawDay === 0 ? 1 : rawDay;
  const month = atLeastFirst && rawMonth === 0 ? 12 : rawMonth;
  const previous = packedParts(bytes, previousAt);
  const isLater = month > previous.month || (month === previous.month && day > previous.day);
  return dateText({ day, month, year: previous.year + (isLater ? 0 : 1) });
}

const bcdByte = (bytes: Uint8Array, at: number): number => Number(readBcd(bytes, at, 1) ?? 0);

/** Year, month, day, one BCD byte each. */
export const readBcdYearFirst = (bytes: Uint8Array, at: number): string | undefined =>
  dateText({ year: 2000 + bcdByte(bytes, at), month: bcdByte(bytes, at + 1), day: bcdByte(bytes, at + 2) });

/** Day, month, year, one BCD byte each. */
export const readBcdDayFirst = (bytes: Uint8Array, at: number): string | undefined =>
  dateText({ day: bcdByte(bytes, at), month: bcdByte(bytes, at + 1), year: 2000 + bcdByte(bytes, at + 2) });

const START_OF_2000_MS = Date.UTC(2000, 0, 1);

/** Date and time so many seconds after 2000-01-01 00:00:00, to the minute where `seconds` is a whole one. */
export const dateTimeSince2000 = (seconds: number): string =>
  new Date(START_OF_2000_MS + seconds * 1000).toISOString().slice(0, "2000-01-01T00:00:00".length);

/** Time of day in DOS packing, to the second. */
export function readDosTime(bytes: Uint8Array, at: number): string | undefined {
  const word = readU16(bytes, at);
  const hour = word >> 11;
  const minute = (word >> 5) & 0x3f;
  const second = (word & 0x1f) * 2;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}
