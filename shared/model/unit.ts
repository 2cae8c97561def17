import {
  addScaled,
  compareScaled,
  divideScaled,
  makeScaled,
  multiplyScaled,
  type Scaled,
  subtractScaled,
} from "./scaled.ts";

/**
 * Quantities and units. A quantity has one canonical unit; a meter may count in another one of the
 * same quantity (MJ meters), and the exact count in the meter's own unit is what is stored.
 */
export const QUANTITIES = {
  energy: "kWh",
  reactiveEnergy: "kvarh",
  apparentEnergy: "kVAh",
  volume: "m³",
  mass: "t",
  power: "kW",
  reactivePower: "kvar",
  apparentPower: "kVA",
  volumeFlow: "m³/h",
  massFlow: "kg/h",
  temperature: "°C",
  temperatureDifference: "K",
  volumeTemperature: "m³·°C",
  pressure: "bar",
  duration: "h",
  voltage: "V",
  electricCurrent: "A",
  frequency: "Hz",
  phaseAngle: "°",
  relativeHumidity: "%RH",
  carbonDioxide: "ppm",
  signalLevel: "dBm",
  heatCostUnits: "HCA",
  pulses: "imp",
  ratio: "",
  percentage: "%",
  count: "",
  dimensionless: "",
  date: "",
  dateTime: "",
  text: "",
  identification: "",
  flags: "",
  bytes: "",
} as const;

export type Quantity = keyof typeof QUANTITIES;

/** Unit → its quantity's canonical unit, as an exact fraction `numerator / denominator`. */
interface UnitFact {
  readonly quantity: Quantity;
  readonly numerator: Scaled;
  readonly denominator: Scaled;
  /** Added before the fraction is applied (degrees Fahrenheit only). */
  readonly offset?: Scaled;
}

const one = makeScaled(1, 0);
const fact = (quantity: Quantity, numerator: Scaled, denominator: Scaled = one): UnitFact => ({
  quantity,
  numerator,
  denominator,
});

/**
 * 1 kWh = 3.6 MJ = 0.0036 GJ exactly; 1 kcal = 4.1868 kJ (international steam table);
 * 1 ft = 0.3048 m; 1 US gallon = 231 cubic inches.
 */
export const UNITS = {
  Wh: fact("energy", makeScaled(1, -3)),
  kWh: fact("energy", one),
  MWh: fact("energy", makeScaled(1, 3)),
  J: fact("energy", makeScaled(1, -6), makeScaled(36, -1)),
  MJ: fact("energy", one, makeScaled(36, -1)),
  GJ: fact("energy", makeScaled(1, 3), makeScaled(36, -1)),
  Mcal: fact("energy", makeScaled(41868, -4), makeScaled(36, -1)),
  Gcal: fact("energy", makeScaled(41868, -1), makeScaled(36, -1)),
  kvarh: fact("reactiveEnergy", one),
  kVAh: fact("apparentEnergy", one),
  "m³": fact("volume", one),
  l: fact("volume", makeScaled(1, -3)),
  "ft³": fact("volume", makeScaled(28316846592, -12)),
  gal: fact("volume", makeScaled(3785411784, -12)),
  t: fact("mass", one),
  kg: fact("mass", makeScaled(1, -3)),
  W: fact("power", makeScaled(1, -3)),
  kW: fact("power", one),
  MW: fact("power", makeScaled(1, 3)),
  "J/h": fact("power", makeScaled(1, -6), makeScaled(36, -1)),
  "GJ/h": fact("power", makeScaled(1, 3), makeScaled(36, -1)),
  kvar: fact("reactivePower", one),
  kVA: fact("apparentPower", one),
  "m³/h": fact("volumeFlow", one),
  "m³/min": fact("volumeFlow", makeScaled(60, 0)),
  "m³/s": fact("volumeFlow", makeScaled(3600, 0)),
  "l/h": fact("volumeFlow", makeScaled(1, -3)),
  "gal/min": fact("volumeFlow", makeScaled(22712470704, -11)),
  "gal/h": fact("volumeFlow", makeScaled(3785411784, -12)),
  "kg/h": fact("massFlow", one),
  "°C": fact("temperature", one),
  "°F": { ...fact("temperature", one, makeScaled(18, -1)), offset: makeScaled(-32, 0) },
  K: fact("temperatureDifference", one),
  /** A difference of one degree Fahrenheit. */
  "Δ°F": fact("temperatureDifference", one, makeScaled(18, -1)),
  "m³·°C": fact("volumeTemperature", one),
  bar: fact("pressure", one),
  s: fact("duration", one, makeScaled(3600, 0)),
  min: fact("duration", one, makeScaled(60, 0)),
  h: fact("duration", one),
  d: fact("duration", makeScaled(24, 0)),
  /** Mean month and year of the Gregorian calendar (365.2425 days). */
  month: fact("duration", makeScaled(730485, -3)),
  year: fact("duration", makeScaled(876582, -2)),
  V: fact("voltage", one),
  A: fact("electricCurrent", one),
  Hz: fact("frequency", one),
  "°": fact("phaseAngle", one),
  "%RH": fact("relativeHumidity", one),
  ppm: fact("carbonDioxide", one),
  dBm: fact("signalLevel", one),
  HCA: fact("heatCostUnits", one),
  imp: fact("pulses", one),
  "%": fact("percentage", one),
} as const satisfies Record<string, UnitFact>;

