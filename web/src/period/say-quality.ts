import type { WireInterval } from "../../../shared/model/wire.ts";
import type { Words } from "../locales/words.ts";
import { markOf } from "./build-bars.ts";

/** How good an interval's amount is: measured, still to come, no reading since a time, counted from a time on. */
export function sayQuality(
  interval: WireInterval,
  { t, formats }: Pick<Words, "t" | "formats">,
  nowMs: number,
): string {
  const { mark, value, sinceMs, untilMs } = interval;
  const isSilent = untilMs !== undefined && (mark === "silent" || mark === "missing");
  const said = isSilent
    ? t("charts.silentSince", { time: formats().dateTime(untilMs) })
    : t(`mark.${markOf(interval, nowMs)}`);
  if (sinceMs === undefined || value === null) return said;
  const counted = t("charts.countedFrom", { time: formats().dateTime(sinceMs) });
  return mark === "measured" ? counted : `${said}, ${counted}`;
}

/** Whether an amount needs a word about it. */
export const isPlain = ({ mark, sinceMs }: WireInterval): boolean =>
  mark === "measured" && sinceMs === undefined;
