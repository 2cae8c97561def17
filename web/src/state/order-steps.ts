import { findDriver, productOf } from "../../../shared/codecs/drivers/find-driver.ts";
import { joinHeadHearing } from "../../../shared/codecs/kmp/head-hearing.ts";
import { decodeKmpAnswer } from "../../../shared/codecs/kmp/kmp-answer.ts";
import type { KmpTalk } from "../../../shared/codecs/kmp/kmp-exchange.ts";
import { decodeKmpFrame } from "../../../shared/codecs/kmp/kmp-frame.ts";
import {
  carryOutOrder,
  lookForOrder,
  type MeterTime,
  type OrderLook,
} from "../../../shared/codecs/kmp/kmp-orders.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { OrderEvent, OrderWish } from "../../../shared/model/order.ts";
import { type OrderPlan, type OrderRefusal, planOrder } from "../../../shared/model/order-plan.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { clockOffMs, isTimeTold } from "../api/server-clock.ts";
import type { OrderHere } from "../intake-protocol.ts";
import { HeadSession, type HeadState } from "../optical/head-session.ts";
import { meterTimeAt } from "../optical/meter-time.ts";
import type { DriverStop, OrderDriver } from "../optical/order-driver.ts";
import { runTalk, type TalkFailure } from "../optical/run-talk.ts";
import { HeadDatabase } from "../store/head-database.ts";
import type { Field } from "./field.ts";
import type { PointPlace } from "./point-card.ts";

export type StopKind = TalkFailure["kind"] | DriverStop | "storage-full" | "zone-unknown";

/** How far one order is at its meter. */
export type OrderWork =
  | { readonly kind: "idle" }
  /** For the meter, which is asked with its next telegram. */
  | { readonly kind: "waiting" }
  | { readonly kind: "looking" }
  | { readonly kind: "working" }
  /** The dry run: nothing was sent yet. */
  | { readonly kind: "planned"; readonly look: OrderLook; readonly plan: OrderPlan }
  | { readonly kind: "log"; readonly state: HeadState }
  | { readonly kind: "done"; readonly found: OrderEvent["found"]; readonly wasAlready: boolean }
  | {
      readonly kind: "refused";
      readonly reason: OrderRefusal;
      readonly look: OrderLook;
      readonly plan: OrderPlan;
    }
  /** `isTouched`: the command may have reached the meter. */
  | { readonly kind: "stopped"; readonly why: StopKind; readonly isTouched: boolean }
  | { readonly kind: "differs"; readonly found: OrderEvent["found"] };

/** Refusals that another try will not change: the office gets to know. */
const FINAL: readonly OrderRefusal[] = ["order.not-verified", "order.not-for-type", "order.budget-spent"];
export interface StepParts {
  readonly field: Field;
  readonly place: PointPlace;
  readonly card: () => RoundCard | undefined;
  /** The way to the meter that was chosen last. */
  readonly driver: () => OrderDriver;
  /** The utility's zone. */
  readonly timeZone: () => string | undefined;
}

export type Note = (
  order: OrderHere,
  kind: OrderEvent["kind"],
  told: { readonly reason?: string; readonly found?: OrderEvent["found"] },
) => Promise<void>;

export function createSteps(
  parts: StepParts,
  to: { readonly note: Note; readonly setWork: (work: OrderWork) => void },
) {
  const withFirmware = ({ firmware }: OrderLook, found: OrderEvent["found"]): OrderEvent["found"] => [
    ...found,
    ["firmware", firmware],
    ...wayOf(parts),
  ];
  return {
    async look(order: OrderHere, signal: AbortSignal): Promise<OrderWork> {
      to.setWork({ kind: "waiting" });
      const stop = await parts.driver().ready(signal);
      if (stop) return { kind: "stopped", why: stop, isTouched: false };
      to.setWork({ kind: "looking" });
      const known = parseMeterKey(order.meter);
      const type = known ? productOf(known) : "";
      const seen = await talk(parts, lookForOrder({ ...order, type }), signal);
      if (typeof seen === "string") return { kind: "stopped", why: seen, isTouched: false };
      const plan = planOrder(order, seen.at);
      const { refusal } = plan;
      if (refusal) {
        if (FINAL.includes(refusal))
          await to.note(order, "refused", { reason: refusal, found: withFirmware(seen, seen.now) });
        return { kind: "refused", reason: refusal, look: seen, plan };
      }
      if (!seen.isAlready) return { kind: "planned", look: seen, plan };
      await to.note(order, "done", { reason: "order.was-already", found: withFirmware(seen, seen.now) });
      return { kind: "done", found: seen.now, wasAlready: true };
    },
    async carryOut(order: OrderHere, look: OrderLook, signal: AbortSignal): Promise<OrderWork> {
      if (order.wish.kind === "log-reading")
        return readOrderedLog(parts, { order, wish: order.wish, look, signal }, to);
      const at = await waitForMeter(parts, { wish: order.wish, signal }, to.setWork);
      if (typeof at === "string") return { kind: "stopped", why: at, isTouched: false };
      const outcome = await talk(parts, carryOutOrder(order.wish, at), signal);
      if (typeof outcome === "string") {
        await to.note(order, "failed", { reason: "order.broke-off" });
        return { kind: "stopped", why: outcome, isTouched: true };
      }
      const before = look.now.map(([name, value]) => [`before.${name}`, value] as const);
      const found = withFirmware(look, [...outcome.found, ...before]);
      await to.note(order, outcome.isAsOrdered ? "done" : "failed", {
        found,
        ...(outcome.isAsOrdered ? {} : { reason: "order.read-back-differs" }),
      });
      return outcome.isAsOrdered
        ? { kind: "done", found: outcome.found, wasAlready: false }
        : { kind: "differs", found: outcome.found };
    },
  };
}

