import type { RegisterValue } from "../../shared/model/reading.ts";
import { isCounter, isRegister, REGISTERS } from "../../shared/model/register.ts";
import { beyondRegister } from "../../shared/model/register-digits.ts";
import { parseScaled } from "../../shared/model/scaled.ts";
import { QUANTITIES, toCanonicalUnit, UNITS, type Unit } from "../../shared/model/unit.ts";
import { HttpError } from "../http-error.ts";
import { type BodyFields, invalid } from "./body-fields.ts";

const MAX_VALUES = 40;
/** No meter shows more; one value typed finer would make every other count of its register finer too. */
const MAX_DECIMALS = 6;
const MAX_LENGTH = 20;

/** `values` of a correction or an estimate: registers with decimal text in a unit of their quantity. */
export function readEditValues(fields: BodyFields, field = "values"): readonly RegisterValue[] {
  const list = fields.get(field);
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_VALUES)
    throw invalid(field, "one to 40 registers with a value and a unit");
  const values = list.map(readValue);
  if (new Set(values.map(({ register }) => register)).size < values.length)
    throw invalid(field, "each register once");
  const beyond = beyondRegister(values);
  if (beyond) throw new HttpError("value.beyond-register", { register: beyond });
  return values;
}

function readValue(one: unknown): RegisterValue {
  const fields = new Map<string, unknown>(one !== null && typeof one === "object" ? Object.entries(one) : []);
  const [register, value, unit] = [fields.get("register"), fields.get("value"), fields.get("unit")];
  if (typeof register !== "string" || !isRegister(register)) throw invalid("values", "a register");
  const scaled = typeof value === "string" && value.length <= MAX_LENGTH ? parseScaled(value) : undefined;
  if (!scaled || typeof scaled.digits !== "number") throw invalid("values", "a decimal number as text");
  if (scaled.exponent < -MAX_DECIMALS) throw invalid("values", `at most ${MAX_DECIMALS} decimals`);
  if (!isUnit(unit)) throw invalid("values", `a unit of ${register}`);
  checkAmount({ register, value: scaled, unit });
  return { register, value: scaled, unit };
}

function checkAmount({ register, value, unit }: RegisterValue): void {
  const amount = toCanonicalUnit(value, unit);
  if (amount.unit !== QUANTITIES[REGISTERS[register].quantity])
    throw invalid("values", `a unit of ${register}`);
  if (!isCounter(register)) return;
  if (value.digits < 0) throw invalid("values", "a counter that is not below zero");
}

const isUnit = (unit: unknown): unit is Unit =>
  typeof unit === "string" && (unit === "" || Object.hasOwn(UNITS, unit));
