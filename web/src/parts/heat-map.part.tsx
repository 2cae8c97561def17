import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import type { WireConsumption } from "../../../shared/model/wire.ts";
import type { HeatMapChart, HeatMapSpec } from "../chart/draw-heat-map.ts";
import { useWords, type Words } from "../locales/words.ts";
import { buildHeatMap, type HeatMap as HeatGrid } from "../period/build-heat-map.ts";
import { labelBars } from "../period/label-bars.ts";
import { BarWalker } from "./bar-walker.part.tsx";
import { IntervalTip } from "./interval-tip.part.tsx";
import { readColours } from "./read-palette.ts";
import { createSayings } from "./say-history.ts";
import "./heat-map.css";

export interface HistoryViewProps {
  readonly consumption: WireConsumption;
  readonly label: string;
  readonly canLookCloser: boolean;
  /** Changes when the theme does. */
  readonly repaint: unknown;
  readonly onPick: (interval: number) => void;
}

/** Hours by day, days by month: the deeper the colour, the more was used. */
export function HeatMap(props: HistoryViewProps): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const [chart, setChart] = createSignal<HeatMapChart>();
  const [pointed, setPointed] = createSignal<number>();
  const grid = createMemo(() => buildHeatMap(props.consumption, Date.now()));
  let ground: HTMLDivElement | undefined;
  let isGone = false;

  const open = async (): Promise<void> => {
    const { drawHeatMap } = await import("../chart/draw-heat-map.ts");
    if (isGone || !ground) return;
    setChart(
      drawHeatMap(ground, readHeatPalette(), { onPoint: setPointed, onPick: (cell) => props.onPick(cell) }),
    );
  };
  onMount(() => void open());
  onCleanup(() => {
    isGone = true;
    chart()?.close();
  });
  createEffect(() => chart()?.show(specOf(grid(), props.consumption, words.formats())));
  createEffect(() => chart()?.highlight(pointed()));
  createEffect(
    on(
      () => props.repaint,
      () => chart()?.setPalette(readHeatPalette()),
      { defer: true },
    ),
  );
  const interval = createMemo(() => props.consumption.intervals[pointed() ?? -1]);
  return (
    <div class="chart heat-map" data-step={props.consumption.step}>
      <div
        class="chart-ground"
        classList={{ "can-pick": props.canLookCloser }}
        ref={ground}
        aria-hidden="true"
      />
      <BarWalker
        label={props.label}
        count={grid().cells.length}
        pointed={pointed()}
        text={interval() ? say.interval(interval(), props.consumption) : ""}
        onPoint={setPointed}
        onPick={props.onPick}
      />
      <p class="heat-map-scale" aria-hidden="true">
        0 <span class="heat-map-ramp" /> {words.formats().number(grid().highest, 3)} {props.consumption.unit}
      </p>
      <Show when={interval()}>
        {(shown) => (
          <IntervalTip
            consumption={props.consumption}
            interval={shown()}
            leftPx={chart()?.middlePx(pointed() ?? 0) ?? 0}
            widthPx={ground?.clientWidth ?? 0}
            canLookCloser={props.canLookCloser}
          />
        )}
      </Show>
    </div>
  );
}

function specOf(
  grid: HeatGrid,
  { step, timeZone }: WireConsumption,
  formats: ReturnType<Words["formats"]>,
): HeatMapSpec {
  const { columnsMs, columnStep } = grid;
  const columns = columnsMs.map((fromMs, i) => ({ fromMs, toMs: columnsMs[i + 1] ?? fromMs }));
  const { ticks, unit } = labelBars(columns, columnStep, timeZone);
  const two = (n: number): string => String(n).padStart(2, "0");
  const months = (row: number): string => formats.shortMonth(Date.UTC(2026, row, 15));
  const rowLabel = { hour: two, day: (row: number) => String(row + 1), month: months, year: () => "" }[step];
  return {
    columns: columnsMs.length,
    rows: grid.rows,
    cells: grid.cells,
    highest: grid.highest,
    columnTicks: ticks,
    columnLabel: (column) => formats[unit](columnsMs[column] ?? 0),
    rowLabel,
  };
}

const readHeatPalette = () =>
  readColours({
    low: "--sunken",
    high: "--accent",
    text: "--text-3",
    missing: "--line-strong",
    frame: "--text",
  });
