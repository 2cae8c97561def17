/**
 * First extension table: the code byte after VIF FB (EN 13757-3:2018, 6.4.5, table 14).
 *
 * Codes 22–27, 58–67 and 70–73 (gallons, degrees Fahrenheit) are reserved in the 2018 edition and
 * come from the first one; meters of that time still send them. Rating factors of heat cost
 * allocators (68–6E) count in 2^-12 = 0.000244140625 exactly.
 */
import { unfoldVifRows, type VifRow } from "./vif-fact.ts";

const TWO_TO_MINUS_12 = 244_140_625;

const ROWS: readonly VifRow[] = [
  [0x00, 0x01, "energy", "energy", "MWh", -1],
  [0x02, 0x03, "reactive-energy", "reactiveEnergy", "kvarh", 0],
  [0x04, 0x05, "apparent-energy", "apparentEnergy", "kVAh", 0],
  [0x08, 0x09, "energy", "energy", "GJ", -1],
  [0x0c, 0x0f, "energy", "energy", "Mcal", -1],
  [0x10, 0x11, "volume", "volume", "m³", 2],
  [0x14, 0x17, "reactive-power", "reactivePower", "kvar", -3],
  [0x18, 0x19, "mass", "mass", "t", 2],
  [0x1a, 0x1b, "relative-humidity", "relativeHumidity", "%RH", -1],
  [0x20, 0x20, "volume", "volume", "ft³", 0],
  [0x21, 0x21, "volume", "volume", "ft³", -1],
  [0x22, 0x22, "volume", "volume", "gal", -1],
  [0x23, 0x23, "volume", "volume", "gal", 0],
  [0x24, 0x24, "volume-flow", "volumeFlow", "gal/min", -3],
  [0x25, 0x25, "volume-flow", "volumeFlow", "gal/min", 0],
  [0x26, 0x26, "volume-flow", "volumeFlow", "gal/h", 0],
  [0x28, 0x29, "power", "power", "MW", -1],
  [0x2a, 0x2a, "phase-angle-voltage", "phaseAngle", "°", -1],
  [0x2b, 0x2b, "phase-angle-current", "phaseAngle", "°", -1],
  [0x2c, 0x2f, "frequency", "frequency", "Hz", -3],
  [0x30, 0x31, "power", "power", "GJ/h", -1],
  [0x34, 0x37, "apparent-power", "apparentPower", "kVA", -3],
  [0x58, 0x5b, "flow-temperature", "temperature", "°F", -3],
  [0x5c, 0x5f, "return-temperature", "temperature", "°F", -3],
  [0x60, 0x63, "temperature-difference", "temperatureDifference", "Δ°F", -3],
  [0x64, 0x67, "external-temperature", "temperature", "°F", -3],
  [0x68, 0x68, "rating-factor-resulting", "ratio", "", -12, "number", TWO_TO_MINUS_12],
  [0x69, 0x69, "rating-factor-output", "ratio", "", 0],
  [0x6a, 0x6a, "rating-factor-coupling", "ratio", "", -12, "number", TWO_TO_MINUS_12],
  [0x6b, 0x6b, "rating-factor-coupling-room", "ratio", "", -12, "number", TWO_TO_MINUS_12],
  [0x6c, 0x6c, "rating-factor-coupling-heater", "ratio", "", -12, "number", TWO_TO_MINUS_12],
  [0x6d, 0x6d, "rating-factor-low-temperature", "ratio", "", -12, "number", TWO_TO_MINUS_12],
  [0x6e, 0x6e, "rating-factor-display", "ratio", "", -12, "number", TWO_TO_MINUS_12],
  [0x70, 0x73, "temperature-limit", "temperature", "°F", -3],
  [0x74, 0x77, "temperature-limit", "temperature", "°C", -3],
  [0x78, 0x7f, "cumulated-max-power", "power", "kW", -6],
];

/** Facts by code & 0x7F. */
export const FIRST_EXTENSION_VIFS = unfoldVifRows(ROWS);
