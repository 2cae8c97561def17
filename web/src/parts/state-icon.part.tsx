import type { JSX } from "solid-js";
import type { PointState } from "../points/point-state.ts";
import "./state-icon.css";

/** Outline and sign of each state: a shape of its own, so that colour only repeats it. */
const SHAPES: Readonly<
  Record<PointState, { readonly look: "fill" | "ring" | "dashes"; readonly d: string; readonly sign: string }>
> = {
  plant: { look: "fill", d: "M8 .9 15.1 8 8 15.1.9 8Z", sign: "M8 4.4V8.6M8 11.1V11.2" },
  measurement: { look: "fill", d: "M8 1.2 15.3 14.4H.7Z", sign: "M8 6V9.4M8 11.8V11.9" },
  service: {
    look: "fill",
    d: "M4 2H12A2 2 0 0 1 14 4V12A2 2 0 0 1 12 14H4A2 2 0 0 1 2 12V4A2 2 0 0 1 4 2Z",
    sign: "M5 8H11M8 5V11",
  },
  silent: { look: "ring", d: "M8 2.4A5.6 5.6 0 1 1 8 13.6 5.6 5.6 0 0 1 8 2.4M8 5V8.3L10 9.6", sign: "" },
  fine: { look: "fill", d: "M8 4.6A3.4 3.4 0 1 1 8 11.4 3.4 3.4 0 0 1 8 4.6Z", sign: "" },
  none: { look: "dashes", d: "M8 2.8A5.2 5.2 0 1 1 8 13.2 5.2 5.2 0 0 1 8 2.8", sign: "" },
};

/** The state of a point or of an info code, in the same shapes as on the map. */
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
      <path data-look={SHAPES[props.state].look} d={SHAPES[props.state].d} />
      <path data-look="sign" d={SHAPES[props.state].sign} />
    </svg>
  );
}
