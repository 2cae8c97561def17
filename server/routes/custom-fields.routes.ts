import { Hono } from "hono";
import { readCustomFields, type WireCustomFields } from "../../shared/model/custom-field.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { UtilityStore } from "../ports.ts";
import { readJson } from "./read-json.ts";

/** The fields a utility gives its points beside those everybody has. */
export function customFieldsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/custom-fields", async (c) => c.json(await wireOf(callerOf(c).utility.store)))
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
