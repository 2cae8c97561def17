import { makeFormats } from "./make-formats.ts";

/**
 * What a meter's clock shows (`2026-11-23T08:15:30`), as a language writes it. It is the time of the utility's zone
 * as the meter keeps it, mostly without summer time: no zone of the phone's is laid over it.
 */
export function sayMeterTime(text: string, languageTag: string): string {
  const shownMs = Date.parse(`${text}Z`);
  return Number.isNaN(shownMs) ? text : makeFormats(languageTag, "UTC").exactTime(shownMs);
}
