import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

/** Pressure along a path at one moment. Floats, for drawing only. */
export interface ProfileSpec {
  /** Metres along the path, or the stops' numbers where the way is not known. */
  readonly along: readonly number[];
  /** Metres above the sea. */
  readonly heights: readonly (number | null)[];
  readonly lines: readonly {
    readonly colour: string;
    readonly values: readonly (number | null)[];
    /** The least and the most of the day at each stop. */
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  }[];
  readonly formatAlong: (along: number) => string;
  readonly formatBar: (bar: number, decimals: number) => string;
  readonly formatHeight: (metres: number) => string;
}

export interface ProfilePalette {
  readonly line: string;
  readonly text: string;
  readonly ground: string;
}

export interface ProfileChart {
  show(spec: ProfileSpec): void;
  close(): void;
}

const FONT = "11px 'Inter Variable', sans-serif";
const [AXIS_PX, LEAST_HEIGHT_M] = [52, 10];

/** A chart for this many lines; one with other lines is another chart. `onPoint` gets the stop under the cursor. */
export function drawProfile(
  element: HTMLElement,
  spec: ProfileSpec,
  wires: { readonly palette: ProfilePalette; readonly onPoint: (stop: number | undefined) => void },
): ProfileChart {
  const sheet = { spec };
  const plot = new uPlot(optionsOf(sheet, element, wires), dataOf(spec), element);
  const observer = new ResizeObserver(() => plot.setSize(sizeOf(element)));
  observer.observe(element);
  plot.over.addEventListener("pointerleave", () => wires.onPoint(undefined));
  return {
    show(next) {
      sheet.spec = next;
      plot.setData(dataOf(next));
    },
    close() {
      observer.disconnect();
      plot.destroy();
    },
  };
}

const dataOf = ({ along, heights, lines }: ProfileSpec): uPlot.AlignedData => [
  [...along],
  [...heights],
  ...lines.flatMap(({ low, high, values }) => [[...high], [...low], [...values]]),
];

const sizeOf = (element: HTMLElement): { width: number; height: number } => ({
  width: Math.max(160, element.clientWidth),
  height: Math.max(120, element.clientHeight),
});

/** Columns of a line behind the way and the height: its most, its least, itself. */
const columnsOf = (line: number): readonly [high: number, low: number, value: number] => [
  line * 3 + 2,
  line * 3 + 3,
  line * 3 + 4,
];

function optionsOf(
  sheet: { spec: ProfileSpec },
  element: HTMLElement,
  wires: { readonly palette: ProfilePalette; readonly onPoint: (stop: number | undefined) => void },
): uPlot.Options {
  const { spec } = sheet;
  const { palette } = wires;
  const hasHeights = spec.heights.some((metres) => metres !== null);
  const axis = { stroke: palette.text, font: FONT, ticks: { show: false } };
  return {
    ...sizeOf(element),
    padding: [10, hasHeights ? 4 : 28, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: false },
      h: {
        range: (_plot, low, high) => [
          low - LEAST_HEIGHT_M,
          Math.max(high, low + LEAST_HEIGHT_M) * 1 + (high - low) * 2 + LEAST_HEIGHT_M,
        ],
      },
    },
    axes: [
      {
        ...axis,
        size: 24,
        gap: 4,
        grid: { show: false },
        values: (_, at) => at.map((x) => sheet.spec.formatAlong(x)),
      },
      {
        ...axis,
        size: AXIS_PX,
        grid: { stroke: palette.line, width: 1 },
        values: (_, at, _axis, _space, stepBar) =>
          at.map((bar) => sheet.spec.formatBar(bar, decimalsOf(stepBar))),
      },
      ...(hasHeights
        ? [
            {
              ...axis,
              scale: "h",
              side: 1 as const,
              size: AXIS_PX,
              grid: { show: false },
              values: (_: uPlot, at: number[]) => at.map((metres) => sheet.spec.formatHeight(metres)),
            },
          ]
        : []),
    ],
    series: [
      {},
      {
        scale: "h",
        stroke: palette.ground,
        fill: tintOf(palette.ground, 18),
        width: 1,
        points: { show: false },
      },
      ...spec.lines.flatMap(({ colour }) => [
        { stroke: tintOf(colour, 40), width: 0.5, points: { show: false } },
        { stroke: tintOf(colour, 40), width: 0.5, points: { show: false } },
        { stroke: colour, width: 2, spanGaps: false, points: { show: true, size: 7, fill: colour } },
      ]),
    ],
    bands: spec.lines.map(({ colour }, n) => {
      const [high, low] = columnsOf(n);
      return { series: [high, low], fill: tintOf(colour, 14) };
    }),
    hooks: { setCursor: [(plot) => wires.onPoint(plot.cursor.idx ?? undefined)] },
  };
}

/** As many as tell two marks of an axis apart. */
const decimalsOf = (step: number): number => {
  for (let decimals = 0; decimals < 6; decimals++)
    if (Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) < 1e-6) return decimals;
  return 6;
};

const tintOf = (colour: string, percent: number): string =>
  `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
