import { Hono } from "hono";
import { type MapSettings, readMapSettings } from "../../shared/model/map-settings.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { readJson } from "./read-json.ts";

/** What lies under the points of a utility's map, and where its collection units hang. */
export function mapRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/map", (c) => c.json(callerOf(c).utility.map.settings satisfies MapSettings))
    .put("/api/v1/map", async (c) => {
      const { utility, actor } = callerOf(c);
      const settings = readMapSettings(await readJson(c));
      if (!settings.ok) throw new HttpError("map.invalid", settings.error);
      const target = { kind: "settings", id: "map", name: "map" };
      await utility.map.save(settings.value, { atMs: deps.nowMs(), event: "map.changed", by: actor, target });
      return c.json(settings.value);
    });
}
