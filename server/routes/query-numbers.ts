import type { Context } from "hono";
import { HttpError } from "../http-error.ts";

/** A whole number in the query, or `otherwise` where it may be left out. */
export function numberOf(c: Context, field: string, otherwise?: number): number {
  const text = c.req.query(field);
  if (text === undefined && otherwise !== undefined) return otherwise;
  const value = Number(text);
  if (text === undefined || text === "" || !Number.isInteger(value) || Math.abs(value) > 9e15) {
    throw new HttpError("request.invalid", { field, actual: text });
  }
  return value;
}
