import uPlot from "uplot";
import { hatch } from "./hatch.ts";
import { thinTicks } from "./thin-ticks.ts";
import "uplot/dist/uPlot.min.css";

/** What stands on a chart of bars. Heights are floats, for drawing only. */
export interface BarsSpec {
  readonly heights: readonly (number | null)[];
  readonly marks: readonly (
    | "measured"
    | "edited"
    | "estimated"
    | "running"
    | "silent"
    | "missing"
    | "ahead"
  )[];
  readonly bounds: readonly (readonly [low: number, high: number] | undefined)[];
  /** Bars that may carry a label; thinned out where there is no room. */
  readonly ticks: readonly number[];
  readonly label: (bar: number) => string;
  readonly formatValue: (value: number) => string;
}

export interface BarsPalette {
  readonly bar: string;
  readonly barHover: string;
  readonly line: string;
  readonly text: string;
  readonly column: string;
  readonly missing: string;
  readonly edited: string;
}

/** Where the bars are, in CSS pixels of the chart's element. */
export interface PlotPlace {
  readonly leftPx: number;
  readonly widthPx: number;
  readonly topPx: number;
  readonly heightPx: number;
}

export interface BarsListener {
  onPoint(bar: number | undefined): void;
  onPick(bar: number): void;
  onPlace(place: PlotPlace): void;
}

export interface BarChart {
  show(spec: BarsSpec): void;
  highlight(bar: number | undefined): void;
  setPalette(palette: BarsPalette): void;
  close(): void;
}

const FONT = "11px 'Inter Variable', sans-serif";
/** Room above the bars for the marks of events. */
const HEADROOM = 1.14;

interface Sheet {
  spec: BarsSpec;
  palette: BarsPalette;
  highlighted: number | undefined;
}

export function drawBars(element: HTMLElement, palette: BarsPalette, listener: BarsListener): BarChart {
  const sheet: Sheet = {
    spec: { heights: [], marks: [], bounds: [], ticks: [], label: String, formatValue: String },
    palette,
    highlighted: undefined,
  };
  const plot = new uPlot(optionsOf(sheet, element, listener), [[], []], element);
  const observer = new ResizeObserver(() => plot.setSize(sizeOf(element)));
  observer.observe(element);
  plot.over.addEventListener("click", () => {
    const bar = barAt(plot, sheet);
    if (bar !== undefined) listener.onPick(bar);
  });
  plot.over.addEventListener("pointerleave", () => listener.onPoint(undefined));
  return {
    show(spec) {
      sheet.spec = spec;
      sheet.highlighted = undefined;
      plot.setData([spec.heights.map((_, i) => i), [...spec.heights]]);
    },
    highlight(bar) {
      if (sheet.highlighted === bar) return;
      sheet.highlighted = bar;
      plot.redraw(false);
    },
    setPalette(next) {
      sheet.palette = next;
      plot.redraw(false, true);
    },
    close() {
      observer.disconnect();
      plot.destroy();
    },
  };
}

const sizeOf = (element: HTMLElement): { width: number; height: number } => ({
  width: Math.max(120, element.clientWidth),
  height: Math.max(120, element.clientHeight),
});

const barAt = (plot: uPlot, sheet: Sheet): number | undefined => {
  const left = plot.cursor.left ?? -1;
  if (left < 0) return undefined;
  const bar = Math.round(plot.posToVal(left, "x"));
  return bar >= 0 && bar < sheet.spec.heights.length ? bar : undefined;
};

function optionsOf(sheet: Sheet, element: HTMLElement, listener: BarsListener): uPlot.Options {
  const text = (): string => sheet.palette.text;
  const count = (): number => sheet.spec.heights.length;
  return {
    ...sizeOf(element),
    padding: [10, 4, 0, 0],
    legend: { show: false },
    cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [-0.5, Math.max(1, count()) - 0.5] },
      y: { range: (_plot, low, high) => rangeOf(sheet.spec, low ?? 0, high ?? 0) },
    },
    axes: [
      {
        stroke: text,
        font: FONT,
        size: 26,
        gap: 6,
        grid: { show: false },
        ticks: { show: false },
        splits: (plot) => [...thinTicks(sheet.spec.ticks, plot.over.clientWidth, sheet.spec.label)],
        values: (_plot, splits) => splits.map((bar) => sheet.spec.label(bar)),
      },
      {
        stroke: text,
        font: FONT,
        size: (_plot, values) => 16 + Math.max(3, ...(values ?? []).map((value) => value?.length ?? 0)) * 6.2,
        gap: 8,
        grid: { stroke: () => sheet.palette.line, width: 1 },
        ticks: { show: false },
        values: (_plot, splits) => splits.map((value) => sheet.spec.formatValue(value)),
      },
    ],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      draw: [(plot) => paintBars(plot, sheet)],
      setCursor: [(plot) => listener.onPoint(barAt(plot, sheet))],
      ready: [(plot) => listener.onPlace(placeOf(plot))],
      setSize: [(plot) => listener.onPlace(placeOf(plot))],
      drawAxes: [(plot) => listener.onPlace(placeOf(plot))],
    },
  };
}

