import type { Medium } from "../../../shared/model/medium.ts";
import type { HeadLog } from "../store/head-database.ts";

/** Logs a reader may fetch at the door, and how far back each is asked for. */
export const HEAD_LOGS: readonly HeadLog[] = ["day", "month", "year", "hour", "info"];

/** 460 days are the 15 months a meter remembers; 744 hours are a long month. */
export const ROWS_WANTED: Readonly<Record<HeadLog, number>> = {
  day: 460,
  month: 36,
  year: 15,
  hour: 744,
  info: 50,
};

const DATE = 1003;
const TIME = 1002;
const HEAT = 60;
const COOLING = 63;
const VOLUME = 68;
const INFO_BITS = 369;
const OPERATING_HOURS = 1004;
const INPUTS = [84, 85];
const PRESSURES = [91, 92];

/** What is counted: what a bill rests on, and the volume. */
function countedOf(medium: Medium): readonly number[] {
  switch (medium) {
    case "water":
    case "warm-water":
      return [VOLUME];
    case "cooling":
      return [COOLING, VOLUME];
    case "heat-cooling":
      return [HEAT, COOLING, VOLUME];
    default:
      return [HEAT, VOLUME];
  }
}

/** The register whose difference is the consumption a customer knows. */
export const mainRegisterOf = (medium: Medium): number => countedOf(medium)[0] ?? HEAT;

/** Registers of a log's rows; the fewer, the sooner it is there. */
export function registersOfLog(log: HeadLog, medium: Medium): readonly number[] {
  if (log === "info") return [DATE, INFO_BITS];
  return log === "hour" ? [DATE, TIME, mainRegisterOf(medium)] : [DATE, ...countedOf(medium)];
}

/** What is read in any case, in groups of eight; a meter leaves out what it does not have. */
export function registersAtDoor(medium: Medium): readonly number[] {
  const thermal = [
    HEAT,
    COOLING,
    VOLUME,
    74,
    80,
    86,
    87,
    99,
    97,
    110,
    89,
    ...INPUTS,
    ...PRESSURES,
    INFO_BITS,
  ];
  const water = [VOLUME, 74, 99, INFO_BITS];
  const isWater = medium === "water" || medium === "warm-water";
  return [...(isWater ? water : thermal), DATE, TIME, OPERATING_HOURS];
}

/** At 1200 baud with two stop bits a byte takes 11 bit times. */
const BYTE_MS = 11_000 / 1200;
const BYTES_PER_VALUE = 4;
/** One byte in fifty is stuffed. */
const STUFFING = 1.02;
/** Request, its echo's time, the meter's thinking and the answer's head. */
const REQUEST_MS = 900;
const ROWS_AT_ONCE = 60;

/** How long so many rows take, until the meter's own pace is known. */
export function expectedMs(log: HeadLog, medium: Medium, rows: number): number {
  const bytes = rows * registersOfLog(log, medium).length * BYTES_PER_VALUE * STUFFING;
  return bytes * BYTE_MS + Math.ceil(rows / ROWS_AT_ONCE) * REQUEST_MS;
}
