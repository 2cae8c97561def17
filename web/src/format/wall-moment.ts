import { zoneOffsetMs } from "../../../shared/model/zoned-time.ts";

/** A moment as an input of the browser's writes it (`2026-11-30T14:05`), in the utility's zone. */
export const writeMoment = (atMs: number, timeZone: string): string =>
  new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().slice(0, 16);

/** UTC milliseconds; `undefined` for what is no moment, or has not come yet. */
export function readMoment(text: string, timeZone: string): number | undefined {
  const wallMs = Date.parse(`${text}Z`);
  if (Number.isNaN(wallMs)) return undefined;
  const atMs = wallMs - zoneOffsetMs(wallMs - zoneOffsetMs(wallMs, timeZone), timeZone);
  return atMs <= Date.now() ? atMs : undefined;
}
