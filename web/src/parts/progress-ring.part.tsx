import type { JSX } from "solid-js";
import "./progress-ring.css";

const RADIUS = 44;
const TURN = 2 * Math.PI * RADIUS;

/** How much is done, as a ring around what is left. */
export function ProgressRing(props: {
  readonly done: number;
  readonly total: number;
  /** Heard in place of the picture. */
  readonly label: string;
  readonly sizePx: number;
  readonly children?: JSX.Element;
}): JSX.Element {
  const share = (): number => (props.total === 0 ? 0 : Math.min(1, props.done / props.total));
  return (
    <div class="ring" style={{ "--ring": `${props.sizePx}px`, "--digits": `${props.total}`.length }}>
      <svg viewBox="0 0 100 100" role="img" aria-label={props.label}>
        <circle class="ring-ground" cx="50" cy="50" r={RADIUS} />
        <circle
          class="ring-done"
          data-full={share() === 1}
          cx="50"
          cy="50"
          r={RADIUS}
          stroke-dasharray={`${share() * TURN} ${TURN}`}
          transform="rotate(-90 50 50)"
        />
      </svg>
      <div class="ring-face" aria-hidden="true">
        {props.children}
      </div>
    </div>
  );
}
