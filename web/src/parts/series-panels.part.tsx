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
import type { Channels } from "../../../shared/model/channel.ts";
import type { Register } from "../../../shared/model/register.ts";
import { boundariesBetween } from "../../../shared/model/zoned-time.ts";
import type { LineChart, LinesSpec } from "../chart/draw-lines.ts";
import type { KeptSeries } from "../history-protocol.ts";
import { useWords } from "../locales/words.ts";
import { groupSeries, type SeriesGroup } from "../period/group-series.ts";
import type { Period } from "../period/period.ts";
import { readColours } from "./read-palette.ts";
import { createSayings } from "./say-history.ts";
import "./series-panels.css";

export interface SeriesPanelsProps {
  readonly series: KeptSeries;
  /** How its registers are shown. */
  readonly channels: Channels;
  readonly period: Period;
  readonly timeZone: string;
  /** Changes when the theme does. */
  readonly repaint: unknown;
}

/** Momentary values: one chart per unit, all under one cursor. */
export function SeriesPanels(props: SeriesPanelsProps): JSX.Element {
  const words = useWords();
  const [pointed, setPointed] = createSignal<number>();
  const groups = createMemo(() => groupSeries(props.series, props.channels));
  return (
    <div class="series">
      <For
        each={groups()}
        fallback={<p class="muted">{words.t(props.series.damaged ? "charts.damagedAll" : "series.none")}</p>}
      >
        {(group) => <SeriesPanel {...props} group={group} pointed={pointed()} onPoint={setPointed} />}
      </For>
    </div>
  );
}

const TOKEN_OF: Partial<Readonly<Record<Register, string>>> = {
  t1: "--series-1",
  t2: "--series-2",
  t3: "--series-4",
  t4: "--series-3",
  dt: "--series-4",
  tWater: "--series-2",
  tAmbient: "--series-1",
  flow1: "--series-3",
  power1: "--series-4",
  P1: "--series-1",
  P2: "--series-2",
};
const TOKENS = ["--series-3", "--series-4", "--series-1", "--series-2"];
const tokenOf = (register: Register, i: number): string =>
  TOKEN_OF[register] ?? TOKENS[i % TOKENS.length] ?? "--text-2";

type PanelProps = SeriesPanelsProps & {
  readonly group: SeriesGroup;
  readonly pointed: number | undefined;
  readonly onPoint: (place: number | undefined) => void;
};

function SeriesPanel(props: PanelProps): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const [chart, setChart] = createSignal<LineChart>();
  let ground: HTMLDivElement | undefined;
  let isGone = false;

  const spec = (): LinesSpec => specOf(props, words.formats());
  const open = async (element: HTMLElement): Promise<void> => {
    const { drawLines } = await import("../chart/draw-lines.ts");
    if (isGone) return;
    const wires = { palette: readLinesPalette(), group: "momentary", onPoint: props.onPoint };
    setChart(drawLines(element, spec(), wires));
  };
  onMount(() => {
    if (ground) void open(ground);
  });
  onCleanup(() => {
    isGone = true;
    chart()?.close();
  });
  createEffect(
    on([() => props.group, () => props.period, words.formats], () => chart()?.show(spec()), { defer: true }),
  );
  createEffect(
    on(
      () => props.repaint,
      () => {
        chart()?.show(spec());
        chart()?.setPalette(readLinesPalette());
      },
      { defer: true },
    ),
  );
  const names = (): string =>
    props.group.lines.map(({ register, name }) => name || words.t(`register.${register}`)).join(", ");
  return (
    <figure class="series-panel">
      <figcaption class="series-head">
        <Show when={props.group.lines.length > 1}>
          <span class="series-title">{words.t(`series.${props.group.name}`)}</span>
        </Show>
        <For each={props.group.lines}>
          {(line, i) => (
            <span class="series-line" data-token={tokenOf(line.register, i())}>
              <span class="series-swatch" />
              <span class="series-name">{line.name || words.t(`register.${line.register}`)}</span>
              <span class="series-value">{sayValue(line.values, props.pointed, words.formats())}</span>
              <span class="unit">{props.group.unit}</span>
              <Show when={line.limits.length > 0}>
                <span class="series-limits" data-tip={words.t("channel.limits")}>
                  <span class="hearable">{words.t("channel.limits")} </span>
                  {line.limits.map((limit) => words.formats().number(limit, 3)).join(" – ")}
                </span>
              </Show>
            </span>
          )}
        </For>
        <span class="series-time">{sayTime(props, words.formats())}</span>
      </figcaption>
      <div
        class="series-ground"
        role="img"
        aria-label={words.t("series.chart", { names: names(), period: say.period(props.period) })}
        ref={ground}
      />
    </figure>
  );
}

type Formats = ReturnType<ReturnType<typeof useWords>["formats"]>;

/** The value under the cursor, else the last one there is. */
function sayValue(values: readonly (number | null)[], place: number | undefined, formats: Formats): string {
  const value = place === undefined ? values.findLast((known) => known !== null) : values[place];
  return value === null || value === undefined ? "–" : formats.number(value, 2);
}

function sayTime(props: PanelProps, formats: Formats): string {
  const atMs = props.pointed === undefined ? undefined : props.series.timesMs[props.pointed];
  return atMs === undefined ? "" : `${formats.weekday(atMs)}, ${formats.time(atMs)}`;
}

/** The day on which the clock goes back. */
const LONGEST_DAY_MS = 25 * 3_600_000;

function specOf(props: PanelProps, formats: Formats): LinesSpec {
  const { fromMs, toMs } = props.period;
  const colours = readColours(
    Object.fromEntries(props.group.lines.map(({ register }, i) => [register, tokenOf(register, i)])),
  );
  const isDay = toMs - fromMs <= LONGEST_DAY_MS;
  return {
    timesMs: props.series.timesMs,
    lines: props.group.lines.map(({ register, values }) => ({ colour: colours[register] ?? "", values })),
    levels: props.group.lines.flatMap(({ register, limits }) =>
      limits.map((value) => ({ value, colour: colours[register] ?? "" })),
    ),
    fromMs,
    toMs,
    ticksMs: boundariesBetween({ fromMs, toMs }, isDay ? "hour" : "day", {
      timeZone: props.timeZone,
      limit: 60,
    }).slice(0, -1),
    formatTime: (atMs) => (isDay ? formats.time(atMs) : formats.dayNumber(atMs)),
    formatValue: (value) => formats.number(value, 2),
  };
}

const readLinesPalette = () => readColours({ line: "--line", text: "--text-3" });
