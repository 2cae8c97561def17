import { hatch } from "./hatch.ts";
import { thinTicks } from "./thin-ticks.ts";

/** What stands on a heat map. Heights are floats, for drawing only. */
export interface HeatMapSpec {
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly {
    readonly column: number;
    readonly row: number;
    readonly half: "first" | "second" | undefined;
    readonly height: number | null;
    readonly mark: string;
    readonly covered?: readonly [from: number, to: number];
    readonly isSilent?: true;
  }[];
  readonly highest: number;
  readonly columnTicks: readonly number[];
  readonly columnLabel: (column: number) => string;
  readonly rowLabel: (row: number) => string;
}

export interface HeatMapPalette {
  readonly low: string;
  readonly high: string;
  readonly text: string;
  readonly missing: string;
  readonly frame: string;
}

export interface HeatMapListener {
  onPoint(cell: number | undefined): void;
  onPick(cell: number): void;
}

export interface HeatMapChart {
  show(spec: HeatMapSpec): void;
  highlight(cell: number | undefined): void;
  setPalette(palette: HeatMapPalette): void;
  /** Middle of a cell, in CSS pixels of the chart's element. */
  middlePx(cell: number): number;
  close(): void;
}

const FONT = "11px 'Inter Variable', sans-serif";
const LEFT_PX = 34;
const BOTTOM_PX = 24;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Time goes down within a cell, as it does from cell to cell; a reading in its first minutes is to be seen as well. */
function coveredOf(box: Box, [from, to]: readonly [from: number, to: number]): Box {
  const height = Math.max(1, box.height * (to - from));
  return { ...box, top: box.top + Math.min(box.height * from, box.height - height), height };
}

const NOTHING: HeatMapSpec = {
  columns: 0,
  rows: 1,
  cells: [],
  highest: 0,
  columnTicks: [],
  columnLabel: String,
  rowLabel: String,
};

export function drawHeatMap(
  element: HTMLElement,
  palette: HeatMapPalette,
  listener: HeatMapListener,
): HeatMapChart {
  const sheet = new HeatMapSheet(element, palette);
  const observer = new ResizeObserver(() => sheet.paint());
  observer.observe(element);
  sheet.canvas.addEventListener("pointermove", (event) => listener.onPoint(sheet.cellAt(event)));
  sheet.canvas.addEventListener("pointerleave", () => listener.onPoint(undefined));
  sheet.canvas.addEventListener("click", (event) => {
    const cell = sheet.cellAt(event);
    if (cell !== undefined) listener.onPick(cell);
  });
  return {
    show(spec) {
      sheet.spec = spec;
      sheet.highlighted = undefined;
      sheet.paint();
    },
    highlight(cell) {
      if (sheet.highlighted === cell) return;
      sheet.highlighted = cell;
      sheet.paint();
    },
    setPalette(next) {
      sheet.palette = next;
      sheet.paint();
    },
    middlePx: (cell) => sheet.middlePx(cell),
    close() {
      observer.disconnect();
      sheet.canvas.remove();
    },
  };
}

class HeatMapSheet {
  readonly canvas = document.createElement("canvas");
  spec = NOTHING;
  highlighted: number | undefined;
  palette: HeatMapPalette;
  readonly #element: HTMLElement;

  constructor(element: HTMLElement, palette: HeatMapPalette) {
    this.#element = element;
    this.palette = palette;
    this.canvas.style.cssText = "display: block; width: 100%; height: 100%;";
    element.append(this.canvas);
  }

  #plot(): Box {
    const width = Math.max(120, this.#element.clientWidth);
    const height = Math.max(120, this.#element.clientHeight);
    return { left: LEFT_PX, top: 4, width: width - LEFT_PX - 4, height: height - BOTTOM_PX - 4 };
  }

  #boxOf(cell: HeatMapSpec["cells"][number]): Box {
    const plot = this.#plot();
    const [wide, high] = [plot.width / Math.max(1, this.spec.columns), plot.height / this.spec.rows];
    const share = cell.half === undefined ? 1 : 0.5;
    const left = plot.left + cell.column * wide + (cell.half === "second" ? wide / 2 : 0);
    const gap = wide > 5 ? 1 : 0;
    return { left, top: plot.top + cell.row * high, width: wide * share - gap, height: high - (gap || 0.5) };
  }

