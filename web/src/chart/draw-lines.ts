import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { thinTicks } from "./thin-ticks.ts";

/** Momentary values over time, one line per register of one unit. Floats, for drawing only. */
export interface LinesSpec {
  readonly timesMs: readonly number[];
  readonly lines: readonly {
    readonly colour: string;
    readonly values: readonly (number | null)[];
    /** Lengths of line and gap in turn; a line without gaps where it is left out. */
    readonly dash?: readonly number[];
  }[];
  /** Limits: dashed lines across the ground, where the values come near them. */
  readonly levels?: readonly { readonly value: number; readonly colour: string }[];
  /** Whether the ground under the first line is tinted. */
  readonly isFilled?: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  /** Local hours or midnights that may carry a label. */
  readonly ticksMs: readonly number[];
  readonly formatTime: (atMs: number) => string;
  readonly formatValue: (value: number) => string;
}

export interface LinesPalette {
  readonly line: string;
  readonly text: string;
}

export interface LineChart {
  show(spec: LinesSpec): void;
  setPalette(palette: LinesPalette): void;
  close(): void;
}

const FONT = "11px 'Inter Variable', sans-serif";
const AXIS_PX = 52;

interface Sheet {
  spec: LinesSpec;
  palette: LinesPalette;
}

/** Charts with the same group share their cursor. `onPoint` gets the place in `timesMs` under it. */
export function drawLines(
  element: HTMLElement,
  spec: LinesSpec,
  wires: {
    readonly palette: LinesPalette;
    readonly group: string;
    readonly onPoint: (place: number | undefined) => void;
  },
): LineChart {
  const sheet: Sheet = { spec, palette: wires.palette };
  const plot = new uPlot(optionsOf(sheet, element, wires), dataOf(spec), element);
  const observer = new ResizeObserver(() => plot.setSize(sizeOf(element)));
  observer.observe(element);
  return {
    show(next) {
      sheet.spec = next;
      plot.setData(dataOf(next));
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

const dataOf = (spec: LinesSpec): uPlot.AlignedData => [
  spec.timesMs.map((atMs) => atMs / 1000),
  ...spec.lines.map(({ values }) => [...values]),
];

const sizeOf = (element: HTMLElement): { width: number; height: number } => ({
  width: Math.max(120, element.clientWidth),
  height: Math.max(80, element.clientHeight),
});

function optionsOf(
  sheet: Sheet,
  element: HTMLElement,
  wires: { readonly group: string; readonly onPoint: (place: number | undefined) => void },
): uPlot.Options {
  const { spec } = sheet;
  const text = (): string => sheet.palette.text;
  return {
    ...sizeOf(element),
    padding: [8, 4, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: wires.group }, points: { size: 7 } },
    scales: { x: { time: true, range: () => [sheet.spec.fromMs / 1000, sheet.spec.toMs / 1000] } },
    axes: [
      {
        stroke: text,
        font: FONT,
        size: 22,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        splits: (plot) =>
          thinTicks(sheet.spec.ticksMs, plot.over.clientWidth, sheet.spec.formatTime).map((at) => at / 1000),
        values: (_plot, splits) => splits.map((at) => sheet.spec.formatTime(at * 1000)),
      },
      {
        stroke: text,
        font: FONT,
        size: AXIS_PX,
        gap: 8,
        space: 28,
        grid: { stroke: () => sheet.palette.line, width: 1 },
        ticks: { show: false },
        values: (_plot, splits) => splits.map((value) => sheet.spec.formatValue(value)),
      },
    ],
    series: [
      {},
      ...spec.lines.map((_, i) => ({
        stroke: () => sheet.spec.lines[i]?.colour ?? "",
        width: 1.6,
        ...(spec.lines[i]?.dash ? { dash: [...(spec.lines[i]?.dash ?? [])] } : {}),
        ...(spec.isFilled && i === 0 ? { fill: () => tintOf(sheet.spec.lines[0]?.colour ?? "") } : {}),
        points: { show: false },
        spanGaps: false,
      })),
    ],
    hooks: {
      draw: [(plot) => drawLevels(plot, sheet.spec.levels ?? [])],
      setCursor: [(plot) => wires.onPoint(plot.cursor.idx ?? undefined)],
    },
  };
}

/** Only those the scale reaches: a limit far away would press the line flat. */
function drawLevels(plot: uPlot, levels: NonNullable<LinesSpec["levels"]>): void {
  const { min = 0, max = 0 } = plot.scales["y"] ?? {};
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.lineWidth = devicePixelRatio;
  for (const { value, colour } of levels) {
    if (value < (min ?? 0) || value > (max ?? 0)) continue;
    const y = Math.round(plot.valToPos(value, "y", true));
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/** The colour, nearly transparent. */
const tintOf = (colour: string): string => `color-mix(in srgb, ${colour} 16%, transparent)`;
