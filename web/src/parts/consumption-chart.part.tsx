import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import type { WireConsumption } from "../../../shared/model/wire.ts";
import type { BarChart, PlotPlace } from "../chart/draw-bars.ts";
import { useWords, type Words } from "../locales/words.ts";
import { buildBars, type PlacedEvents, weightiestKind } from "../period/build-bars.ts";
import { gatherEvents } from "../period/gather-events.ts";
import { labelBars } from "../period/label-bars.ts";
import { BarWalker } from "./bar-walker.part.tsx";
import { EventIcon } from "./event-icon.part.tsx";
import { IntervalTip } from "./interval-tip.part.tsx";
import { readColours } from "./read-palette.ts";
import { createSayings } from "./say-history.ts";
import "./consumption-chart.css";

/** Consumption as bars: what is estimated, missing or still running looks so. A bar opens closer. */
export function ConsumptionChart(props: {
  readonly consumption: WireConsumption;
  readonly label: string;
  readonly canLookCloser: boolean;
  /** Changes when the theme does. */
  readonly repaint: unknown;
  readonly onPick: (interval: number) => void;
}): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const [chart, setChart] = createSignal<BarChart>();
  const [place, setPlace] = createSignal<PlotPlace>();
  const [pointed, setPointed] = createSignal<number>();
  const bars = createMemo(() => buildBars(props.consumption, Date.now()));
  const repaint = (): unknown => props.repaint;
  let ground: HTMLDivElement | undefined;
  let isGone = false;

  const spec = createMemo(() => ({
    ...bars(),
    ...labelsOf(props.consumption, words.formats()),
    formatValue: (value: number) => words.formats().number(value, 4),
  }));
  const open = async (element: HTMLElement): Promise<void> => {
    const { drawBars } = await import("../chart/draw-bars.ts");
    if (isGone) return;
    setChart(
      drawBars(element, readBarsPalette(), {
        onPoint: setPointed,
        onPick: (bar) => props.onPick(bar),
        onPlace: setPlace,
      }),
    );
  };
  onMount(() => {
    if (ground) void open(ground);
  });
  onCleanup(() => {
    isGone = true;
    chart()?.close();
  });
  createEffect(() => chart()?.show(spec()));
  createEffect(() => chart()?.highlight(pointed()));
  createEffect(on(repaint, () => chart()?.setPalette(readBarsPalette()), { defer: true }));

  const middlePx = (bar: number): number => {
    const at = place();
    return at ? at.leftPx + ((bar + 0.5) / Math.max(1, spec().heights.length)) * at.widthPx : 0;
  };
  const pointedInterval = createMemo(() => props.consumption.intervals[pointed() ?? -1]);

  return (
    <div class="chart" data-step={props.consumption.step}>
      <div
        class="chart-ground"
        classList={{ "can-pick": props.canLookCloser }}
        ref={ground}
        aria-hidden="true"
      />
      <BarWalker
        label={props.label}
        count={spec().heights.length}
        pointed={pointed()}
        text={pointedInterval() ? say.interval(pointedInterval(), props.consumption) : ""}
        onPoint={setPointed}
        onPick={props.onPick}
      />
      <EventMarks placed={bars().events} place={place()} middlePx={middlePx} />
      <Show when={pointedInterval()}>
        {(interval) => (
          <IntervalTip
            consumption={props.consumption}
            interval={interval()}
            leftPx={middlePx(pointed() ?? 0)}
            widthPx={ground?.clientWidth ?? 0}
            canLookCloser={props.canLookCloser}
          />
        )}
      </Show>
    </div>
  );
}

/** What happened, above the bar it happened in. */
function EventMarks(props: {
  readonly placed: readonly PlacedEvents[];
  readonly place: PlotPlace | undefined;
  readonly middlePx: (bar: number) => number;
}): JSX.Element {
  const say = createSayings();
  return (
    <Show when={props.place}>
      {(place) => (
        <ul class="chart-events">
          <For each={props.placed}>
            {(group) => (
              <li
                class="chart-event"
                data-kind={weightiestKind(group.events)}
                data-tip={gatherEvents(group.events)
                  .map((one) => `${say.eventsTime(one)}  ${say.events(one)}`)
                  .join("\n")}
                style={{
                  left: `${props.middlePx(group.at)}px`,
                  top: `${place().topPx}px`,
                  height: `${place().heightPx}px`,
                }}
              >
                <span class="chart-event-mark">
                  <EventIcon kind={weightiestKind(group.events)} />
                </span>
              </li>
            )}
          </For>
        </ul>
      )}
    </Show>
  );
}

function labelsOf({ intervals, step, timeZone }: WireConsumption, formats: ReturnType<Words["formats"]>) {
  const { ticks, unit } = labelBars(intervals, step, timeZone);
  return { ticks, label: (bar: number): string => formats[unit](intervals[bar]?.fromMs ?? 0) };
}

const readBarsPalette = () =>
  readColours({
    bar: "--bar",
    barHover: "--accent",
    line: "--line",
    text: "--text-3",
    column: "--hover",
    missing: "--line-strong",
    edited: "--text",
  });
