/** Values of proprietary payloads as records, and the little-endian numbers they are made of. */
import type { Quantity, Unit } from "../../model/unit.ts";
import { readU16 } from "../bytes/cursor.ts";
import type { RecordValue } from "../telegram.ts";
import type { PayloadValue } from "./payload-codec.ts";

type At = PayloadValue["at"];

/** Count × 10^exponent in a unit. */
export interface Count {
  readonly digits: number;
  readonly exponent: number;
}

const MEANINGS: Partial<Record<Quantity, string>> = {
  energy: "energy",
  volume: "volume",
  heatCostUnits: "heat-cost-units",
  temperature: "temperature",
  duration: "duration",
  voltage: "voltage",
  date: "date",
  dateTime: "date-time",
  text: "text",
  flags: "flags",
};

interface ValueOf {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly value: RecordValue;
  readonly at: At;
  readonly storage?: number;
}

const makeValue = (name: string, { quantity, unit, value, at, storage }: ValueOf): PayloadValue => ({
  name,
  quantity,
  unit,
  value,
  meaning: MEANINGS[quantity] ?? "maker-value",
  at,
  ...(storage === undefined ? {} : { storage }),
});

const numberOf = ({ digits, exponent }: Count): RecordValue => ({
  kind: "number",
  number: { digits, exponent },
});

/** A quantity in the unit it is counted in. */
const quantityIn =
  (quantity: Quantity, unit: Unit) =>
  (name: string, count: Count, at: At): PayloadValue =>
    makeValue(name, { quantity, unit, value: numberOf(count), at });

export const volumeValue = quantityIn("volume", "m³");
export const energyValue = quantityIn("energy", "kWh");
export const energyInMegajoule = quantityIn("energy", "MJ");
export const unitsValue = quantityIn("heatCostUnits", "HCA");
export const temperatureValue = quantityIn("temperature", "°C");
export const voltageValue = quantityIn("voltage", "V");
export const secondsValue = quantityIn("duration", "s");
export const hoursValue = quantityIn("duration", "h");
export const yearsValue = quantityIn("duration", "year");
export const countValue = quantityIn("count", "");
export const flagsValue = quantityIn("flags", "");

/** A date, or nothing when the meter says it has none. */
export const dateValue = (name: string, text: string | undefined, at: At): PayloadValue =>
  makeValue(name, {
    quantity: text?.includes("T") ? "dateTime" : "date",
    unit: "",
    value: text === undefined ? { kind: "none", reason: "invalid-date" } : { kind: "date", text },
    at,
  });

export const textValue = (name: string, text: string, at: At): PayloadValue =>
  makeValue(name, { quantity: "text", unit: "", value: { kind: "text", text }, at });

/** A quantity the meter has no value for yet. */
export const absentValue = (like: PayloadValue): PayloadValue => ({
  ...like,
  value: { kind: "none", reason: "no-data" },
});

/** Three bytes, least significant first. */
export const readU24 = (bytes: Uint8Array, at: number): number =>
  readU16(bytes, at) + (bytes[at + 2] ?? 0) * 0x1_00_00;

/** Two bytes, two's complement, least significant first. */
export const readS16 = (bytes: Uint8Array, at: number): number => (readU16(bytes, at) << 16) >> 16;
