import { createHash } from "node:crypto";
import { Hono } from "hono";
import {
  readCustomFields,
  type WireCustomFields,
  type WireFieldValues,
} from "../../shared/model/custom-field.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { UtilityStore } from "../ports.ts";
import { readJson } from "./read-json.ts";

/** The fields a utility gives its points beside those everybody has. */
export function customFieldsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/custom-fields", async (c) => c.json(await wireOf(callerOf(c).utility.store)))
    .get("/api/v1/custom-fields/:id/values", async (c) => {
      const caller = callerOf(c);
      const id = c.req.param("id");
      const body = JSON.stringify(await valuesOf(caller, id));
      const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
      const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
      if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
      return c.body(body, 200, { ...headers, "Content-Type": "application/json" });
    })
    .put("/api/v1/custom-fields", async (c) => {
      const { utility, actor } = callerOf(c);
      const body = await readJson(c);
      const given = typeof body === "object" && body !== null ? Reflect.get(body, "fields") : undefined;
      const fields = readCustomFields(given);
      if (!fields.ok) throw new HttpError("custom-fields.invalid", { ...fields.error });
      await utility.store.customFields.save(fields.value, {
        atMs: deps.nowMs(),
        event: "custom-fields.changed",
        by: actor,
      });
      return c.json(await wireOf(utility.store));
    });
}

async function wireOf({ customFields }: UtilityStore): Promise<WireCustomFields> {
  const [fields, uses] = await Promise.all([customFields.list(), customFields.uses()]);
  return { fields: fields.map((field) => ({ ...field, uses: uses[field.id] ?? 0 })) };
}

/** What the caller's points say in one field; each text is named once. In a field that is gone nobody says anything. */
async function valuesOf(caller: Caller, field: string): Promise<WireFieldValues> {
  const { points, store } = caller.utility;
  const isThere = (await store.customFields.list()).some(({ id }) => id === field);
  const said = isThere ? await store.customFields.valuesIn(field) : { points: [], texts: [] };
  const numbers = new Map<string, number>();
  const values: { readonly points: string[]; readonly places: number[] } = { points: [], places: [] };
  for (const [n, id] of said.points.entries()) {
    const text = said.texts[n] ?? "";
    const point = points.pointOf(id);
    if (text === "" || !point || !isVisible(caller, point)) continue;
    const place = numbers.get(text) ?? numbers.size;
    numbers.set(text, place);
    values.points.push(id);
    values.places.push(place);
  }
  return { texts: [...numbers.keys()], ...values };
}
