import { err, ok, type Result } from "./result.ts";
import { formatScaled, parseScaled } from "./scaled.ts";

/** What a field of the utility's own holds. */
export const CUSTOM_KINDS = ["text", "number", "date", "yes-no", "choice"] as const;
export type CustomKind = (typeof CUSTOM_KINDS)[number];

/** A field that a utility gives its points beside those everybody has. */
export interface CustomField {
  /** Never changes, so that values stay when the field gets another name. */
  readonly id: string;
  readonly name: string;
  readonly kind: CustomKind;
  /** Of a `number`; empty for none. */
  readonly unit: string;
  /** Of a `choice`, in the order they are offered. */
  readonly choices: readonly string[];
}

/** `GET /api/v1/custom-fields`; `uses`: how many points say something in it. */
export interface WireCustomFields {
  readonly fields: readonly (CustomField & { readonly uses: number })[];
}

/** `GET /api/v1/custom-fields/:id/values`: point n says text number `places[n]`; points that say nothing are left out. */
export interface WireFieldValues {
  readonly texts: readonly string[];
  readonly points: readonly string[];
  readonly places: readonly number[];
}

const MOST_FIELDS = 50;
const MOST_CHOICES = 100;
const LONGEST_NAME = 60;

/** Why a list of fields is refused: which of them, counted from 0, and what of it. */
export interface CustomFieldFault {
  readonly at: number;
  readonly part: "list" | "id" | "name" | "kind" | "unit" | "choices";
}

/** The fields in a body or a file, in their order; names and ids are each there once. */
export function readCustomFields(value: unknown): Result<readonly CustomField[], CustomFieldFault> {
  if (!Array.isArray(value) || value.length > MOST_FIELDS) return err({ at: 0, part: "list" });
  const fields: CustomField[] = [];
  for (const [at, given] of value.entries()) {
    const field = readField(given);
    if (!field.ok) return err({ at, part: field.error });
    const isNamed = fields.some(({ name }) => name.toLowerCase() === field.value.name.toLowerCase());
    if (isNamed) return err({ at, part: "name" });
    if (fields.some(({ id }) => id === field.value.id)) return err({ at, part: "id" });
    fields.push(field.value);
  }
  return ok(fields);
}

function readField(given: unknown): Result<CustomField, CustomFieldFault["part"]> {
  const said = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  const { id, unit = "", choices = [] } = said;
  if (typeof id !== "string" || !/^[a-z0-9-]{1,40}$/.test(id)) return err("id");
  const name = lineOf(said["name"], 1);
  if (name === undefined) return err("name");
  const kind = CUSTOM_KINDS.find((known) => known === said["kind"]);
  if (!kind) return err("kind");
  const unitText = lineOf(unit, 0);
  if (unitText === undefined) return err("unit");
  const offered = Array.isArray(choices) ? choices.map((one) => lineOf(one, 1)) : [undefined];
  const isOffer = offered.length <= MOST_CHOICES && new Set(offered).size === offered.length;
  if (!isOffer || offered.includes(undefined) || (kind === "choice") !== offered.length > 0)
    return err("choices");
  return ok({ id, name, kind, unit: kind === "number" ? unitText : "", choices: offered as string[] });
}

/** A text on one line without blanks around it; `undefined` where it is none. */
function lineOf(value: unknown, least: number): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return text.length >= least && text.length <= LONGEST_NAME && !/\p{Cc}/u.test(text) ? text : undefined;
}

/**
 * What somebody typed, as it is kept: exact decimals with a point, days as `2026-11-29`, `yes` or `no`,
 * one of the choices, any text; `null` for nothing. `undefined`: it does not fit the field.
 */
export function readCustomValue(
  { kind, choices }: Pick<CustomField, "kind" | "choices">,
  typed: string,
): string | null | undefined {
  const text = typed.trim();
  if (text === "") return null;
  if (kind === "text") return text;
  if (kind === "number") return numberOf(text);
  if (kind === "date") return dayOf(text);
  if (kind === "yes-no") return text === "yes" || text === "no" ? text : undefined;
  return choices.includes(text) ? text : undefined;
}

/** A comma is a decimal sign, as it is typed in most of Europe; groups of thousands are not guessed. */
function numberOf(text: string): string | undefined {
  const decimal = text.replace(",", ".");
  const value = /^-?\d+(\.\d+)?$/.test(decimal) ? parseScaled(decimal) : undefined;
  return value && formatScaled(value);
}

/** `2026-11-29`, `29.11.2026`, `29/11/2026` or `29-11-2026`; a day that is none does not fit. */
function dayOf(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const european = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : european
      ? [Number(european[3]), Number(european[2]), Number(european[1])]
      : [0, 0, 0];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.toISOString().slice(0, 10) : undefined;
}
