import { type Context, Hono } from "hono";
import { seriesOver } from "../../shared/analysis/point-history.ts";
import { statusSpans } from "../../shared/analysis/status-spans.ts";
import {
  type PathStop,
  PRESSURE_REGISTERS,
  type PressurePath,
  readPath,
  type WirePaths,
  type WireProfile,
  type WireProfileStop,
} from "../../shared/model/pressure-path.ts";
import type { WirePoint } from "../../shared/model/wire.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { channelsAt } from "../live/live-points.ts";
import { meterSpans } from "../live/stored-history.ts";
import { BodyFields } from "./body-fields.ts";
import { numberOf } from "./query-numbers.ts";

const ID = /^[A-Za-z0-9-]{1,64}$/;
const MOST_MS = 8 * 86_400_000;
const BEFORE_MS = 86_400_000;

/** Paths along pipes, and the pressure along one of them. */
export function pathsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/paths", async (c) => {
      const caller = callerOf(c);
      const paths = await caller.utility.store.paths.list();
      return c.json({ paths: paths.filter((path) => isWhole(caller, path)) } satisfies WirePaths);
    })
    .put("/api/v1/paths/:id", async (c) => {
      const caller = callerOf(c);
      const body = await BodyFields.read(c);
      const id = c.req.param("id");
      const path = readPath(id, { name: body.get("name"), stops: body.get("stops") });
      if (!(ID.test(id) && path.ok))
        throw new HttpError("path.invalid", { field: path.ok ? "id" : path.error });
      // Neither with points one does not see, nor over a path that has some.
      const isThere = path.value.stops.every(({ pointId }) => caller.utility.points.find(pointId));
      if (!(isThere && isWhole(caller, path.value))) throw new HttpError("path.invalid", { field: "stops" });
      const known = await findPath(caller, id);
      if (known && !isWhole(caller, known)) throw new HttpError("path.not-found", { id });
      await caller.utility.store.paths.save(
        path.value,
        noteOf(caller, deps, { event: "path.changed", path: path.value }),
      );
      return c.body(null, 204);
    })
    .delete("/api/v1/paths/:id", async (c) => {
      const { caller, path } = await wholePathOf(c);
      await caller.utility.store.paths.remove(path.id, noteOf(caller, deps, { event: "path.removed", path }));
      return c.body(null, 204);
    })
    .get("/api/v1/paths/:id/profile", async (c) => {
      const { caller, path } = await wholePathOf(c);
      const [fromMs, toMs] = [numberOf(c, "from"), numberOf(c, "to")];
      if (toMs <= fromMs || toMs - fromMs > MOST_MS)
        throw new HttpError("request.invalid", { field: "to", expected: "after from, by a week at most" });
      const { timeZone } = await caller.utility.store.settings.utility();
      const channels = await channelsAt(
        caller.utility,
        path.stops.map(({ pointId }) => pointId),
      );
      const stops: WireProfileStop[] = [];
      for (const stop of path.stops)
        stops.push(
          await measuredStop(caller, stop, { fromMs, toMs, channels: channels[stop.pointId] ?? {} }),
        );
      return c.json({ path, timeZone, stops } satisfies WireProfile);
    });
}

async function measuredStop(
  { utility }: Caller,
  stop: PathStop,
  asked: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly channels: Readonly<Record<string, string>>;
  },
): Promise<WireProfileStop> {
  const { store, points } = utility;
  const { fromMs, toMs, channels } = asked;
  const point = points.find(stop.pointId)?.point;
  const segments = points.segmentsOf(stop.pointId);
  // What stands when the time begins may have begun a while before.
  const spans = await meterSpans(store.readings, segments, { fromMs: fromMs - BEFORE_MS, toMs });
  return {
    ...stop,
    name: point?.address || point?.number || stop.pointId,
    medium: point?.medium ?? "other",
    ...(point?.lat === undefined || point.lon === undefined ? {} : { lat: point.lat, lon: point.lon }),
    channels,
    ...lastPressure(points.find(stop.pointId)?.row.latest),
    series: seriesOver(spans, { fromMs, toMs, registers: PRESSURE_REGISTERS }),
    events: statusSpans(spans, { fromMs, toMs }, (status) => status.startsWith("pressure-")),
  };
}

/** Nothing where its newest reading tells no pressure. */
function lastPressure(latest: WirePoint["latest"]): Pick<WireProfileStop, "last"> {
  const values = latest?.values.filter(({ register }) => PRESSURE_REGISTERS.some((one) => one === register));
  return latest && values && values.length > 0 ? { last: { atMs: latest.atMs, values } } : {};
}

const findPath = async ({ utility }: Caller, id: string): Promise<PressurePath | undefined> =>
  (await utility.store.paths.list()).find((path) => path.id === id);

/** Whoever does not see every point of a path does not learn that it exists. */
const isWhole = (caller: Caller, { stops }: PressurePath): boolean =>
  stops.every(({ pointId }) => {
    const found = caller.utility.points.find(pointId);
    return isVisible(caller, found?.point);
  });

async function wholePathOf(c: Context): Promise<{ readonly caller: Caller; readonly path: PressurePath }> {
  const caller = callerOf(c);
  const id = c.req.param("id") ?? "";
  const path = await findPath(caller, id);
  if (!path || !isWhole(caller, path)) throw new HttpError("path.not-found", { id });
  return { caller, path };
}

const noteOf = (
  { actor }: Caller,
  deps: Deps,
  { event, path }: { readonly event: string; readonly path: PressurePath },
) => ({ atMs: deps.nowMs(), event, by: actor, target: { kind: "path", id: path.id, name: path.name } });
