/**
 * Units that meters spell out after VIF 7C/FC (EN 13757-3:2018, Annex C.2) → our units. A text that
 * is none of them keeps the value as a plain number, with the text as its first modifier.
 */
import { type Quantity, UNITS, type Unit } from "../../model/unit.ts";

const SPELLINGS: Readonly<Record<string, Unit>> = {
  m3: "m³",
  "m^3": "m³",
  "m3/h": "m³/h",
  "m^3/h": "m³/h",
  degC: "°C",
  "%rH": "%RH",
};

const isUnit = (text: string): text is keyof typeof UNITS => Object.hasOwn(UNITS, text);

/** The unit a plain text names, with what it measures; `undefined` for all other texts. */
export function unitOfPlainText(text: string): { unit: Unit; quantity: Quantity } | undefined {
  const spelled = Object.hasOwn(SPELLINGS, text) ? SPELLINGS[text] : text;
  if (spelled === undefined || spelled === "" || !isUnit(spelled)) return undefined;
  return { unit: spelled, quantity: UNITS[spelled].quantity };
}
