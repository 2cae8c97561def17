import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { findDriver, productOf } from "../../../shared/codecs/drivers/find-driver.ts";
import { joinHeadHearing } from "../../../shared/codecs/kmp/head-hearing.ts";
import { decodeKmpAnswer } from "../../../shared/codecs/kmp/kmp-answer.ts";
import type { KmpTalk } from "../../../shared/codecs/kmp/kmp-exchange.ts";
import { decodeKmpFrame } from "../../../shared/codecs/kmp/kmp-frame.ts";
import { carryOutOrder, lookForOrder, type OrderLook } from "../../../shared/codecs/kmp/kmp-orders.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { OrderEvent, OrderWish } from "../../../shared/model/order.ts";
import { type OrderPlan, type OrderRefusal, planOrder } from "../../../shared/model/order-plan.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { clockOffMs } from "../api/server-clock.ts";
import { WakeLock } from "../device/wake-lock.ts";
import type { OrderHere } from "../intake-protocol.ts";
import { HeadSession, type HeadState } from "../optical/head-session.ts";
import { meterTimeAt } from "../optical/meter-time.ts";
import { runTalk, type TalkFailure } from "../optical/run-talk.ts";
import { HeadDatabase } from "../store/head-database.ts";
import { createHeadLink } from "./create-door.ts";
import { createRoundOrders } from "./create-round-orders.ts";
import type { Field } from "./field.ts";
import { cardAt, type PointPlace } from "./point-card.ts";

export type StopKind = TalkFailure["kind"] | "storage-full";

/** How far one order is under the head. */
export type OrderWork =
  | { readonly kind: "idle" }
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
const IDLE: OrderWork = { kind: "idle" };

/** The orders of one point, and one of them under an optical head: looked at first, then carried out, then told. */
export function createOrderWork(field: Field, place: PointPlace) {
  const card = cardAt(field, place.pointId);
  const round = createRoundOrders(field);
  const head = createHeadLink();
  const [chosen, choose] = createSignal<string>();
  const orders = createMemo(() => round.orders().filter(({ pointId }) => pointId === place.pointId()));
  const order = createMemo<OrderHere | undefined>(() => {
    const open = orders().filter(({ state }) => state === "open" || state === "failed");
    return orders().find(({ id }) => id === chosen()) ?? open[0];
  });
  /** It stays the one on screen, whatever becomes of it. */
  const look = (here: OrderHere): void => {
    choose(here.id);
    void run.look(here);
  };
  const { run, ...work } = createWork({ field, place, head, card, tell: round.reload });
  createEffect(
    on(
      () => head.link().kind,
      (kind) => {
        const here = order();
        if (kind === "open" && head.takeFresh() && here) look(here);
      },
    ),
  );
  onCleanup(() => {
    work.cancel();
    void head.close();
  });
  return {
    card,
    orders,
    order,
    choose(id: string): void {
      work.cancel();
      work.reset();
      choose(id);
    },
    abilities: head.abilities,
    link: head.link,
    connect: head.connect,
    ...work,
    look: (): void => {
      const here = order();
      if (here) look(here);
    },
    carryOut: (): void => {
      const here = order();
      if (here) void run.carryOut(here);
    },
  };
}

export type OrderWorking = ReturnType<typeof createOrderWork>;

interface WorkParts {
  readonly field: Field;
  readonly place: PointPlace;
  readonly head: ReturnType<typeof createHeadLink>;
  readonly card: () => RoundCard | undefined;
  readonly tell: () => Promise<void>;
}

