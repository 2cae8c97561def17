import { type Context, Hono } from "hono";
import type { FindingReason } from "../../shared/model/finding.ts";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import { SOURCES } from "../../shared/model/reading.ts";
import type {
  WireFinding,
  WireFindingDetail,
  WireFindings,
  WirePeriodLock,
} from "../../shared/model/wire-review.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { newestAt } from "../live/stored-history.ts";
import { changeValue, dismissFinding, lockPeriod, revertValue, wireEditOf } from "../review/decide-value.ts";
import { EDIT_KINDS, type ReviewFinding } from "../review-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";
import { numberOf } from "./query-numbers.ts";
import { readEditValues } from "./read-edit-values.ts";
import { visiblePointOf } from "./visible-point.ts";

const MAX_FINDINGS = 1_000;
const READINGS_AROUND = 12;
const MAX_REASON = 500;
const MAX_AREA = 200;
/** Reasons for which a reading is kept out of the meter's readings altogether. */
const KEPT_OUT: readonly FindingReason[] = ["clock-ahead", "before-mounting"];
/** Reasons for which a reading does not count already: leaving it out needs no edit. */
const LEFT_OUT: readonly FindingReason[] = [...KEPT_OUT, "period-locked"];

/** Reasons that are about the plant, not about the reading: somebody has seen it. */
const SEEN: readonly FindingReason[] = ["above-limit", "below-limit"];

/** The work list of readings that cannot be true or look odd; edits of values; the period that was billed. */
export function reviewRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/review", async (c) => {
      const caller = callerOf(c);
      const limit = Math.min(MAX_FINDINGS, Math.max(1, numberOf(c, "limit", 200)));
      const isOpen = c.req.query("state") !== "decided";
      const { areas, utility } = caller;
      const { total, findings } = await utility.store.review.list({ isOpen, limit, areas });
      const seen = findings.flatMap((one) => wireFindingOf(caller, one) ?? []);
      return c.json({ total, findings: seen } satisfies WireFindings);
    })
    .get("/api/v1/review/:id", async (c) => {
      const { caller, finding, wire } = await findingOf(c);
      const { points, readings } = caller.utility.store;
      // What the meter said at other points before or after is theirs.
      const own = (await points.segments(finding.pointId)).filter(({ meter }) => meter === finding.meter);
      const around = { beforeMs: finding.atMs + 6 * 3_600_000, limit: READINGS_AROUND };
      const { readings: neighbours } = await newestAt(readings, own, around);
      return c.json({ finding: wire, readings: neighbours } satisfies WireFindingDetail);
    })
    .post("/api/v1/review/:id/decision", async (c) => {
      const { caller, finding } = await findingOf(c);
      const fields = await BodyFields.read(c);
      const kind = fields.choice("kind", ["accept", "exclude", "correct"]);
      const reason = fields.text("reason", { max: MAX_REASON });
      const { meter, atMs, source, pointId } = finding;
      if (KEPT_OUT.includes(finding.reason) && kind !== "exclude") throw new HttpError("reading.not-found");
      if (LEFT_OUT.includes(finding.reason) && kind === "exclude") {
        await dismissFinding(caller, finding, { decision: "excluded", reason }, deps.nowMs());
        return c.json({ finding: (await findingOf(c)).wire });
      }
      if (SEEN.includes(finding.reason) && kind === "accept") {
        await dismissFinding(caller, finding, { decision: "accepted", reason }, deps.nowMs());
        return c.json({ finding: (await findingOf(c)).wire });
      }
      const values = kind === "correct" ? readEditValues(fields) : [];
      const edit = { meter, atMs, source, pointId, kind, reason, values };
      await changeValue(caller, edit, { nowMs: deps.nowMs(), isSure: isSureIn(fields) });
      return c.json({ finding: (await findingOf(c)).wire });
    })
    .get("/api/v1/points/:id/edits", async (c) => {
      const { id, store } = visiblePointOf(c);
      return c.json({ edits: (await store.review.edits(id)).map(wireEditOf) });
    })
    .post("/api/v1/points/:id/edits", (c) => addEdit(c, deps))
    .delete("/api/v1/edits/:id", async (c) => {
      const reason = await reasonIn(c);
      const edit = await revertValue(callerOf(c), { id: c.req.param("id"), reason }, deps.nowMs());
      return c.json({ edit: wireEditOf(edit) });
    })
    .get("/api/v1/period-lock", async (c) => {
      return c.json(await periodLockOf(callerOf(c)));
    })
    .put("/api/v1/period-lock", async (c) => {
      const caller = callerOf(c);
      const fields = await BodyFields.read(c);
      const beforeMs = fields.get("lockedBeforeMs");
      const isSaid = !["", undefined].includes(fields.get("reason") as string | undefined);
      const reason = isSaid ? fields.text("reason", { max: MAX_REASON }) : "";
      if (
        typeof beforeMs !== "number" ||
        !Number.isSafeInteger(beforeMs) ||
        beforeMs < 0 ||
        beforeMs > deps.nowMs()
      )
        throw invalid("lockedBeforeMs", "UTC milliseconds, not in the future");
      const area = fields.has("area") ? { area: fields.text("area", { max: MAX_AREA }) } : {};
      await lockPeriod(caller, { beforeMs, ...area, reason }, deps.nowMs());
      return c.json(await periodLockOf(caller));
    });
}

