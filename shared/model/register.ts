import type { Quantity } from "./unit.ts";

/**
 * Registers a reading can carry, by the field's own names (heat-meter technical descriptions).
 * `counter` only grows (consumption is its difference), `instant` is a momentary value,
 * `flags` is a bit field.
 */
export const REGISTERS = {
  E1: { quantity: "energy", kind: "counter" },
  E3: { quantity: "energy", kind: "counter" },
  E8: { quantity: "volumeTemperature", kind: "counter" },
  E9: { quantity: "volumeTemperature", kind: "counter" },
  E10: { quantity: "volumeTemperature", kind: "counter" },
  E11: { quantity: "volumeTemperature", kind: "counter" },
  A1: { quantity: "energy", kind: "counter" },
  A2: { quantity: "energy", kind: "counter" },
  V1: { quantity: "volume", kind: "counter" },
  V2: { quantity: "volume", kind: "counter" },
  M1: { quantity: "mass", kind: "counter" },
  M2: { quantity: "mass", kind: "counter" },
  InA: { quantity: "volume", kind: "counter" },
  InB: { quantity: "volume", kind: "counter" },
  TA2: { quantity: "energy", kind: "counter" },
  TA3: { quantity: "energy", kind: "counter" },
  TA4: { quantity: "energy", kind: "counter" },
  "A+": { quantity: "energy", kind: "counter" },
  "A-": { quantity: "energy", kind: "counter" },
  "R+": { quantity: "reactiveEnergy", kind: "counter" },
  "R-": { quantity: "reactiveEnergy", kind: "counter" },
  backflow: { quantity: "volume", kind: "counter" },
  HCA: { quantity: "heatCostUnits", kind: "counter" },
  hours: { quantity: "duration", kind: "counter" },
  errorHours: { quantity: "duration", kind: "counter" },
  t1: { quantity: "temperature", kind: "instant" },
  t2: { quantity: "temperature", kind: "instant" },
  t3: { quantity: "temperature", kind: "instant" },
  t4: { quantity: "temperature", kind: "instant" },
  dt: { quantity: "temperatureDifference", kind: "instant" },
  tWater: { quantity: "temperature", kind: "instant" },
  tAmbient: { quantity: "temperature", kind: "instant" },
  flow1: { quantity: "volumeFlow", kind: "instant" },
  flow2: { quantity: "volumeFlow", kind: "instant" },
  power1: { quantity: "power", kind: "instant" },
  "P+": { quantity: "power", kind: "instant" },
  "P-": { quantity: "power", kind: "instant" },
  P1: { quantity: "pressure", kind: "instant" },
  P2: { quantity: "pressure", kind: "instant" },
  info: { quantity: "flags", kind: "flags" },
} as const satisfies Record<string, { quantity: Quantity; kind: "counter" | "instant" | "flags" }>;

export type Register = keyof typeof REGISTERS;
export const isRegister = (name: string): name is Register => Object.hasOwn(REGISTERS, name);
export const isCounter = (register: Register): boolean => REGISTERS[register].kind === "counter";
/** Whether it is a bit field, which info codes say in words. */
export const isFlags = (register: Register): boolean => REGISTERS[register].kind === "flags";
