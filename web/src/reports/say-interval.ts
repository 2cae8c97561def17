import { dayStart } from "../../../shared/reports/report-span.ts";
import type { Formats } from "../format/make-formats.ts";
import type { Words } from "../locales/words.ts";

/** A day of the calendar (`YYYY-MM-DD`) in words, in whatever zone times are written. */
export function sayDay(formats: Pick<Formats, "date" | "timeZone">, day: string): string {
  const atMs = dayStart(day, formats.timeZone);
  return atMs === undefined ? day : formats.date(atMs);
}

/** The days from one to another in words; a single one is named once. */
export function sayInterval(
  { t, formats }: Pick<Words, "t" | "formats">,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const [first, last] = [sayDay(formats(), from), sayDay(formats(), to)];
  return from === to ? first : t("report.export.interval", { from: first, to: last });
}
