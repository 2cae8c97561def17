import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import type { LineChart, LinesSpec } from "../chart/draw-lines.ts";
import { useWords } from "../locales/words.ts";
import { buildDuration } from "../period/build-duration.ts";
import { BarWalker } from "./bar-walker.part.tsx";
import type { HistoryViewProps } from "./heat-map.part.tsx";
import { readColours } from "./read-palette.ts";
import { createSayings } from "./say-history.ts";
import "./duration-chart.css";

/** Five marks along the axis, in percent of the intervals. */
const SHARES = [0, 20, 40, 60, 80, 100];

/** Load duration: for how much of the time at least so much was used. */
export function DurationChart(props: HistoryViewProps): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const [chart, setChart] = createSignal<LineChart>();
  const [pointed, setPointed] = createSignal<number>();
  const duration = createMemo(() => buildDuration(props.consumption.intervals));
  let ground: HTMLDivElement | undefined;
  let isGone = false;

  const spec = (): LinesSpec => {
    const { heights } = duration();
    const end = Math.max(1, heights.length - 1);
    return {
      timesMs: heights.map((_, place) => place),
      lines: [{ colour: readDurationPalette().curve, values: heights }],
      fromMs: 0,
      toMs: end,
      ticksMs: SHARES.map((percent) => (percent / 100) * end),
      formatTime: (at) => `${words.formats().number((at / end) * 100)} %`,
      formatValue: (value) => words.formats().number(value, 3),
      isFilled: true,
    };
  };
  const open = async (): Promise<void> => {
    const { drawLines } = await import("../chart/draw-lines.ts");
    if (isGone || !ground) return;
    setChart(
      drawLines(ground, spec(), { palette: readDurationPalette(), group: "duration", onPoint: setPointed }),
    );
  };
  onMount(() => void open());
  onCleanup(() => {
    isGone = true;
    chart()?.close();
  });
  createEffect(on([duration, words.formats], () => chart()?.show(spec()), { defer: true }));
  createEffect(
    on(
      () => props.repaint,
      () => {
        chart()?.show(spec());
        chart()?.setPalette(readDurationPalette());
      },
      { defer: true },
    ),
  );
  const interval = createMemo(() => props.consumption.intervals[duration().order[pointed() ?? -1] ?? -1]);
  const sentence = createMemo(() => {
    const [shown, place] = [interval(), pointed()];
    if (!(shown && place !== undefined)) return "";
    const share = words.formats().number(duration().shareOf(place) * 100, 1);
    const amount = `${words.formats().decimal(shown.value ?? "")} ${props.consumption.unit}`;
    return words.t("charts.atLeast", { amount, share, intervals: words.t("charts.intervals", place + 1) });
  });
  return (
    <div class="chart duration-chart">
      <div class="chart-ground" ref={ground} aria-hidden="true" />
      <BarWalker
        label={props.label}
        count={duration().order.length}
        pointed={pointed()}
        text={interval() ? `${sentence()} ${say.interval(interval(), props.consumption)}` : ""}
        onPoint={setPointed}
        onPick={(place) => props.onPick(duration().order[place] ?? -1)}
      />
      <p class="duration-said">
        <Show when={interval()} fallback={words.t("charts.durationHint")}>
          {(shown) => (
            <>
              <b>{sentence()}</b> {say.interval(shown(), props.consumption)}
            </>
          )}
        </Show>
      </p>
    </div>
  );
}

const readDurationPalette = () => readColours({ line: "--line", text: "--text-3", curve: "--accent" });
