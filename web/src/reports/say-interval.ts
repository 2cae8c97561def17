import type { Words } from "../locales/words.ts";
import { sayDay } from "../period/say-day.ts";

/** The days from one to another in words; a single one is named once. */
export function sayInterval(
  { t, formats }: Pick<Words, "t" | "formats">,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const [first, last] = [sayDay(from, formats()), sayDay(to, formats())];
  return from === to ? first : t("report.export.interval", { from: first, to: last });
}
