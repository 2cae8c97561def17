import { type JSX, Match, Switch } from "solid-js";
import type { PointState } from "../points/point-state.ts";
import "./state-icon.css";

/** The state of a point or of an info code: a shape of its own for each, the same as on the map. */
export function StateIcon(props: {
  readonly state: PointState;
  readonly size?: number | undefined;
}): JSX.Element {
  return (
    <svg
      class="state-icon"
      data-state={props.state}
      width={props.size ?? 14}
      height={props.size ?? 14}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <Switch>
        <Match when={props.state === "plant"}>
          <path class="state-fill" d="M8 .9 15.1 8 8 15.1.9 8Z" />
          <path class="state-sign" d="M8 4.4V8.6M8 11.1V11.2" />
        </Match>
        <Match when={props.state === "measurement"}>
          <path class="state-fill" d="M8 1.2 15.3 14.4H.7Z" />
          <path class="state-sign" d="M8 6V9.4M8 11.8V11.9" />
        </Match>
        <Match when={props.state === "service"}>
          <rect class="state-fill" x="2" y="2" width="12" height="12" rx="2" />
          <path class="state-sign" d="M5 8H11M8 5V11" />
        </Match>
        <Match when={props.state === "silent"}>
          <circle class="state-ring" cx="8" cy="8" r="5.6" />
          <path class="state-ring" d="M8 5V8.3L10 9.6" />
        </Match>
        <Match when={props.state === "fine"}>
          <circle class="state-fill" cx="8" cy="8" r="3.4" />
        </Match>
        <Match when={props.state === "none"}>
          <circle class="state-ring" cx="8" cy="8" r="5.2" stroke-dasharray="2.4 2.4" />
        </Match>
      </Switch>
    </svg>
  );
}
