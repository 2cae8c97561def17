import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { canSpeak, speakAloud, vibrateAlarm } from "../device/speak.ts";
import type { PulseKind } from "../rounds/read-pulse.ts";
import { makeStoredChoice } from "./stored-choice.ts";

/** What is said when the receiver hears nothing, for whoever looks at the road and not at the screen. */
export interface Alarm {
  readonly isOn: Accessor<boolean>;
  readonly canSpeak: boolean;
  toggle(): void;
}

export type AlarmKind = "silent" | "lost" | "off";

const AGAIN_MS = 60_000;
/** A link that is taken up again by itself is no alarm. */
const GRACE_MS = 3000;
const WRONG: readonly AlarmKind[] = ["silent", "lost", "off"];

export function createAlarm(facts: {
  readonly pulse: Accessor<PulseKind>;
  /** Whether the round is meant to be read now: nobody is alarmed on hold. */
  readonly isReading: Accessor<boolean>;
  readonly say: (kind: AlarmKind) => { readonly text: string; readonly language: string };
}): Alarm {
  const stored = makeStoredChoice("alarm");
  const [isOn, setOn] = createSignal(stored.read() !== "off");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  const raise = (kind: AlarmKind): void => {
    vibrateAlarm();
    const { text, language } = facts.say(kind);
    speakAloud(text, language);
    timer = setTimeout(() => raise(kind), AGAIN_MS);
  };
  createEffect(
    on([facts.pulse, facts.isReading, isOn], ([pulse, isReading, isWanted]) => {
      stop();
      const kind = WRONG.find((one) => one === pulse);
      if (kind && isReading && isWanted) timer = setTimeout(() => raise(kind), GRACE_MS);
    }),
  );
  onCleanup(stop);
  return {
    isOn,
    canSpeak: canSpeak(),
    toggle() {
      stored.write(isOn() ? "off" : null);
      setOn(!isOn());
    },
  };
}
