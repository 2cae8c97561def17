import type { JSX } from "solid-js";
import "./consumption-chart.css";

/** A chart by keyboard and for screen readers: a slider over its bars or cells that says each one. */
export function BarWalker(props: {
  readonly label: string;
  readonly count: number;
  readonly pointed: number | undefined;
  readonly text: string;
  readonly onPoint: (bar: number | undefined) => void;
  readonly onPick: (bar: number) => void;
}): JSX.Element {
  return (
    <input
      type="range"
      class="chart-walker"
      min={0}
      max={Math.max(0, props.count - 1)}
      step={1}
      value={props.pointed ?? 0}
      aria-label={props.label}
      aria-valuetext={props.text}
      onFocus={() => props.onPoint(props.pointed ?? 0)}
      onBlur={() => props.onPoint(undefined)}
      onInput={(event) => props.onPoint(Number(event.currentTarget.value))}
      onKeyDown={(event) => {
        if (event.key === "Enter" && props.pointed !== undefined) props.onPick(props.pointed);
      }}
    />
  );
}
