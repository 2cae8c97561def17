import type { Context } from "hono";
import { HttpError } from "../http-error.ts";
import { readJson } from "./read-json.ts";

interface TextLimits {
  readonly max: number;
  readonly min?: number;
}

/** Reads the fields of a request's JSON object one by one; the first wrong one is named and refused. */
export class BodyFields {
  readonly #fields: ReadonlyMap<string, unknown>;

  private constructor(fields: ReadonlyMap<string, unknown>) {
    this.#fields = fields;
  }

  static async read(c: Context): Promise<BodyFields> {
    const body = await readJson(c);
    if (typeof body !== "object" || body === null || Array.isArray(body)) throw invalid("body", "an object");
    return new BodyFields(new Map(Object.entries(body)));
  }

  /** An object within it. */
  inner(field: string): BodyFields {
    const inner = this.#fields.get(field);
    if (typeof inner !== "object" || inner === null || Array.isArray(inner))
      throw invalid(field, "an object");
    return new BodyFields(new Map(Object.entries(inner)));
  }

  has(field: string): boolean {
    return this.#fields.get(field) !== undefined;
  }

  get(field: string): unknown {
    return this.#fields.get(field);
  }

  /** Trimmed, on one line. */
  text(field: string, { max, min = 1 }: TextLimits): string {
    const text = this.secret(field).trim();
    const length = [...text].length;
    if (length < min || length > max || /\p{Cc}/u.test(text))
      throw invalid(field, `${min} to ${max} characters on one line`);
    return text;
  }

  /** As it was typed, to the last space. */
  secret(field: string): string {
    const text = this.#fields.get(field);
    if (typeof text !== "string") throw invalid(field, "a text");
    return text;
  }

  choice<const Choice extends string>(field: string, choices: readonly Choice[]): Choice {
    const choice = choices.find((one) => one === this.#fields.get(field));
    if (choice === undefined) throw invalid(field, `one of ${choices.join(", ")}`);
    return choice;
  }

  flag(field: string): boolean {
    const flag = this.#fields.get(field);
    if (typeof flag !== "boolean") throw invalid(field, "true or false");
    return flag;
  }
}

/** The refusal of one field, without repeating what was in it: it may be a secret. */
export const invalid = (field: string, expected: string): HttpError =>
  new HttpError("request.invalid", { field, expected });
