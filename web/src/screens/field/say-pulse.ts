import type { Words } from "../../locales/words.ts";
import type { PulseKind } from "../../rounds/read-pulse.ts";
import type { Reading } from "../../state/create-reading.ts";
import type { Field } from "../../state/field.ts";

/** Fewer may come by before the first whole telegram. */
const MUCH_JUNK = 200;
/** So many damaged ones in a row are no accident. */
const STORM = 10;

const isStorm = (field: Field): boolean => (field.state()?.heartbeat.damagedInARow ?? 0) >= STORM;

/** How the receiver is, by its colour: what only hears damaged telegrams does not look well. */
export const showPulse = (field: Field, reading: Reading): PulseKind =>
  reading.pulse() === "alive" && isStorm(field) ? "waiting" : reading.pulse();

/** How the receiver is, in words. */
export function sayPulse({ t }: Words, field: Field, reading: Reading): string {
  const state = field.state();
  switch (reading.pulse()) {
    case "off":
      return state?.readingRoundId === undefined ? t("road.read.notConnected") : t("road.read.lostTap");
    case "opening": {
      const product = field.receiver.trying();
      return product === undefined ? t("road.read.connecting") : t("phone.receiver.trying", { product });
    }
    case "lost":
      return t("road.read.lostLink");
    case "alive":
      return t(isStorm(field) ? "phone.wrong.damaged" : "road.read.hearing");
    case "waiting":
    case "silent": {
      if ((state?.heartbeat.junkBytes ?? 0) > MUCH_JUNK) return t("road.read.junk");
      if (reading.pulse() === "silent") return t("road.read.silent");
      return t(waitWords(reading));
    }
  }
}

/** Connected is said once it would outlive a kill: from then on the round goes on by itself. */
function waitWords(
  reading: Reading,
): "road.read.waitsAgain" | "road.read.connecting" | "road.read.noFrameYet" {
  if (reading.isHeld()) return "road.read.connecting";
  return reading.ageMs() === undefined ? "road.read.noFrameYet" : "road.read.waitsAgain";
}
