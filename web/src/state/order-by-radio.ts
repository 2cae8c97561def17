import { createMemo, createSignal, onCleanup } from "solid-js";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { OrderDriver } from "../optical/order-driver.ts";
import { RadioDriver } from "../optical/radio-driver.ts";
import type { RadioPort } from "./create-receiver.ts";
import type { Field } from "./field.ts";

/** Whether the receiver in the car can speak to meters. */
export type RadioWay = "none" | "listens-only" | "one-way" | "ready";

/** The meter of an order by the receiver in the car. */
export function createRadioWay(field: Field, meter: () => string | undefined) {
  const [port, setPort] = createSignal<RadioPort>();
  let driver: { readonly meter: string; readonly made: RadioDriver } | undefined;
  let untap: (() => void) | undefined;
  let isLeft = false;
  void field.receiver.radio().then((found) => {
    if (!found || isLeft) return;
    untap = found.tap((telegram) => driver?.made.hear(telegram));
    setPort(() => found);
  });
  onCleanup(() => {
    isLeft = true;
    untap?.();
  });
  const state = createMemo((): RadioWay => {
    if (field.receiver.link().kind !== "open") return "none";
    if (port()?.canSend()) return "ready";
    return port()?.isOneWay?.() ? "one-way" : "listens-only";
  });
  return {
    state,
    driver(): OrderDriver | undefined {
      const [key, air] = [meter(), port()];
      const id = key === undefined ? undefined : parseMeterKey(key);
      if (key === undefined || !id || !air) return undefined;
      if (driver?.meter !== key) {
        air.goTo?.(key);
        driver = { meter: key, made: new RadioDriver({ meter: id, ...askDesk(field, key), send: air.send }) };
      }
      return driver.made;
    },
  };
}

/** What takes the meter's key is done where that is. */
const askDesk = (field: Field, meter: string) => ({
  async abilityOf(bytes: Uint8Array) {
    const answer = await field.ask({ kind: "radio-ability", bytes });
    return typeof answer === "object" && "ability" in answer ? answer.ability : "unread";
  },
  async seal(bytes: Uint8Array) {
    const answer = await field.ask({ kind: "radio-seal", meter, bytes });
    return typeof answer === "object" && "sealed" in answer ? answer.sealed : undefined;
  },
  async open(bytes: Uint8Array) {
    const answer = await field.ask({ kind: "radio-open", bytes });
    return typeof answer === "object" && "carried" in answer ? answer.carried : undefined;
  },
});
