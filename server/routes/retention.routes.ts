import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { WireRetention, WireRetentionPreview } from "../../shared/model/wire-retention.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { previewRetention } from "../jobs/run-retention.ts";
import type { RetentionSettings } from "../retention-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";
import { visibleRemoved } from "./visible-removed.ts";

/** So long does somebody who looked at what would go have to decide. */
const PREVIEW_LIFE_MS = 3_600_000;

/** How long readings are kept: looked at, tried out, switched on; and points that are exempt from it. */
export function retentionRoutes(deps: Deps): Hono {
  const previews = new Map<string, number>();
  return new Hono()
    .get("/api/v1/retention", async (c) => c.json(await wireRetention(callerOf(c))))
    .post("/api/v1/retention/preview", async (c) => {
      const caller = callerOf(c);
      const settings = readSettings(await BodyFields.read(c), false);
      const report = await previewRetention(caller.utility, settings, deps.nowMs());
      previews.set(previewKey(caller, settings), deps.nowMs());
      return c.json(report satisfies WireRetentionPreview);
    })
    .put("/api/v1/retention", async (c) => {
      const caller = callerOf(c);
      const fields = await BodyFields.read(c);
      const settings = readSettings(fields, fields.flag("isOn"));
      const seenAtMs = previews.get(previewKey(caller, settings)) ?? Number.NEGATIVE_INFINITY;
      if (settings.isOn && deps.nowMs() - seenAtMs > PREVIEW_LIFE_MS)
        throw new HttpError("retention.preview-needed");
      const note = { atMs: deps.nowMs(), event: "retention.changed", by: caller.actor };
      await caller.utility.store.retention.save(settings, note);
      return c.json(await wireRetention(caller));
    })
    .post("/api/v1/holds", async (c) => {
      const caller = callerOf(c);
      const fields = await BodyFields.read(c);
      const number = fields.text("point", { max: 100 });
      const reason = fields.text("reason", { max: 500 });
      const point =
        caller.utility.points.find(number)?.point ??
        byNumber(caller, number) ??
        (await visibleRemoved(caller)).find((one) => one.id === number || one.number === number);
      if (!(point && isVisible(caller, point))) throw new HttpError("point.not-found", { id: number });
      const hold = { id: randomUUID(), pointId: point.id, reason, by: caller.actor.name, atMs: deps.nowMs() };
      const target = { kind: "point", id: point.id, name: point.number };
      const note = { atMs: deps.nowMs(), event: "hold.placed", by: caller.actor, target };
      await caller.utility.store.retention.hold(hold, note);
      return c.json(await wireRetention(caller));
    })
    .delete("/api/v1/holds/:id", async (c) => {
      const caller = callerOf(c);
      const id = c.req.param("id");
      const hold = (await caller.utility.store.retention.holds()).find((one) => one.id === id);
      const target = { kind: "point", id: hold?.pointId ?? "", name: hold?.reason ?? "" };
      const note = { atMs: deps.nowMs(), event: "hold.released", by: caller.actor, target };
      const point =
        caller.utility.points.find(hold?.pointId ?? "")?.point ??
        (await visibleRemoved(caller)).find((one) => one.id === hold?.pointId);
      if (!(hold && isVisible(caller, point) && (await caller.utility.store.retention.release(id, note))))
        throw new HttpError("hold.not-found");
      return c.json(await wireRetention(caller));
    });
}

const previewKey = ({ utility }: Caller, rule: RetentionSettings): string =>
  [utility.id, rule.fullMonths, rule.years, rule.journalDays, rule.removedDays, rule.photoYears].join(" ");

const byNumber = (caller: Caller, number: string) => {
  const { points } = caller.utility;
  const row = points
    .rows()
    .find((one) => one.number === number && isVisible(caller, points.find(one.id)?.point));
  return row && points.find(row.id)?.point;
};

async function wireRetention(caller: Caller): Promise<WireRetention> {
  const { utility } = caller;
  const { retention } = utility.store;
  const lastRun = await retention.lastRun();
  const gone = await visibleRemoved(caller);
  return {
    settings: await retention.settings(),
    holds: (await retention.holds()).flatMap((hold) => {
      const point = utility.points.find(hold.pointId)?.point;
      const taken = point ? undefined : gone.find(({ id }) => id === hold.pointId);
      if (!isVisible(caller, point ?? taken)) return [];
      const pointNumber = point?.number ?? taken?.number ?? "";
      return [{ ...hold, pointNumber, address: point?.address ?? "" }];
    }),
    ...(lastRun ? { lastRun } : {}),
  };
}

function readSettings(fields: BodyFields, isOn: boolean): RetentionSettings {
  const settings = {
    isOn,
    fullMonths: wholeIn(fields, "fullMonths", [1, 240]),
    years: wholeIn(fields, "years", [1, 100]),
    journalDays: wholeIn(fields, "journalDays", [7, 3_650]),
    removedDays: wholeIn(fields, "removedDays", [1, 3_650]),
    photoYears: wholeIn(fields, "photoYears", [1, 100]),
  };
  if (settings.years * 12 < settings.fullMonths) throw invalid("years", "at least as long as fullMonths");
  return settings;
}

function wholeIn(fields: BodyFields, field: string, [from, to]: readonly [number, number]): number {
  const value = fields.get(field);
  if (typeof value !== "number" || !Number.isInteger(value) || value < from || value > to)
    throw invalid(field, `a whole number from ${from} to ${to}`);
  return value;
}
