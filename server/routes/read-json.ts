import type { Context } from "hono";
import { HttpError } from "../http-error.ts";

/** The request's JSON document, or a refusal in one sentence. */
export async function readJson(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw new HttpError("request.not-json");
  }
}
