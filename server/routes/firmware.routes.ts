import { type Context, Hono } from "hono";
import { readFirmwareRules, type WireFirmware } from "../../shared/model/firmware.ts";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import { callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { readJson } from "./read-json.ts";

/** Versions that meters said they run, and the office's rules of which updates are due. */
export function firmwareRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/firmware", async (c) => c.json(await wireOf(c)))
    .put("/api/v1/firmware-rules", async (c) => {
      const { utility, actor } = callerOf(c);
      const body = await readJson(c);
      const given = typeof body === "object" && body !== null ? Reflect.get(body, "rules") : undefined;
      const rules = readFirmwareRules(given);
      if (!rules.ok) throw new HttpError("firmware-rules.invalid", { ...rules.error });
      await utility.store.firmware.saveRules(rules.value, {
        atMs: deps.nowMs(),
        event: "firmware-rules.changed",
        by: actor,
      });
      return c.json(await wireOf(c));
    });
}

/** Meters that hang where the caller may look. */
async function wireOf(c: Context): Promise<WireFirmware> {
  const caller = callerOf(c);
  const { store, points } = caller.utility;
  const [all, rules] = await Promise.all([store.firmware.list(), store.firmware.rules()]);
  const meters = all.filter(({ meter }) => {
    const known = parseMeterKey(meter);
    const mounted = known && points.mountedAt(known);
    return (
      mounted !== undefined && mounted.segment.removedAtMs === undefined && isVisible(caller, mounted.point)
    );
  });
  return { meters, rules };
}
