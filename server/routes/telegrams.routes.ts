import { Hono } from "hono";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { WireHeardMeter } from "../../shared/model/wire.ts";
import { callerOf, isVisible } from "../caller.ts";
import { HttpError } from "../http-error.ts";

const MOST_FOREIGN = 5000;

/** The raw telegram behind a reading, and what was heard of meters that are not ours. */
export function telegramsRoutes(): Hono {
  return new Hono()
    .get("/api/v1/telegrams/:seq", async (c) => {
      const caller = callerOf(c);
      const { journal, points, viewTelegram } = caller.utility;
      const seq = Number(c.req.param("seq"));
      const entry = Number.isSafeInteger(seq) ? await journal.find(seq) : undefined;
      const view = entry && viewTelegram(entry);
      const meter = view?.decoded?.meter;
      if (!(view && isVisible(caller, meter && points.pointAt(meter, view.rxAtMs))))
        throw new HttpError("telegram.not-found", { seq: c.req.param("seq") });
      return c.json(view);
    })
    .get("/api/v1/heard", async (c) => {
      const caller = callerOf(c);
      const { store, points } = caller.utility;
      const heard = isVisible(caller, undefined) ? await store.readings.heard(Number.MAX_SAFE_INTEGER) : [];
      const foreign = heard.flatMap(({ meter: key, ...row }): WireHeardMeter[] => {
        const meter = parseMeterKey(key);
        if (!meter || points.mountedAt(meter)) return [];
        const { manufacturer, id, version, deviceType } = meter;
        return [{ ...row, manufacturer, id, version: hexByte(version), medium: hexByte(deviceType) }];
      });
      return c.json({ heard: foreign.slice(0, MOST_FOREIGN) });
    });
}

const hexByte = (n: number): string => `0x${n.toString(16).toUpperCase().padStart(2, "0")}`;