const placeOf = (plot: uPlot): PlotPlace => ({
  leftPx: plot.over.offsetLeft,
  widthPx: plot.over.clientWidth,
  topPx: plot.over.offsetTop,
  heightPx: plot.over.clientHeight,
});

function rangeOf(spec: BarsSpec, low: number, high: number): [number, number] {
  const highs = spec.bounds.map((bounds) => bounds?.[1] ?? 0);
  const top = Math.max(high, ...highs, 0);
  const bottom = Math.min(low, 0);
  return [bottom * HEADROOM, top > 0 ? top * HEADROOM : 1];
}

interface Box {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}

function paintBars(plot: uPlot, sheet: Sheet): void {
  const { ctx: context } = plot;
  const { spec, palette } = sheet;
  context.save();
  context.beginPath();
  context.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
  context.clip();
  for (const [bar, height] of spec.heights.entries()) {
    const isHighlighted = bar === sheet.highlighted;
    const column = columnOf(plot, bar);
    if (isHighlighted) fillBox(context, column, palette.column);
    if (height === null) {
      if (spec.marks[bar] === "missing") paintMissing(context, shrink(column, 0.16), palette);
      continue;
    }
    const zero = plot.valToPos(0, "y", true);
    const top = plot.valToPos(height, "y", true);
    const body = {
      ...shrink(column, column.width > 18 * devicePixelRatio ? 0.14 : 0.1),
      top: Math.min(top, zero),
      height: Math.abs(zero - top),
    };
    paintBar(context, body, {
      mark: spec.marks[bar],
      colour: isHighlighted ? palette.barHover : palette.bar,
      dot: palette.edited,
    });
    const bounds = spec.bounds[bar];
    if (bounds) paintBounds(plot, body, { bounds, palette });
  }
  context.restore();
}

function columnOf(plot: uPlot, bar: number): Box {
  const left = plot.valToPos(bar - 0.5, "x", true);
  const right = plot.valToPos(bar + 0.5, "x", true);
  return { left, width: right - left, top: plot.bbox.top, height: plot.bbox.height };
}

const shrink = (box: Box, share: number): Box => ({
  ...box,
  left: box.left + box.width * share,
  width: box.width * (1 - 2 * share),
});

function fillBox(context: CanvasRenderingContext2D, box: Box, style: string | CanvasPattern): void {
  context.fillStyle = style;
  context.fillRect(box.left, box.top, box.width, box.height);
}

function paintBar(
  context: CanvasRenderingContext2D,
  body: Box,
  look: {
    readonly mark: BarsSpec["marks"][number] | undefined;
    readonly colour: string;
    readonly dot: string;
  },
): void {
  const radius = Math.min(3 * devicePixelRatio, body.width / 3, body.height);
  if (radius < 1 && look.mark === "measured") {
    fillBox(context, body, look.colour);
    return;
  }
  context.beginPath();
  context.roundRect(body.left, body.top, body.width, body.height, [radius, radius, 0, 0]);
  if (look.mark === "estimated") {
    context.fillStyle = hatch(context, look.colour);
    context.fill();
    context.strokeStyle = look.colour;
    context.lineWidth = devicePixelRatio;
    context.stroke();
    return;
  }
  context.globalAlpha = look.mark === "running" || look.mark === "silent" ? 0.45 : 1;
  context.fillStyle = look.colour;
  context.fill();
  context.globalAlpha = 1;
  if (look.mark === "edited") paintEdited(context, body, look.dot);
}

/** A band across the foot of the bar: a person had a hand in it. */
function paintEdited(context: CanvasRenderingContext2D, body: Box, colour: string): void {
  const band = Math.min(4 * devicePixelRatio, body.height / 2);
  const top = body.top + body.height - 2 * band;
  fillBox(context, { ...body, top: Math.max(body.top, top), height: band }, colour);
}

/** What the registers on both sides allow: from here to there, nothing else is known. */
function paintBounds(
  plot: uPlot,
  body: Box,
  {
    bounds: [low, high],
    palette,
  }: { readonly bounds: readonly [number, number]; readonly palette: BarsPalette },
): void {
  const { ctx: context } = plot;
  const x = body.left + body.width / 2;
  const half = Math.min(5 * devicePixelRatio, body.width / 3);
  context.strokeStyle = palette.text;
  context.lineWidth = 1.25 * devicePixelRatio;
  context.beginPath();
  const [from, to] = [plot.valToPos(low, "y", true), plot.valToPos(high, "y", true)];
  context.moveTo(x, from);
  context.lineTo(x, to);
  for (const y of [from, to]) {
    context.moveTo(x - half, y);
    context.lineTo(x + half, y);
  }
  context.stroke();
}

/** A gap is shown as a gap: a pale column without height, which no zero could be taken for. */
function paintMissing(context: CanvasRenderingContext2D, column: Box, palette: BarsPalette): void {
  fillBox(context, column, hatch(context, palette.missing));
}
