import type { RegisterValue } from "../../shared/model/reading.ts";
import { isRegister, REGISTERS } from "../../shared/model/register.ts";
import { parseScaled } from "../../shared/model/scaled.ts";
import { QUANTITIES, toCanonicalUnit, UNITS, type Unit } from "../../shared/model/unit.ts";
import { type BodyFields, invalid } from "./body-fields.ts";

const MAX_VALUES = 40;

/** `values` of a correction or an estimate: registers with decimal text in a unit of their quantity. */
export function readEditValues(fields: BodyFields): readonly RegisterValue[] {
  const list = fields.get("values");
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_VALUES)
    throw invalid("values", "one to 40 registers with a value and a unit");
  return list.map(readValue);
}

function readValue(one: unknown): RegisterValue {
  const fields = new Map<string, unknown>(one !== null && typeof one === "object" ? Object.entries(one) : []);
  const [register, value, unit] = [fields.get("register"), fields.get("value"), fields.get("unit")];
  if (typeof register !== "string" || !isRegister(register)) throw invalid("values", "a register");
  const scaled = typeof value === "string" ? parseScaled(value) : undefined;
  if (!scaled || typeof scaled.digits !== "number") throw invalid("values", "a decimal number as text");
  if (!isUnit(unit) || toCanonicalUnit(scaled, unit).unit !== QUANTITIES[REGISTERS[register].quantity])
    throw invalid("values", `a unit of ${register}`);
  return { register, value: scaled, unit };
}

const isUnit = (unit: unknown): unit is Unit =>
  typeof unit === "string" && (unit === "" || Object.hasOwn(UNITS, unit));
