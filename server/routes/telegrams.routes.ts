import { Hono } from "hono";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { WireHeardMeter } from "../../shared/model/wire.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";

/** The raw telegram behind a reading, and what was heard of meters that are not ours. */
export function telegramsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/telegrams/:seq", async (c) => {
      const seq = Number(c.req.param("seq"));
      const entry = Number.isSafeInteger(seq) ? await deps.journal.find(seq) : undefined;
      if (!entry) throw new HttpError("telegram.not-found", { seq: c.req.param("seq") });
      return c.json(deps.viewTelegram(entry));
    })
    .get("/api/v1/heard", async (c) => {
      const heard = await deps.store.readings.heard(5000);
      const foreign = heard.flatMap(({ meter: key, ...row }): WireHeardMeter[] => {
        const meter = parseMeterKey(key);
        if (!meter || deps.points.mountedAt(meter)) return [];
        const { manufacturer, id, version, deviceType } = meter;
        return [{ ...row, manufacturer, id, version: hexByte(version), medium: hexByte(deviceType) }];
      });
      return c.json({ heard: foreign });
    });
}

const hexByte = (n: number): string => `0x${n.toString(16).toUpperCase().padStart(2, "0")}`;