async function periodLockOf({ utility }: Caller): Promise<WirePeriodLock> {
  const { review } = utility.store;
  const { beforeMs, areas } = await review.locks();
  return { lockedBeforeMs: beforeMs, areas, moves: await review.lockMoves() };
}

async function addEdit(c: Context, deps: Deps): Promise<Response> {
  const { id, store } = visiblePointOf(c);
  const fields = await BodyFields.read(c);
  const meter = fields.text("meter", { max: 40 }) as MeterKey;
  const segments = await store.points.segments(id);
  const atMs = fields.get("atMs");
  if (typeof atMs !== "number" || !Number.isSafeInteger(atMs)) throw invalid("atMs", "UTC milliseconds");
  // What the meter said elsewhere, before or after, is that other point's.
  const hungHere = segments.some(
    (one) => one.meter === meter && one.mountedAtMs <= atMs && atMs <= (one.removedAtMs ?? Infinity),
  );
  if (!(parseMeterKey(meter) && hungHere)) throw invalid("meter", "a meter of this point at that time");
  const kind = fields.choice("kind", EDIT_KINDS);
  const source = kind === "estimate" ? ("manual" as const) : fields.choice("source", SOURCES);
  const reason = fields.text("reason", { max: MAX_REASON });
  const values = kind === "correct" || kind === "estimate" ? readEditValues(fields) : [];
  const wish = { meter, atMs, source, pointId: id, kind, reason, values };
  const how = { nowMs: deps.nowMs(), isSure: isSureIn(fields) };
  return c.json({ edit: wireEditOf(await changeValue(callerOf(c), wish, how)) });
}

/** Whether they looked again at a value that cannot be beside its neighbours. */
const isSureIn = (fields: BodyFields): boolean => fields.has("isSure") && fields.flag("isSure");

/** A body is not needed to take something back; with one, it says why. */
async function reasonIn(c: Context): Promise<string> {
  if (!c.req.header("content-type")) return "";
  return (await BodyFields.read(c)).text("reason", { max: MAX_REASON });
}

async function findingOf(c: Context) {
  const caller = callerOf(c);
  const finding = await caller.utility.store.review.find(c.req.param("id") ?? "");
  const wire = finding && wireFindingOf(caller, finding);
  if (!(finding && wire)) throw new HttpError("finding.not-found");
  return { caller, finding, wire };
}

/** Nothing for a finding at a point the caller does not see. */
function wireFindingOf(caller: Caller, finding: ReviewFinding): WireFinding | undefined {
  const point = caller.utility.points.find(finding.pointId)?.point;
  if (!isVisible(caller, point)) return undefined;
  return { ...finding, pointNumber: point?.number ?? "", address: point?.address ?? "" };
}
