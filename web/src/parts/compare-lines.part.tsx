import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, onMount } from "solid-js";
import type { LineChart, LinesSpec } from "../chart/draw-lines.ts";
import { lineLook } from "../compare/line-look.ts";
import { useWords } from "../locales/words.ts";
import { BarWalker } from "./bar-walker.part.tsx";
import { readColours } from "./read-palette.ts";
import "./compare-lines.css";

/** Lines of a comparison over its intervals. Floats, for drawing only; each line has a place of its own in the legend. */
export interface DrawnLines {
  readonly lines: readonly { readonly look: number; readonly values: readonly (number | null)[] }[];
  readonly labels: readonly string[];
}

export function CompareLines(props: {
  readonly drawn: DrawnLines;
  readonly label: string;
  /** What all lines say at an interval, for whoever does not see them. */
  readonly sayInterval: (interval: number) => string;
  readonly repaint: unknown;
  readonly onPick: (interval: number) => void;
}): JSX.Element {
  const words = useWords();
  const [chart, setChart] = createSignal<LineChart>();
  const [pointed, setPointed] = createSignal<number>();
  const count = createMemo(() => props.drawn.labels.length);
  let ground: HTMLDivElement | undefined;
  let isGone = false;

  const spec = (): LinesSpec => {
    const { lines, labels } = props.drawn;
    const looks = lines.map(({ look }) => lineLook(look));
    const colours = readColours(Object.fromEntries(looks.map(({ token }, i) => [`${i}`, token])));
    return {
      timesMs: labels.map((_, i) => i * 1000),
      lines: lines.map(({ values }, i) => ({
        colour: colours[`${i}`] ?? "",
        values,
        dash: looks[i]?.dash ?? [],
      })),
      fromMs: 0,
      toMs: Math.max(1, labels.length - 1) * 1000,
      ticksMs: labels.map((_, i) => i * 1000),
      formatTime: (at) => labels[Math.round(at / 1000)] ?? "",
      formatValue: (value) => words.formats().number(value, 3),
    };
  };
  const open = async (): Promise<void> => {
    const { drawLines } = await import("../chart/draw-lines.ts");
    if (isGone || !ground) return;
    chart()?.close();
    setChart(drawLines(ground, spec(), { palette: readPalette(), group: "compare", onPoint: setPointed }));
  };
  onMount(() => void open());
  onCleanup(() => {
    isGone = true;
    chart()?.close();
  });
  // A chart of other lines is another chart.
  createEffect(on([() => props.drawn, () => props.repaint], () => void open(), { defer: true }));
  return (
    <div class="chart compare-lines">
      <div class="chart-ground" ref={ground} aria-hidden="true" />
      <BarWalker
        label={props.label}
        count={count()}
        pointed={pointed()}
        text={pointed() === undefined ? "" : props.sayInterval(pointed() ?? 0)}
        onPoint={setPointed}
        onPick={props.onPick}
      />
      <p class="compare-said">{pointed() === undefined ? "" : props.sayInterval(pointed() ?? 0)}</p>
    </div>
  );
}

const readPalette = () => readColours({ line: "--line", text: "--text-3" });
