import { addScaled, formatScaled, parseScaled, type Scaled } from "../../../shared/model/scaled.ts";
import type { DailyUse } from "../../../shared/model/wire-door-uses.ts";
import type { Use } from "./daily-consumption.ts";

const DAY_MS = 86_400_000;

/** The days the office told, oldest first, as bars; those before the first that is known are left out. */
export function daysOf({ fromDay, unit, values, estimated }: DailyUse): readonly Use[] {
  const first = Date.parse(`${fromDay}T00:00Z`);
  const guessed = new Set(estimated);
  const known = values.findIndex((value) => value !== null);
  if (known < 0) return [];
  return values.slice(known).map((value, n) => ({
    from: new Date(first + (known + n) * DAY_MS).toISOString().slice(0, 10),
    text: value ?? undefined,
    unit,
    ...(guessed.has(known + n) ? { isEstimated: true as const } : {}),
  }));
}

/** Sums of whole calendar months, and of the running one so far; a month that lacks a day has none. */
export function monthsOf(days: readonly Use[]): readonly Use[] {
  const months = new Map<string, Use[]>();
  for (const day of days) {
    const month = day.from.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return [...months].map(([month, own]) => {
    const isWhole = own[0]?.from.endsWith("-01") === true;
    return {
      from: `${month}-01`,
      text: isWhole ? sumOf(own) : undefined,
      unit: own[0]?.unit ?? "",
      ...(own.some(({ isEstimated }) => isEstimated) ? { isEstimated: true as const } : {}),
    };
  });
}

function sumOf(days: readonly Use[]): string | undefined {
  let sum: Scaled | undefined;
  for (const { text } of days) {
    const value = text === undefined ? undefined : parseScaled(text);
    if (!value) return undefined;
    sum = sum ? addScaled(sum, value) : value;
  }
  return sum && formatScaled(sum);
}
