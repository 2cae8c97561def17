import AudioLines from "lucide-solid/icons/audio-lines";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import KeyRound from "lucide-solid/icons/key-round";
import Lock from "lucide-solid/icons/lock";
import Moon from "lucide-solid/icons/moon";
import Replace from "lucide-solid/icons/replace";
import RotateCcwKey from "lucide-solid/icons/rotate-ccw-key";
import Shrink from "lucide-solid/icons/shrink";
import type { Component, JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Cause, Why } from "../../../shared/field/why-not-read.ts";
import { useWords } from "../locales/words.ts";
import "./why-mark.css";

const ICONS: Readonly<Record<Cause, Component<{ size: number; "aria-hidden": "true" }>>> = {
  "never-heard": CircleHelp,
  "not-decoded": Lock,
  "no-key": KeyRound,
  "wrong-key": RotateCcwKey,
  damaged: AudioLines,
  asleep: Moon,
  "compact-only": Shrink,
  "other-meter": Replace,
  unsupported: CircleHelp,
};

/** Why a point is not read, in a picture and a word. */
export function WhyMark(props: { readonly why: Why }): JSX.Element {
  const words = useWords();
  return (
    <span class="why-mark" data-cause={props.why.cause}>
      <Dynamic component={ICONS[props.why.cause]} size={15} aria-hidden="true" />
      {words.t(`phone.why.${props.why.cause}`)}
    </span>
  );
}
