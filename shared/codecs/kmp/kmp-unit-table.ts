/**
 * Unit codes of KMP values (KMP description, 6.1; codes above 0x42 from newer meters). `exponent`
 * shifts units that are a multiple of one of ours: the value is count × 10^(SiEx + exponent).
 */
import type { Quantity, Unit } from "../../model/unit.ts";

export interface KmpUnitFact {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly exponent?: number;
  /** How digits that are not a plain number are written. */
  readonly writing?: "time-hhmmss" | "date-yymmdd" | "date-yyyymmdd" | "date-mmdd" | "ascii" | "date-time-7";
}

const energy = (unit: Unit, exponent = 0): KmpUnitFact => ({ quantity: "energy", unit, exponent });

export const KMP_UNITS: ReadonlyMap<number, KmpUnitFact> = new Map<number, KmpUnitFact>([
  [0x00, { quantity: "dimensionless", unit: "" }],
  [0x01, energy("Wh")],
  [0x02, energy("kWh")],
  [0x03, energy("MWh")],
  [0x04, energy("MWh", 3)],
  [0x05, energy("J")],
  [0x06, energy("J", 3)],
  [0x07, energy("MJ")],
  [0x08, energy("GJ")],
  [0x09, energy("Mcal", -6)],
  [0x0a, energy("Mcal", -3)],
  [0x0b, energy("Mcal")],
  [0x0c, energy("Gcal")],
  [0x0d, { quantity: "reactiveEnergy", unit: "kvarh", exponent: -3 }],
  [0x0e, { quantity: "reactiveEnergy", unit: "kvarh" }],
  [0x0f, { quantity: "reactiveEnergy", unit: "kvarh", exponent: 3 }],
  [0x10, { quantity: "reactiveEnergy", unit: "kvarh", exponent: 6 }],
  [0x11, { quantity: "apparentEnergy", unit: "kVAh", exponent: -3 }],
  [0x12, { quantity: "apparentEnergy", unit: "kVAh" }],
  [0x13, { quantity: "apparentEnergy", unit: "kVAh", exponent: 3 }],
  [0x14, { quantity: "apparentEnergy", unit: "kVAh", exponent: 6 }],
  [0x15, { quantity: "power", unit: "W" }],
  [0x16, { quantity: "power", unit: "kW" }],
  [0x17, { quantity: "power", unit: "MW" }],
  [0x18, { quantity: "power", unit: "MW", exponent: 3 }],
  [0x19, { quantity: "reactivePower", unit: "kvar", exponent: -3 }],
  [0x1a, { quantity: "reactivePower", unit: "kvar" }],
  [0x1b, { quantity: "reactivePower", unit: "kvar", exponent: 3 }],
  [0x1c, { quantity: "reactivePower", unit: "kvar", exponent: 6 }],
  [0x1d, { quantity: "apparentPower", unit: "kVA", exponent: -3 }],
  [0x1e, { quantity: "apparentPower", unit: "kVA" }],
  [0x1f, { quantity: "apparentPower", unit: "kVA", exponent: 3 }],
  [0x20, { quantity: "apparentPower", unit: "kVA", exponent: 6 }],
  [0x21, { quantity: "voltage", unit: "V" }],
  [0x22, { quantity: "electricCurrent", unit: "A" }],
  [0x23, { quantity: "voltage", unit: "V", exponent: 3 }],
  [0x24, { quantity: "electricCurrent", unit: "A", exponent: 3 }],
  [0x25, { quantity: "temperature", unit: "°C" }],
  [0x26, { quantity: "temperatureDifference", unit: "K" }],
  [0x27, { quantity: "volume", unit: "l" }],
  [0x28, { quantity: "volume", unit: "m³" }],
  [0x29, { quantity: "volumeFlow", unit: "l/h" }],
  [0x2a, { quantity: "volumeFlow", unit: "m³/h" }],
  [0x2b, { quantity: "volumeTemperature", unit: "m³·°C" }],
  [0x2c, { quantity: "mass", unit: "t" }],
  [0x2d, { quantity: "massFlow", unit: "kg/h", exponent: 3 }],
  [0x2e, { quantity: "duration", unit: "h" }],
  [0x2f, { quantity: "dateTime", unit: "", writing: "time-hhmmss" }],
  [0x30, { quantity: "date", unit: "", writing: "date-yymmdd" }],
  [0x31, { quantity: "date", unit: "", writing: "date-yyyymmdd" }],
  [0x32, { quantity: "date", unit: "", writing: "date-mmdd" }],
  [0x33, { quantity: "dimensionless", unit: "" }],
  [0x34, { quantity: "pressure", unit: "bar" }],
  [0x36, { quantity: "text", unit: "", writing: "ascii" }],
  [0x37, { quantity: "volume", unit: "m³", exponent: 1 }],
  [0x38, { quantity: "mass", unit: "t", exponent: 1 }],
  [0x39, energy("GJ", 1)],
  [0x3a, { quantity: "duration", unit: "min" }],
  [0x3b, { quantity: "flags", unit: "" }],
  [0x3c, { quantity: "duration", unit: "s" }],
  [0x3d, { quantity: "duration", unit: "s", exponent: -3 }],
  [0x3e, { quantity: "duration", unit: "d" }],
  [0x4f, { quantity: "dateTime", unit: "", writing: "date-time-7" }],
  [0x55, { quantity: "relativeHumidity", unit: "%RH" }],
  [0x56, { quantity: "percentage", unit: "%" }],
]);