function createWork(parts: WorkParts) {
  const [work, setWork] = createSignal<OrderWork>(IDLE);
  const wakeLock = new WakeLock(() => undefined);
  let stop: AbortController | undefined;
  const note = async (
    order: OrderHere,
    kind: OrderEvent["kind"],
    told: { readonly reason?: string; readonly found?: OrderEvent["found"] },
  ): Promise<void> => {
    const event = { kind, reason: told.reason ?? "", found: told.found ?? [] };
    await parts.field.ask({ kind: "keep-order-event", orderId: order.id, event });
    await parts.tell();
  };
  /** One talk at a time, with the screen awake. */
  const alone = async (task: (signal: AbortSignal) => Promise<OrderWork>): Promise<void> => {
    if (stop) return;
    stop = new AbortController();
    const { signal } = stop;
    await wakeLock.hold();
    const next = await task(signal);
    stop = undefined;
    setWork(next);
    await wakeLock.release();
  };
  const steps = createSteps(parts, { note, setWork });
  return {
    work,
    reset: () => setWork(IDLE),
    cancel: () => stop?.abort(),
    run: {
      look: (order: OrderHere) => alone((signal) => steps.look(order, signal)),
      carryOut: (order: OrderHere) => {
        const now = work();
        return now.kind === "planned"
          ? alone((signal) => steps.carryOut(order, now.look, signal))
          : undefined;
      },
    },
  };
}

type Note = (
  order: OrderHere,
  kind: OrderEvent["kind"],
  told: { readonly reason?: string; readonly found?: OrderEvent["found"] },
) => Promise<void>;

function createSteps(
  parts: WorkParts,
  to: { readonly note: Note; readonly setWork: (work: OrderWork) => void },
) {
  const withFirmware = ({ firmware }: OrderLook, found: OrderEvent["found"]): OrderEvent["found"] => [
    ...found,
    ["firmware", firmware],
  ];
  return {
    async look(order: OrderHere, signal: AbortSignal): Promise<OrderWork> {
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
      to.setWork({ kind: "working" });
      const at = meterTimeAt(
        Date.now() + clockOffMs(),
        order.wish.kind === "clock" ? order.wish.time : "local",
      );
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

/** A talk over the head; what the meter answered is journalled before anything is made of it. */
async function talk<T>(
  { head, field }: Pick<WorkParts, "head" | "field">,
  steps: KmpTalk<T>,
  signal: AbortSignal,
): Promise<T | StopKind> {
  let serial: Uint8Array | undefined;
  const answers: Uint8Array[] = [];
  const done = await runTalk(steps, head.line, {
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
    const kept = await field.ask({ kind: "head-answer", bytes, atMs: Date.now() });
    if (kept !== undefined) return "storage-full";
  }
  return done.ok ? done.value : done.error.kind;
}

/** A log that was ordered comes as any other read at a door, so that it can be broken off and gone on with. */
async function readOrderedLog(
  { field, head, card, place }: WorkParts,
  order: {
    readonly order: OrderHere;
    readonly wish: Extract<OrderWish, { readonly kind: "log-reading" }>;
    readonly look: OrderLook;
    readonly signal: AbortSignal;
  },
  to: { readonly note: Note; readonly setWork: (work: OrderWork) => void },
): Promise<OrderWork> {
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
      line: head.line,
      database,
      signal: order.signal,
      nowMs: () => Date.now(),
      onState: (state) => to.setWork({ kind: "log", state }),
      keepAnswer: async (bytes) =>
        (await field.ask({ kind: "head-answer", bytes, atMs: Date.now() })) === undefined,
      onRead: async ({ pointId, readAtMs, startedAtMs }) => {
        const atMs = readAtMs ?? startedAtMs;
        await field.ask({ kind: "head-read", roundId: place.roundId(), pointId, atMs });
      },
    },
  );
  const end = await session.run();
  const progress = (await database.visits.get(place.pointId()))?.logs.find((one) => one.log === log);
  database.close();
  if (end.kind === "stopped") return { kind: "stopped", why: end.why.kind, isTouched: false };
  if (end.kind !== "done") return { kind: "stopped", why: "other-answer", isTouched: false };
  const found = [
    ["log", order.wish.log],
    ["rows", `${progress?.rows ?? 0}`],
  ] as const;
  const isMissing = progress?.isMissing === true;
  await to.note(order.order, isMissing ? "refused" : "done", {
    found: [...found, ["firmware", order.look.firmware]],
    ...(isMissing ? { reason: "order.not-for-type" } : {}),
  });
  return { kind: "done", found, wasAlready: false };
}
