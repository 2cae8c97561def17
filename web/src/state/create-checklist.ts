import { type Accessor, createSignal } from "solid-js";
import { type Battery, readBattery } from "../device/battery.ts";
import type { Field } from "./field.ts";
import { makeStoredChoice } from "./stored-choice.ts";

/** What of a morning's preparation is not a state of the phone's worker. */
export interface Checklist {
  /** When the rounds on this phone were received; absent: there are none. */
  readonly roundsAtMs: Accessor<number | undefined>;
  /** When the receiver was last heard in its test. */
  readonly testedAtMs: Accessor<number | undefined>;
  /** Percent; `undefined` where the browser does not say. */
  readonly battery: Accessor<{ readonly percent: number; readonly isEnough: boolean } | undefined>;
}

/** A day on the road with the screen on takes a charger, or a battery that is nearly full. */
const ENOUGH = 0.8;

export function createChecklist(field: Field): Checklist {
  // A browser may take half a minute for it, or never answer: no part of the page waits for that.
  const [battery, setBattery] = createSignal<Battery>();
  void readBattery().then(setBattery, () => undefined);
  const tested = Number(makeStoredChoice("receiver.tested").read() ?? Number.NaN);
  return {
    roundsAtMs: () =>
      field
        .rounds()
        ?.reduce<number | undefined>((at, { fetchedAtMs }) => Math.max(at ?? 0, fetchedAtMs), undefined),
    testedAtMs: () => (Number.isNaN(tested) ? undefined : tested),
    battery: () => {
      const now = battery();
      return now && { percent: Math.round(now.level * 100), isEnough: now.charging || now.level >= ENOUGH };
    },
  };
}
