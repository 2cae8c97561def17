import type { Accessor } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { type Alarm, createAlarm } from "../../state/create-alarm.ts";
import { createGuidance, type Guidance } from "../../state/create-guidance.ts";
import { createReading, type Reading } from "../../state/create-reading.ts";
import type { Field } from "../../state/field.ts";
import { resumeReading } from "./resume-reading.ts";
import { sayPulse } from "./say-pulse.ts";

/** A round being read, with what is said aloud about it: the receiver's silence, and where to go next. */
export interface Ride {
  readonly reading: Reading;
  readonly alarm: Alarm;
  readonly guidance: Guidance;
  readonly pulseText: Accessor<string>;
}

export function createRide(field: Field, roundId: Accessor<string>): Ride {
  const words = useWords();
  const reading = createReading(field, roundId);
  resumeReading(field, roundId);
  const alarm = createAlarm({
    pulse: reading.pulse,
    isReading: () => !reading.isHeld(),
    say: (kind) => ({ text: words.t(`phone.alarm.${kind}`), language: words.formats().languageTag }),
  });
  const guidance = createGuidance(field, reading, {
    isOn: alarm.isOn,
    say: ({ distanceM, expected }, address) => ({
      text: words.t("road.guide.spoken", {
        address,
        metres: Math.round(distanceM / 10) * 10,
        meters: Math.max(1, Math.round(expected)),
      }),
      language: words.formats().languageTag,
    }),
  });
  return { reading, alarm, guidance, pulseText: () => sayPulse(words, field, reading) };
}
