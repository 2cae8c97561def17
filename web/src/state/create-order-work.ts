import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { OrderEvent } from "../../../shared/model/order.ts";
import { WakeLock } from "../device/wake-lock.ts";
import type { OrderHere } from "../intake-protocol.ts";
import { headDriver } from "../optical/order-driver.ts";
import { createHeadLink } from "./create-door.ts";
import { createRoundOrders } from "./create-round-orders.ts";
import type { Field } from "./field.ts";
import { createRadioWay } from "./order-by-radio.ts";
import { createSteps, type OrderWork, type StepParts } from "./order-steps.ts";
import { cardAt, type PointPlace } from "./point-card.ts";

export type { OrderWork, StopKind } from "./order-steps.ts";

const IDLE: OrderWork = { kind: "idle" };

/** The orders of one point, and one of them at its meter, under an optical head or by radio: looked at first, then carried out, then told. */
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
  const radio = createRadioWay(field, () => order()?.meter);
  const [way, setWay] = createSignal<"head" | "radio">("head");
  const { run, ...work } = createWork({
    field,
    place,
    card,
    timeZone: round.timeZone,
    driver: () => (way() === "radio" ? radio.driver() : undefined) ?? headDriver(head.line),
    tell: round.reload,
  });
  createEffect(
    on(
      () => head.link().kind,
      (kind) => {
        const here = order();
        if (kind === "open" && head.takeFresh() && here) {
          setWay("head");
          look(here);
        }
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
    /** No head is asked, and nothing goes to an office. */
    isTraining: field.isTraining,
    abilities: head.abilities,
    link: head.link,
    connect: head.connect,
    ...work,
    way,
    radio: radio.state,
    look: (): void => {
      const here = order();
      if (here) look(here);
    },
    /** Asks the meter by radio, with its next telegram. */
    lookByRadio: (): void => {
      const here = order();
      if (!here) return;
      setWay("radio");
      look(here);
    },
    carryOut: (): void => {
      const here = order();
      if (here) void run.carryOut(here);
    },
  };
}

export type OrderWorking = ReturnType<typeof createOrderWork>;

interface WorkParts extends StepParts {
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
