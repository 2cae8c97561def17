import { Hono } from "hono";
import { productOf } from "../../shared/codecs/drivers/find-driver.ts";
import { MEDIA } from "../../shared/model/medium.ts";
import { meterKeyOf, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import type { WirePointMade } from "../../shared/model/wire-points.ts";
import { withField } from "../../shared/rooms/point-fields.ts";
import { type PointRecord, recordOf } from "../../shared/rooms/point-record.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { makePoint } from "../visits/make-point.ts";
import { BodyFields, invalid } from "./body-fields.ts";

const ID = /^[A-Za-z0-9-]{8,64}$/;
const MOST_TEXT = 200;
/** Until somebody says otherwise at the point. */
const USUAL_MINUTES = 60;

/** Metering points made at a desk, one at a time. */
export function newPointsRoutes(deps: Deps): Hono {
  return new Hono().post("/api/v1/points", async (c) => {
    const record = withMeter(readPoint(await BodyFields.read(c)), deps);
    return c.json((await makePoint(callerOf(c), record)) satisfies WirePointMade);
  });
}

interface Said {
  readonly record: PointRecord;
  readonly meter: { readonly key: string; readonly mountedAtMs: unknown } | undefined;
}

function readPoint(body: BodyFields): Said {
  const line = (field: string, min = 0): string => body.text(field, { min, max: MOST_TEXT });
  const id = body.text("id", { max: 64 });
  if (!ID.test(id)) throw invalid("id", "8 to 64 letters, digits and hyphens");
  const record = recordOf({
    ...{ id, number: line("number"), address: line("address", 1), postalCode: line("postalCode") },
    ...{ city: line("city"), area: line("area"), medium: body.choice("medium", MEDIA) },
    ...{ intervalMinutes: USUAL_MINUTES, customerNumber: "", customerName: "" },
  });
  const at = body.get("position");
  const placed = body.has("position")
    ? withField(record, "position", Array.isArray(at) ? (at as number[]) : [])
    : record;
  if (!placed) throw invalid("position", "latitude and longitude in degrees");
  if (!body.has("meter")) return { record: placed, meter: undefined };
  const meter = body.inner("meter");
  return {
    record: placed,
    meter: { key: meter.text("key", { max: 64 }), mountedAtMs: meter.get("mountedAtMs") },
  };
}

function withMeter({ record, meter }: Said, deps: Deps): PointRecord {
  if (!meter) return record;
  const id = parseMeterKey(meter.key);
  if (!id) throw invalid("meter.key", "a meter's key");
  const { mountedAtMs } = meter;
  if (typeof mountedAtMs !== "number" || !Number.isInteger(mountedAtMs) || mountedAtMs > deps.nowMs())
    throw invalid("meter.mountedAtMs", "UTC milliseconds, not in the future");
  const segment: Segment = {
    ...{ pointId: record.id, meter: meterKeyOf(id), type: productOf(id), mountedAtMs },
    ...{ startValues: [], endValues: [] },
  };
  return { ...record, segments: [segment] };
}
