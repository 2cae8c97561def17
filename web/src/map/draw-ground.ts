import type { TracedStreet } from "./derive-streets.ts";
import { type MapFrame, toPxX, toPxY } from "./map-frame.ts";
import { type PointCloud, planeStretch } from "./point-cloud.ts";
import { chooseScaleBar, sayDistance } from "./scale-bar.ts";

type Place = readonly [x: number, y: number];

/** What lies under the points where no base map is at hand: built-up ground and traced streets. */
export interface Ground {
  readonly builtUp: readonly Place[];
  readonly streets: readonly TracedStreet[];
}

const BUILT_CELL_M = 90;
/** Ground around one house, where single houses can be told apart. */
const PLOT_M = 62;
const GRID_PX = 150;

/** Middles of the ground cells that have at least one point. */
export function findBuiltUp(cloud: PointCloud): Ground["builtUp"] {
  const cells = new Map<string, readonly [number, number]>();
  cloud.xs.forEach((x, row) => {
    const y = cloud.ys[row] ?? Number.NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    const [column, line] = [Math.floor(x / BUILT_CELL_M), Math.floor(y / BUILT_CELL_M)];
    cells.set(`${column} ${line}`, [(column + 0.5) * BUILT_CELL_M, (line + 0.5) * BUILT_CELL_M]);
  });
  return [...cells.values()];
}

/** `houses` are the places in sight where single houses can be told apart, else `undefined`. */
export function drawGround(frame: MapFrame, ground: Ground, houses: readonly Place[] | undefined): void {
  const { context, palette, widthPx, heightPx } = frame;
  context.fillStyle = palette.land;
  context.fillRect(0, 0, widthPx, heightPx);
  drawGrid(frame);
  if (houses) drawBuiltUp(frame, houses, PLOT_M);
  else drawBuiltUp(frame, ground.builtUp, BUILT_CELL_M * 0.95);
  drawStreets(frame, ground.streets);
}

/** Squares of a round ground distance, the one the scale bar names. */
function drawGrid(frame: MapFrame): void {
  const { context, widthPx, heightPx, resolution } = frame;
  const stretch = planeStretch(frame.maxY - (heightPx / 2) * resolution);
  const step = chooseScaleBar(resolution / stretch, GRID_PX).metres * stretch;
  context.strokeStyle = frame.palette.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = Math.ceil(frame.minX / step) * step; toPxX(frame, x) < widthPx; x += step) {
    const px = Math.round(toPxX(frame, x)) + 0.5;
    context.moveTo(px, 0);
    context.lineTo(px, heightPx);
  }
  for (let y = Math.floor(frame.maxY / step) * step; toPxY(frame, y) < heightPx; y -= step) {
    const py = Math.round(toPxY(frame, y)) + 0.5;
    context.moveTo(0, py);
    context.lineTo(widthPx, py);
  }
  context.stroke();
}

function drawBuiltUp(frame: MapFrame, places: readonly Place[], radius: number): void {
  const { context } = frame;
  const radiusPx = Math.max(1.5, radius / frame.resolution);
  context.fillStyle = frame.palette.built;
  context.beginPath();
  for (const [x, y] of places) {
    const px = toPxX(frame, x);
    const py = toPxY(frame, y);
    if (px < -radiusPx || py < -radiusPx || px > frame.widthPx + radiusPx || py > frame.heightPx + radiusPx)
      continue;
    context.moveTo(px + radiusPx, py);
    context.arc(px, py, radiusPx, 0, 2 * Math.PI);
  }
  context.fill();
}

const STREET_M = 11;

function drawStreets(frame: MapFrame, streets: readonly TracedStreet[]): void {
  const { context, palette } = frame;
  const widthPx = Math.min(14, (STREET_M * 1.7) / frame.resolution);
  if (widthPx < 0.6) return;
  const path = new Path2D();
  for (const { line } of streets) addLine(frame, path, line);
  context.lineJoin = "round";
  context.lineCap = "round";
  if (widthPx > 2.5) {
    context.strokeStyle = palette.streetEdge;
    context.lineWidth = widthPx + 1.6;
    context.stroke(path);
  }
  context.strokeStyle = palette.street;
  context.lineWidth = widthPx;
  context.stroke(path);
  if (widthPx > 6) for (const street of streets) drawName(frame, street);
}

function addLine(frame: MapFrame, path: Path2D, line: TracedStreet["line"]): void {
  line.forEach(([x, y], i) => {
    if (i === 0) path.moveTo(toPxX(frame, x), toPxY(frame, y));
    else path.lineTo(toPxX(frame, x), toPxY(frame, y));
  });
}

/** The street's name along its middle, where it is long enough to carry it. */
function drawName(frame: MapFrame, { name, line }: TracedStreet): void {
  const { context } = frame;
  const middle = Math.floor(line.length / 2);
  const from = line[Math.max(0, middle - 2)];
  const to = line[Math.min(line.length - 1, middle + 1)];
  if (!(from && to)) return;
  const [x1, y1] = [toPxX(frame, from[0]), toPxY(frame, from[1])];
  const [x2, y2] = [toPxX(frame, to[0]), toPxY(frame, to[1])];
  context.font = "500 10.5px 'Inter Variable', sans-serif";
  if (Math.hypot(x2 - x1, y2 - y1) < context.measureText(name).width + 12) return;
  const angle = Math.atan2(y2 - y1, x2 - x1);
  context.save();
  context.translate((x1 + x2) / 2, (y1 + y2) / 2);
  context.rotate(Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = frame.palette.label;
  context.fillText(name, 0, 0.5);
  context.restore();
}

export function drawScaleBar(frame: MapFrame): void {
  const { context, palette, heightPx, resolution } = frame;
  const stretch = planeStretch(frame.maxY - (heightPx / 2) * resolution);
  const bar = chooseScaleBar(resolution / stretch, 110);
  const [left, bottom] = [14, heightPx - 14];
  context.strokeStyle = palette.label;
  context.lineWidth = 1.5;
  context.lineCap = "butt";
  context.beginPath();
  context.moveTo(left, bottom - 5);
  context.lineTo(left, bottom);
  context.lineTo(left + bar.widthPx, bottom);
  context.lineTo(left + bar.widthPx, bottom - 5);
  context.stroke();
  context.font = "500 10.5px 'Inter Variable', sans-serif";
  context.fillStyle = palette.label;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillText(sayDistance(bar.metres), left + 5, bottom - 5);
}
