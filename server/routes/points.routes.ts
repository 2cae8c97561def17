import { type Context, Hono } from "hono";
import type { WireProof } from "../../shared/analysis/prove-use.ts";
import { isRegister, type Register } from "../../shared/model/register.ts";
import { STEPS, type Step, type WirePointDetail, type WirePointList } from "../../shared/model/wire.ts";
import { callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { proofAt } from "../live/point-proof.ts";
import { consumptionAt, newestAt, registersOf, seriesAt, spanOf } from "../live/stored-history.ts";
import { wireSegmentOf } from "../live/wire-point.ts";
import type { UtilityStore } from "../ports.ts";
import { numberOf } from "./query-numbers.ts";
import { visiblePointOf } from "./visible-point.ts";

/** Metering points: the list, one point, its consumption, momentary values and readings. */
export function pointsRoutes({ nowMs }: Deps): Hono {
  return new Hono()
    .get("/api/v1/points", async (c) => {
      const caller = callerOf(c);
      const { store, changes, points } = caller.utility;
      const utility = await store.settings.utility();
      return c.json({
        cursor: changes.cursor(),
        utility,
        points: points.rows().filter((row) => isVisible(caller, row)),
      } satisfies WirePointList);
    })
    .get("/api/v1/points/:id", async (c) => {
      const { row, id, store, changes } = visiblePointOf(c);
      const utility = await store.settings.utility();
      const segments = await store.points.segments(id);
      return c.json({
        cursor: changes.cursor(),
        utility,
        point: row,
        segments: segments.map(wireSegmentOf),
        ...(await spanOf(store.readings, segments)),
        custom: await store.customFields.valuesOf(id),
        ...(await roomOf(store, id)),
      } satisfies WirePointDetail);
    })
    .get("/api/v1/points/:id/consumption", async (c) => {
      const { id, store } = visiblePointOf(c);
      const { timeZone } = await store.settings.utility();
      const segments = await store.points.segments(id);
      const question = {
        ...timesOf(c),
        register: registerOf(c.req.query("register")),
        step: stepOf(c),
        timeZone,
        nowMs: nowMs(),
      };
      return c.json(await consumptionAt(store.readings, segments, question));
    })
    .get("/api/v1/points/:id/registers", async (c) => {
      const { id, store } = visiblePointOf(c);
      return c.json(await registersOf(store.readings, await store.points.segments(id), numberOf(c, "at")));
    })
    .get("/api/v1/points/:id/proof", async (c) => {
      const { id, store } = visiblePointOf(c);
      const question = {
        ...timesOf(c),
        register: registerOf(c.req.query("register")),
        step: stepOf(c),
        nowMs: nowMs(),
      };
      const segments = await store.points.segments(id);
      const noted =
        c.req.query("noted") === "yes"
          ? (await store.points.occupancies()).filter(({ pointId }) => pointId === id)
          : [];
      const proof = await proofAt(store.readings, { segments, noted }, question);
      return c.json({ proof: proof ?? null } satisfies WireProof);
    })
    .get("/api/v1/points/:id/series", async (c) => {
      const { id, store } = visiblePointOf(c);
      const segments = await store.points.segments(id);
      const registers = (c.req.query("registers") ?? "").split(",").map(registerOf);
      return c.json(await seriesAt(store.readings, segments, { ...timesOf(c), registers }));
    })
    .get("/api/v1/points/:id/readings", async (c) => {
      const { id, store } = visiblePointOf(c);
      const segments = await store.points.segments(id);
      const beforeMs = numberOf(c, "before", Number.MAX_SAFE_INTEGER);
      const limit = Math.min(1000, Math.max(1, numberOf(c, "limit", 200)));
      return c.json(await newestAt(store.readings, segments, { beforeMs, limit }));
    });
}

async function roomOf({ rooms }: UtilityStore, id: string): Promise<{ readonly room?: string }> {
  const room = (await rooms.placesOf([id])).get(id);
  return room === undefined ? {} : { room };
}

function registerOf(text: string | undefined): Register {
  if (text === undefined || !isRegister(text))
    throw new HttpError("request.invalid", { field: "register", actual: text });
  return text;
}

function stepOf(c: Context): Step {
  const text = c.req.query("step") ?? "day";
  const step = STEPS.find((known) => known === text);
  if (!step) throw new HttpError("request.invalid", { field: "step", actual: text });
  return step;
}

function timesOf(c: Context): { fromMs: number; toMs: number } {
  const [fromMs, toMs] = [numberOf(c, "from"), numberOf(c, "to")];
  if (toMs <= fromMs) throw new HttpError("request.invalid", { field: "to", expected: "after from" });
  return { fromMs, toMs };
}
