import { type Context, Hono } from "hono";
import { readWeatherDays, type WeatherDay, type WireWeather } from "../../shared/model/weather.ts";
import { callerOf, machineCallerOf, strangerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { Actor } from "../people-ports.ts";
import type { Utility } from "../utilities.ts";
import { readJson } from "./read-json.ts";

/** Mean outdoor temperatures by day, by which heat is compared between years and winters. */
export function weatherRoutes(deps: Deps): Hono {
  return (
    new Hono()
      .get("/api/v1/weather", async (c) =>
        c.json({ days: await callerOf(c).utility.store.weather.days() } satisfies WireWeather),
      )
      .put("/api/v1/weather", async (c) => {
        const { utility, actor } = callerOf(c);
        return c.json({ days: await addDays(c, deps, { utility, by: actor }) } satisfies WireWeather);
      })
      // What a machine brings is counted, not told: its token is for bringing, not for reading.
      .put("/ingest/v1/weather", async (c) => {
        const { utility, machine } = machineCallerOf(c);
        const by = { ...strangerOf(c, deps), name: machine.name };
        return c.json({ days: (await addDays(c, deps, { utility, by })).length });
      })
  );
}

async function addDays(
  c: Context,
  deps: Deps,
  { utility, by }: { readonly utility: Utility; readonly by: Actor },
): Promise<readonly WeatherDay[]> {
  const body = await readJson(c);
  const given = typeof body === "object" && body !== null ? Reflect.get(body, "days") : undefined;
  const days = readWeatherDays(given);
  if (!days.ok || days.value.length === 0) throw new HttpError("weather.invalid", days.ok ? {} : days.error);
  return utility.store.weather.add(days.value, { atMs: deps.nowMs(), event: "weather.imported", by });
}