/** A unit's symbol; the empty text stands for quantities without one. */
export type Unit = keyof typeof UNITS | "";

/** Decimals beyond the source's resolution kept where a conversion is not a finite decimal. */
const GUARD_DECIMALS = 9;

/**
 * Converts exactly where the result is a finite decimal (kWh → GJ), else rounds half away from
 * zero nine decimals beyond the source's resolution (MJ → kWh). `undefined` when the units measure
 * different quantities.
 */
export function convertUnit(value: Scaled, from: Unit, to: Unit): Scaled | undefined {
  if (from === to) return value;
  if (from === "" || to === "") return undefined;
  const source = UNITS[from];
  const target = UNITS[to];
  if (source.quantity !== target.quantity) return undefined;
  const shifted = "offset" in source ? addScaled(value, source.offset) : value;
  const numerator = multiplyScaled(multiplyScaled(shifted, source.numerator), target.denominator);
  const denominator = multiplyScaled(source.denominator, target.numerator);
  const quotient = divideExactly(numerator, denominator);
  return quotient && "offset" in target ? subtractScaled(quotient, target.offset) : quotient;
}

function divideExactly(numerator: Scaled, denominator: Scaled): Scaled | undefined {
  const finite = divideScaled(numerator, denominator, numerator.exponent - denominator.exponent);
  if (finite && isQuotient(finite, numerator, denominator)) return finite;
  const resolution = Math.min(numerator.exponent, 0);
  const quotient = divideScaled(numerator, denominator, resolution - GUARD_DECIMALS);
  if (!quotient || !isQuotient(quotient, numerator, denominator)) return quotient;
  return trimZeros(quotient, resolution);
}

function isQuotient(quotient: Scaled, numerator: Scaled, denominator: Scaled): boolean {
  return compareScaled(multiplyScaled(quotient, denominator), numerator) === 0;
}

/** The same value without zeros at its end, down to `exponent` at most. */
function trimZeros({ digits, exponent: from }: Scaled, exponent: number): Scaled {
  let trimmed = BigInt(digits);
  let at = from;
  while (at < exponent && trimmed % 10n === 0n) {
    trimmed /= 10n;
    at += 1;
  }
  return makeScaled(trimmed, at);
}

/** The value in its quantity's canonical unit. */
export function toCanonicalUnit(value: Scaled, unit: Unit): { value: Scaled; unit: Unit } {
  if (unit === "") return { value, unit };
  const canonical = QUANTITIES[UNITS[unit].quantity];
  return { value: convertUnit(value, unit, canonical) ?? value, unit: canonical };
}
