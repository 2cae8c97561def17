import { Hono } from "hono";
import type {
  WireErasure,
  WireErasurePreview,
  WireRemovedPoints,
} from "../../shared/model/wire-retention.ts";
import { type Caller, callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { eraseRemoved, previewErasure } from "../jobs/erase-removed.ts";
import { heldMeters } from "../jobs/held-meters.ts";
import type { RemovedPoint } from "../retention-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";
import { visibleRemoved } from "./visible-removed.ts";

/** So long does somebody who looked at what would go have to decide. */
const PREVIEW_LIFE_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MAX_IDS = 1_000;

/** Readings of points that were taken away: which there still are, and erasing them before their time. */
export function removedPointsRoutes(deps: Deps): Hono {
  const previews = new Map<string, number>();
  return new Hono()
    .get("/api/v1/removed-points", async (c) => c.json(await wireRemoved(callerOf(c))))
    .post("/api/v1/removed-points/preview", async (c) => {
      const caller = callerOf(c);
      const points = await askedFor(caller, await BodyFields.read(c));
      const { store } = caller.utility;
      const { erased, held, ...sums } = await previewErasure(store, points);
      previews.set(previewKey(caller, points), deps.nowMs());
      return c.json({ ...sums, points: erased.length, held: held.length } satisfies WireErasurePreview);
    })
    .post("/api/v1/removed-points/erase", async (c) => {
      const caller = callerOf(c);
      const points = await askedFor(caller, await BodyFields.read(c));
      const key = previewKey(caller, points);
      const seenAtMs = previews.get(key) ?? Number.NEGATIVE_INFINITY;
      if (deps.nowMs() - seenAtMs > PREVIEW_LIFE_MS) throw new HttpError("erasure.preview-needed");
      previews.delete(key);
      const { store } = caller.utility;
      const { erased, readings } = await eraseRemoved(store, points);
      const after = { points: erased.length, readings };
      const name = points
        .map(({ number }) => number)
        .slice(0, 10)
        .join(", ");
      const target = { kind: "point", id: points.length === 1 ? (points[0]?.id ?? "") : "", name };
      const note = { atMs: deps.nowMs(), event: "removed-points.erased", by: caller.actor, target, after };
      await store.retention.forgetRemoved(erased, note);
      return c.json({ ...(await wireRemoved(caller)), readings } satisfies WireErasure);
    });
}

const previewKey = ({ utility, actor }: Caller, points: readonly RemovedPoint[]): string =>
  [utility.id, actor.name, ...points.map(({ id }) => id).sort()].join("\n");

/** Those whose ids are named, each of them there and visible. */
async function askedFor(caller: Caller, fields: BodyFields): Promise<readonly RemovedPoint[]> {
  const ids = fields.get("ids");
  const isList = Array.isArray(ids) && ids.length <= MAX_IDS && ids.every((id) => typeof id === "string");
  if (!isList || ids.length === 0) throw invalid("ids", `a list of 1 to ${MAX_IDS} ids of removed points`);
  const all = await visibleRemoved(caller);
  return [...new Set(ids)].map((id) => {
    const point = all.find((one) => one.id === id);
    if (!point) throw new HttpError("point.not-found", { id });
    return point;
  });
}

async function wireRemoved(caller: Caller): Promise<WireRemovedPoints> {
  const { store } = caller.utility;
  const { isOn, removedDays } = await store.retention.settings();
  const held = new Set(await heldMeters(store));
  const all = await visibleRemoved(caller);
  return {
    total: all.length,
    points: all.slice(0, MAX_IDS).map(({ id, number, removedAtMs, mountings, looseMeter }) => ({
      id,
      number,
      ...(looseMeter === undefined ? {} : { isMeterOnly: true }),
      removedAtMs,
      isHeld: mountings.some(({ meter }) => held.has(meter)),
      ...(isOn ? { erasedAtMs: removedAtMs + removedDays * DAY_MS } : {}),
    })),
  };
}
