import type { Source } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";

/**
 * Numbers that stand for names inside a block. A code is a place in its list: blocks written years
 * ago hold them, so entries are only ever added at the end, never moved or taken away.
 */
export const REGISTER_CODES: readonly Register[] = [
  "E1",
  "E3",
  "E8",
  "E9",
  "E10",
  "E11",
  "A1",
  "A2",
  "V1",
  "V2",
  "M1",
  "M2",
  "InA",
  "InB",
  "TA2",
  "TA3",
  "TA4",
  "A+",
  "A-",
  "R+",
  "R-",
  "backflow",
  "HCA",
  "hours",
  "errorHours",
  "t1",
  "t2",
  "t3",
  "t4",
  "dt",
  "tWater",
  "tAmbient",
  "flow1",
  "flow2",
  "power1",
  "P+",
  "P-",
  "P1",
  "P2",
  "info",
];

export const UNIT_CODES: readonly Unit[] = [
  "",
  "Wh",
  "kWh",
  "MWh",
  "J",
  "MJ",
  "GJ",
  "Mcal",
  "Gcal",
  "kvarh",
  "kVAh",
  "m³",
  "l",
  "ft³",
  "gal",
  "t",
  "kg",
  "W",
  "kW",
  "MW",
  "J/h",
  "GJ/h",
  "kvar",
  "kVA",
  "m³/h",
  "m³/min",
  "m³/s",
  "l/h",
  "gal/min",
  "gal/h",
  "kg/h",
  "°C",
  "K",
  "Δ°F",
  "m³·°C",
  "bar",
  "s",
  "min",
  "h",
  "d",
  "month",
  "year",
  "V",
  "A",
  "Hz",
  "°",
  "%RH",
  "ppm",
  "dBm",
  "HCA",
  "imp",
  "%",
  "°F",
];

export const SOURCE_CODES: readonly Source[] = ["radio", "optical", "wired", "manual", "import", "corrected"];

const placesOf = <T>(codes: readonly T[]): ReadonlyMap<T, number> =>
  new Map(codes.map((name, code) => [name, code]));
const registerCodes = placesOf(REGISTER_CODES);
const unitCodes = placesOf(UNIT_CODES);

/** −1 for one that has none. */
export const codeOfRegister = (register: Register): number => registerCodes.get(register) ?? -1;

/** −1 for one that has none. */
export const codeOfUnit = (unit: Unit): number => unitCodes.get(unit) ?? -1;
