import { type JSX, Show } from "solid-js";
import "./split-pane.css";

const NARROWEST = 0.25;
const WIDEST = 0.8;
const KEY_STEP = 0.03;

const clamp = (share: number): number => Math.min(WIDEST, Math.max(NARROWEST, share));

/** Two panes side by side with a divider that can be dragged, or moved with the arrow keys. */
export function SplitPane(props: {
  readonly layout: "first" | "both" | "second";
  /** The first pane's share of the width. */
  readonly share: number;
  readonly onShare: (share: number) => void;
  readonly dividerLabel: string;
  readonly first: JSX.Element;
  readonly second: JSX.Element;
}): JSX.Element {
  let element: HTMLDivElement | undefined;

  const drag = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    if (!element || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const at = element.getBoundingClientRect();
    props.onShare(clamp((event.clientX - at.left) / at.width));
  };

  const onKey = (event: KeyboardEvent): void => {
    const steps = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP, Home: -1, End: 1 };
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    if (step === undefined) return;
    event.preventDefault();
    props.onShare(clamp(props.share + step));
  };

  return (
    <div
      class="split"
      data-layout={props.layout}
      ref={element}
      style={{ "--share": `${props.share * 100}%` }}
    >
      <Show when={props.layout !== "second"}>
        <div class="split-pane split-first">{props.first}</div>
      </Show>
      <Show when={props.layout === "both"}>
        <hr
          class="split-divider"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={props.dividerLabel}
          aria-valuemin={NARROWEST * 100}
          aria-valuemax={WIDEST * 100}
          aria-valuenow={Math.round(props.share * 100)}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          onKeyDown={onKey}
        />
      </Show>
      <Show when={props.layout !== "first"}>
        <div class="split-pane split-second">{props.second}</div>
      </Show>
    </div>
  );
}
