import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { type MapSettings, readMapSettings } from "../../shared/model/map-settings.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { readJson } from "./read-json.ts";

/** What lies under the points of a utility's map, its own map files, and where its collection units hang. */
export function mapRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/maps/*", keepForADay, mapFiles(deps), () => {
      throw new HttpError("route.not-found");
    })
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

/**
 * `/maps/town.pmtiles` is `maps/town.pmtiles` in the utility's folder, piece by piece where a range is
 * asked for; pictures by number lie there as `maps/14/8620/5150.png`.
 */
const mapFiles = (deps: Deps) =>
  serveStatic({
    root: deps.dataFolder,
    rewriteRequestPath: (path, c) => `/${callerOf(c).utility.id}${path}`,
  });

const keepForADay = createMiddleware(async (c, next) => {
  await next();
  if (c.res.ok) c.header("Cache-Control", "private, max-age=86400");
});