  middlePx(cell: number): number {
    const place = this.spec.cells[cell];
    if (!place) return 0;
    const box = this.#boxOf(place);
    return box.left + box.width / 2;
  }

  cellAt(event: { readonly offsetX: number; readonly offsetY: number }): number | undefined {
    const at = this.spec.cells.findIndex((cell) => {
      const box = this.#boxOf(cell);
      const [x, y] = [event.offsetX - box.left, event.offsetY - box.top];
      return x >= 0 && y >= 0 && x < box.width + 1 && y < box.height + 1;
    });
    return at < 0 ? undefined : at;
  }

  paint(): void {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const ratio = devicePixelRatio;
    this.canvas.width = Math.round(Math.max(120, this.#element.clientWidth) * ratio);
    this.canvas.height = Math.round(Math.max(120, this.#element.clientHeight) * ratio);
    context.scale(ratio, ratio);
    for (const cell of this.spec.cells) this.#paintCell(context, cell);
    const marked = this.spec.cells[this.highlighted ?? -1];
    if (marked) this.#frame(context, this.#boxOf(marked));
    this.#paintLabels(context);
  }

  #paintCell(context: CanvasRenderingContext2D, cell: HeatMapSpec["cells"][number]): void {
    const whole = this.#boxOf(cell);
    const hatched = (): CanvasPattern | string => hatch(context, this.palette.missing);
    const fill = (style: string | CanvasPattern, { left, top, width, height }: Box): void => {
      context.fillStyle = style;
      context.fillRect(left, top, width, height);
    };
    if (cell.height === null) {
      if (cell.mark === "missing" && !cell.isSilent) fill(hatched(), whole);
      return;
    }
    // Of what is running still the rest is yet to come.
    if (cell.covered && cell.mark !== "running") fill(hatched(), whole);
    const box = cell.covered ? coveredOf(whole, cell.covered) : whole;
    fill(this.palette.low, box);
    const share = this.spec.highest > 0 ? Math.max(0, cell.height) / this.spec.highest : 0;
    context.globalAlpha = share;
    fill(this.palette.high, box);
    context.globalAlpha = 1;
    if (cell.mark === "estimated") this.#slash(context, box);
    if (cell.mark === "edited") this.#dot(context, box);
  }

  /** One line across: estimated, in whatever colour the cell has. */
  #slash(context: CanvasRenderingContext2D, box: Box): void {
    context.strokeStyle = this.palette.text;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(box.left, box.top + box.height);
    context.lineTo(box.left + box.width, box.top);
    context.stroke();
  }

  #dot(context: CanvasRenderingContext2D, box: Box): void {
    context.fillStyle = this.palette.text;
    context.beginPath();
    context.arc(
      box.left + box.width / 2,
      box.top + box.height / 2,
      Math.min(2, box.width / 3),
      0,
      2 * Math.PI,
    );
    context.fill();
  }

  #frame(context: CanvasRenderingContext2D, box: Box): void {
    context.strokeStyle = this.palette.frame;
    context.lineWidth = 2;
    context.strokeRect(box.left - 1, box.top - 1, box.width + 2, box.height + 2);
  }

  #paintLabels(context: CanvasRenderingContext2D): void {
    const plot = this.#plot();
    context.fillStyle = this.palette.text;
    context.font = FONT;
    context.textBaseline = "middle";
    context.textAlign = "right";
    const high = plot.height / this.spec.rows;
    const rows = Array.from({ length: this.spec.rows }, (_, row) => row);
    const every = Math.max(1, Math.ceil(18 / high));
    for (const row of rows.filter((one) => one % every === 0))
      context.fillText(this.spec.rowLabel(row), plot.left - 8, plot.top + (row + 0.5) * high);
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    const wide = plot.width / Math.max(1, this.spec.columns);
    for (const column of thinTicks(this.spec.columnTicks, plot.width, this.spec.columnLabel))
      context.fillText(
        this.spec.columnLabel(column),
        plot.left + (column + 0.5) * wide,
        plot.top + plot.height + 16,
      );
  }
}
