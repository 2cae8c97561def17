/**
 * Read-out `/#1` of the generation before KMP (MULTICAL III, 66-B/C/D/E, 401): the momentary values
 * as ten numbers in text, separated by blanks, ended by CR. Asked at 300 baud, answered at 1200.
 *
 * Energy, volume and peak count in the meter's CCC coding, which the answer does not carry: without
 * `coding` their digits are kept and marked `uncoded`. Temperatures are hundredths, power tenths of
 * a kilowatt, flow litres an hour, the info code a plain number (its bits are not published).
 */
import { err, ok, type Result } from "../../model/result.ts";
import { makeScaled } from "../../model/scaled.ts";
import type { Quantity, Unit } from "../../model/unit.ts";
import type { DecodeError } from "../decode-error.ts";
import type { NamedRecord } from "../telegram.ts";

/** What the CCC code of the meter says: unit and decimals of its counters. */
export interface HashCoding {
  readonly energy: { readonly unit: "kWh" | "MWh" | "GJ"; readonly exponent: number };
  readonly volume: { readonly exponent: number };
}

export interface HashReadout {
  readonly records: readonly NamedRecord[];
  readonly warnings: readonly string[];
}

/** The request, to be sent behind half a second of NUL bytes that wake the meter. */
export const HASH_REQUEST = "/#1\r";

interface FieldFact {
  readonly name: string;
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly exponent: number;
  readonly coded?: "energy" | "volume";
}

const field = (name: string, quantity: Quantity, unit: Unit, exponent = 0): FieldFact => ({
  name,
  quantity,
  unit,
  exponent,
});

const FIELDS: readonly FieldFact[] = [
  { ...field("total_energy_consumption", "energy", ""), coded: "energy" },
  { ...field("total_volume", "volume", ""), coded: "volume" },
  field("operating_hours", "duration", "h"),
  field("t1_temperature", "temperature", "°C", -2),
  field("t2_temperature", "temperature", "°C", -2),
  field("temperature_difference", "temperatureDifference", "K", -2),
  field("power", "power", "kW", -1),
  field("volume_flow", "volumeFlow", "l/h"),
  field("max_power", "power", "kW", -1),
  field("info_code", "flags", ""),
];

const NUMBER = /-?\d{1,9}/g;

/** Reads the answer to `/#1`. Places count the bytes as received; a parity bit is dropped. */
export function decodeHashReadout(bytes: Uint8Array, coding?: HashCoding): Result<HashReadout, DecodeError> {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte & 0x7f)).join("");
  const end = text.indexOf("\r");
  if (end < 0) return err({ kind: "truncated", layer: "link", offset: bytes.length });
  const numbers = [...text.slice(0, end).matchAll(NUMBER)];
  if (numbers.length !== FIELDS.length) {
    return err({
      kind: "wrong-length",
      layer: "application",
      offset: 0,
      expected: FIELDS.length,
      actual: numbers.length,
    });
  }
  const records = FIELDS.map((fact, n) =>
    recordOf(fact, numbers[n]?.[0] ?? "0", { at: numbers[n]?.index ?? 0, coding }),
  );
  return ok({ records, warnings: coding ? [] : ["uncoded"] });
}

function recordOf(
  fact: FieldFact,
  digits: string,
  { at, coding }: { at: number; coding: HashCoding | undefined },
): NamedRecord {
  const { unit, exponent } = codedForm(fact, coding);
  return {
    name: fact.name,
    quantity: fact.quantity,
    unit,
    value: { kind: "number", number: makeScaled(Number(digits), exponent) },
    function: fact.name === "max_power" ? "max" : "instant",
    storage: 0,
    tariff: 0,
    subunit: 0,
    header: "",
    meaning: fact.name.replaceAll("_", "-"),
    modifiers: [],
    at: [at, digits.length],
  };
}

function codedForm(fact: FieldFact, coding: HashCoding | undefined): { unit: Unit; exponent: number } {
  if (!coding || fact.coded === undefined) return fact;
  return fact.coded === "energy" ? coding.energy : { unit: "m³", exponent: coding.volume.exponent };
}