/** By radio it takes until the meter's next telegram: the time a clock shall show is that of then. */
async function waitForMeter(
  { driver, timeZone, field }: Pick<StepParts, "driver" | "timeZone" | "field">,
  { wish, signal }: { readonly wish: OrderWish; readonly signal: AbortSignal },
  setWork: (work: OrderWork) => void,
): Promise<MeterTime | StopKind | undefined> {
  const zone = timeZone();
  if (wish.kind === "clock" && zone === undefined) return "zone-unknown";
  setWork({ kind: "waiting" });
  const stop = await driver().ready(signal);
  if (stop) return stop;
  setWork({ kind: "working" });
  if (wish.kind !== "clock" || zone === undefined) return undefined;
  // Of a clock that was set since the page was told the time the worker knows, which sees it leap.
  const offMs = isTimeTold() ? clockOffMs() : (field.state()?.clockOffMs ?? 0);
  return meterTimeAt(Date.now() + offMs, { time: wish.time, timeZone: zone });
}

/** Said where it was not the head, as on every order before there was another way. */
const wayOf = ({ driver }: Pick<StepParts, "driver">): OrderEvent["found"] =>
  driver().way === "head" ? [] : [["way", driver().way]];

/** A talk with the meter; what the meter answered is journalled before anything is made of it. */
async function talk<T>(
  { driver, field }: Pick<StepParts, "driver" | "field">,
  steps: KmpTalk<T>,
  signal: AbortSignal,
): Promise<T | StopKind> {
  const { line, link, stopOf } = driver();
  let serial: Uint8Array | undefined;
  const answers: Uint8Array[] = [];
  const done = await runTalk(steps, line, {
    signal,
    onFrame: async (wire) => {
      const frame = decodeKmpFrame(wire);
      const answer = frame.ok ? decodeKmpAnswer(frame.value) : frame;
      if (answer.ok && answer.value.kind === "serial") serial = wire;
      if (answer.ok && answer.value.kind === "registers") answers.push(wire);
    },
  });
  if (serial && answers.length > 0) {
    const bytes = joinHeadHearing(serial, ...answers);
    const kept = await field.ask({ kind: "head-answer", bytes, atMs: Date.now(), link });
    if (kept !== undefined) return "storage-full";
  }
  return done.ok ? done.value : stopOf(done.error.kind);
}

/** A log that was ordered comes as any other read at a door, so that it can be broken off and gone on with. */
async function readOrderedLog(
  { field, driver, card, place }: StepParts,
  order: {
    readonly order: OrderHere;
    readonly wish: Extract<OrderWish, { readonly kind: "log-reading" }>;
    readonly look: OrderLook;
    readonly signal: AbortSignal;
  },
  to: { readonly note: Note; readonly setWork: (work: OrderWork) => void },
): Promise<OrderWork> {
  const { line, link, way, stopOf } = driver();
  to.setWork({ kind: "waiting" });
  const stop = await driver().ready(order.signal);
  if (stop) return { kind: "stopped", why: stop, isTouched: false };
  const database = new HeadDatabase();
  const known = parseMeterKey(order.order.meter);
  const log = order.wish.log === "events" ? "info" : order.wish.log;
  const session = new HeadSession(
    {
      pointId: place.pointId(),
      serial: order.look.serial,
      medium: card()?.medium ?? "heat",
      logs: [log],
      rows: order.wish.rows,
      infoTable: known && findDriver(known)?.status?.[0],
    },
    {
      line,
      database,
      signal: order.signal,
      nowMs: () => Date.now(),
      onState: (state) => to.setWork({ kind: "log", state }),
      keepAnswer: async (bytes) =>
        (await field.ask({ kind: "head-answer", bytes, atMs: Date.now(), link })) === undefined,
      onRead: async ({ pointId, readAtMs, startedAtMs }) => {
        const atMs = readAtMs ?? startedAtMs;
        await field.ask({ kind: "head-read", roundId: place.roundId(), pointId, atMs });
      },
    },
  );
  const end = await session.run();
  const progress = (await database.visits.get(place.pointId()))?.logs.find((one) => one.log === log);
  database.close();
  if (end.kind === "stopped")
    return { kind: "stopped", why: stopOfEnd(end.why.kind, stopOf), isTouched: false };
  if (end.kind !== "done") return { kind: "stopped", why: "other-answer", isTouched: false };
  const found = [
    ["log", order.wish.log],
    ["rows", `${progress?.rows ?? 0}`],
  ] as const;
  const isMissing = progress?.isMissing === true;
  await to.note(order.order, isMissing ? "refused" : "done", {
    found: [...found, ["firmware", order.look.firmware], ...(way === "head" ? [] : [["way", way] as const])],
    ...(isMissing ? { reason: "order.not-for-type" } : {}),
  });
  return { kind: "done", found, wasAlready: false };
}

const stopOfEnd = (why: TalkFailure["kind"] | "storage-full", stopOf: OrderDriver["stopOf"]): StopKind =>
  why === "storage-full" ? why : stopOf(why);
