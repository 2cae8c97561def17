import { Hono } from "hono";
import { readWeatherDays, type WireWeather } from "../../shared/model/weather.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { readJson } from "./read-json.ts";

/** Mean outdoor temperatures by day, by which heat is compared between years and winters. */
export function weatherRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/weather", async (c) =>
      c.json({ days: await callerOf(c).utility.store.weather.days() } satisfies WireWeather),
    )
    .put("/api/v1/weather", async (c) => {
      const { utility, actor } = callerOf(c);
      const body = await readJson(c);
      const given = typeof body === "object" && body !== null ? Reflect.get(body, "days") : undefined;
      const days = readWeatherDays(given);
      if (!days.ok || days.value.length === 0)
        throw new HttpError("weather.invalid", days.ok ? {} : days.error);
      const all = await utility.store.weather.add(days.value, {
        atMs: deps.nowMs(),
        event: "weather.imported",
        by: actor,
      });
      return c.json({ days: all } satisfies WireWeather);
    });
}
