import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { speakAloud, vibrateNote } from "../device/speak.ts";
import type { DriveAdvice } from "../guide.ts";
import type { Reading } from "./create-reading.ts";
import type { Field } from "./field.ts";

export interface Guidance {
  /** `undefined`: no position, on hold, or nothing more is likely to be heard anywhere. */
  readonly advice: Accessor<DriveAdvice | undefined>;
  /** Address of the meter that counts most at the stop. */
  readonly address: Accessor<string>;
}

const LOOK_MS = 4000;

/** Where to drive next, looked at anew every few seconds while a round is read; said aloud and felt when it changes. */
export function createGuidance(
  field: Field,
  reading: Reading,
  voice: {
    readonly isOn: Accessor<boolean>;
    readonly say: (
      advice: DriveAdvice,
      address: string,
    ) => { readonly text: string; readonly language: string };
  },
): Guidance {
  const [advice, setAdvice] = createSignal<DriveAdvice>();
  const look = async (): Promise<void> => {
    const here = field.place();
    const isOver = reading.isHeld() || reading.read() === reading.total();
    setAdvice(here && !isOver ? await field.advise(reading.isWhole()) : undefined);
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  onCleanup(() => clearInterval(timer));
  const address = (): string => {
    const [first] = advice()?.pointIds ?? [];
    return reading.cards().find(({ pointId }) => pointId === first)?.address ?? "";
  };
  createEffect(
    on(
      // A few metres' difference along the same street is no news.
      address,
      (where) => {
        const now = advice();
        if (!now || where === "" || !voice.isOn()) return;
        vibrateNote();
        const { text, language } = voice.say(now, where);
        speakAloud(text, language);
      },
      { defer: true },
    ),
  );
  return { advice, address };
}
