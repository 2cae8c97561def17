/** A receiver of this kind loses 100 kbit/s in noise below it. */
const SENSITIVITY_DBM = -106;
/** How much a level swings from one telegram to the next: passing cars, people, a door. */
const SWING_DB = 4.5;

/** Chance that one telegram is heard at this mean level: half of them at the receiver's limit. */
export const chanceOfTelegram = (levelDbm: number): number =>
  1 / (1 + Math.exp(-(levelDbm - SENSITIVITY_DBM) / (SWING_DB / 1.7)));

/** When a meter sends. */
export interface Sending {
  /** Between two telegrams: 16 s for Kamstrup's C1, up to 15 min for others. */
  readonly everyS: number;
  /** Only in these hours of these days (0 Sunday … 6 Saturday) of the meter's own clock; absent: always. */
  readonly hours?: { readonly days: readonly number[]; readonly fromHour: number; readonly toHour: number };
}

/** Whether it sends at an hour of a day. */
export const isSending = ({ hours }: Sending, day: number, hour: number): boolean =>
  hours === undefined || (hours.days.includes(day) && hour >= hours.fromHour && hour < hours.toHour);

/** Chance that a meter is read by somebody who is at this level for so long. */
export function chanceRead(levelDbm: number, { everyS }: Sending, seconds: number): number {
  const telegrams = seconds / everyS;
  return 1 - (1 - chanceOfTelegram(levelDbm)) ** telegrams;
}
