import type { Cluster } from "./cluster-points.ts";
import { isInFrame, type MapFrame, type MapPalette, toPxX, toPxY } from "./map-frame.ts";

/** Radius of a single point's mark at this resolution (metres of the plane per pixel). */
export const markRadiusPx = (resolution: number): number => Math.max(2.4, Math.min(9, 15 / resolution));

const TAU = 2 * Math.PI;

/** Collection units stand behind states and kinds. */
const UNIT_MARK = 10;

/**
 * Outline of a mark around the origin. By urgency: diamond, triangle, square, ring, disc, ring; by kind:
 * disc, triangle, square, diamond; a collection unit: hexagon.
 */
function traceShape(context: CanvasPath, mark: number, r: number): void {
  if (mark === UNIT_MARK) tracePolygon(context, 6, r * 1.15);
  else if (mark === 0 || mark === 9) tracePolygon(context, 4, r * 1.45);
  else if (mark === 1 || mark === 7) tracePolygon(context, 3, r * 1.5);
  else if (mark === 2 || mark === 8) context.rect(-r * 0.95, -r * 0.95, r * 1.9, r * 1.9);
  else context.arc(0, 0, mark === 4 || mark === 6 ? r : r * 0.85, 0, TAU);
}

function tracePolygon(context: CanvasPath, corners: number, r: number): void {
  for (let i = 0; i < corners; i++) {
    const angle = -Math.PI / 2 + (i * TAU) / corners;
    const [x, y] = [Math.cos(angle) * r, Math.sin(angle) * r];
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}

const isHollow = (mark: number): boolean => mark === 3 || mark === 5;

export interface MarkedPoint {
  readonly x: number;
  readonly y: number;
  readonly mark: number;
  readonly glyph: number;
}

function drawMark(frame: MapFrame, point: MarkedPoint, radiusPx: number): void {
  const { context, palette } = frame;
  context.save();
  context.translate(toPxX(frame, point.x), toPxY(frame, point.y));
  paintMark(context, palette, { ...point, radiusPx });
  context.restore();
}

interface MarkLook {
  readonly mark: number;
  readonly glyph: number;
  readonly radiusPx: number;
}

/** Around the origin. */
function paintMark(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  palette: MapPalette,
  { mark, glyph, radiusPx }: MarkLook,
): void {
  const colour = palette.marks[mark] ?? palette.text;
  context.beginPath();
  traceShape(context, mark, radiusPx);
  context.lineJoin = "round";
  if (isHollow(mark)) {
    context.fillStyle = palette.bubble;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = Math.max(1.5, radiusPx * 0.28);
    if (mark === 5) context.setLineDash([radiusPx * 0.55, radiusPx * 0.4]);
  } else {
    context.fillStyle = colour;
    context.strokeStyle = palette.bubble;
    context.lineWidth = Math.min(1.75, radiusPx / 3);
    context.fill();
  }
  context.stroke();
  context.setLineDash([]);
  if (radiusPx >= GLYPH_FROM_PX) drawGlyph(context, glyph, isHollow(mark) ? colour : palette.bubble);
}

const GLYPH_FROM_PX = 8;
/** Radii a quarter of a pixel apart look the same, and are one picture. */
const RADIUS_STEPS = 4;
const MOST_STAMPS = 300;
const stampsOf = new WeakMap<MapPalette, Map<string, ImageBitmap>>();

/**
 * Draws the marks of one frame as copies of a picture of each look: a thousand points are a thousand
 * copies, and not ten thousand steps of a pen.
 */
export function makeStamp(frame: MapFrame): (point: MarkedPoint, radiusPx: number) => void {
  const { context, palette } = frame;
  const scale = context.getTransform().a;
  const stamps = stampsOf.get(palette) ?? new Map<string, ImageBitmap>();
  stampsOf.set(palette, stamps);
  return (point, radiusPx) => {
    const radius = Math.round(radiusPx * RADIUS_STEPS) / RADIUS_STEPS;
    const glyph = radius >= GLYPH_FROM_PX ? point.glyph : -1;
    const key = `${point.mark} ${glyph} ${radius} ${scale}`;
    let stamp = stamps.get(key);
    if (!stamp) {
      if (stamps.size >= MOST_STAMPS) stamps.clear();
      stamp = cutStamp(palette, { mark: point.mark, glyph, radiusPx: radius }, scale);
      stamps.set(key, stamp);
    }
    const [width, height] = [stamp.width / scale, stamp.height / scale];
    // On whole pixels of the screen a copy is as sharp as its picture.
    const x = Math.round((toPxX(frame, point.x) - width / 2) * scale) / scale;
    const y = Math.round((toPxY(frame, point.y) - height / 2) * scale) / scale;
    context.drawImage(stamp, x, y, width, height);
  };
}

function cutStamp(palette: MapPalette, look: MarkLook, scale: number): ImageBitmap {
  const size = Math.ceil((look.radiusPx * 1.6 + 2) * scale) * 2;
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext("2d");
  if (context) {
    context.setTransform(scale, 0, 0, scale, size / 2, size / 2);
    paintMark(context, palette, look);
  }
  return canvas.transferToImageBitmap();
}

/** What flows through the meter, 12 units wide around the origin. */
const GLYPH_PATHS = [
  "M0-5C2.5-2.6 3.4-.9 3.4 1.2A3.4 3.4 0 0 1-3.4 1.2C-3.4-.2-2.6-1-2-2-1.6-.9-1-.5-.6-.4-1.2-2.1-.9-3.7 0-5Z",
  "M-.6-5H.6V-1L4-3 4.6-2 1.2 0 4.6 2 4 3 .6 1V5H-.6V1L-4 3-4.6 2-1.2 0-4.6-2-4-3-.6-1Z",
  "M0-4.8C2.2-2 3.3-.2 3.3 1.4A3.3 3.3 0 0 1-3.3 1.4C-3.3-.2-2.2-2 0-4.8Z",
  "M1.2-5-3.4.9H-.4L-1.2 5 3.4-.9H.4Z",
  "M0-1.8A1.8 1.8 0 1 1 0 1.8 1.8 1.8 0 0 1 0-1.8Z",
] as const;

const glyphs: Path2D[] = [];

function drawGlyph(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  glyph: number,
  colour: string,
): void {
  if (glyphs.length === 0) glyphs.push(...GLYPH_PATHS.map((path) => new Path2D(path)));
  const path = glyphs[glyph];
  if (!path) return;
  context.fillStyle = colour;
  context.fill(path);
}

export const clusterRadiusPx = (cluster: Cluster): number => {
  const radiusPx = Math.min(23, 8 + 2 * Math.log2(cluster.rows.length));
  return cluster.counted === undefined
    ? radiusPx
    : Math.max(radiusPx, 5 + DIGIT_PX * labelOf(cluster).length);
};
/** Half of what a digit takes. */
const DIGIT_PX = 3.3;

/**
 * A bubble with its number; its ring is coloured by the share of points that ask for attention. Where a mark is
 * counted, it says how many of its points have that, and the ring has their share.
 */
export function drawCluster(frame: MapFrame, cluster: Cluster, counts?: number): void {
  if (!isInFrame(frame, cluster.x, cluster.y)) return;
  const { context, palette } = frame;
  const [px, py] = [toPxX(frame, cluster.x), toPxY(frame, cluster.y)];
  const radiusPx = clusterRadiusPx(cluster);
  context.beginPath();
  context.arc(px, py, radiusPx, 0, TAU);
  context.fillStyle = palette.bubble;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = palette.bubbleLine;
  context.stroke();
  const [share, mark] = shareOf(cluster, counts);
  if (share > 0) {
    context.beginPath();
    context.arc(px, py, radiusPx, -Math.PI / 2, -Math.PI / 2 + TAU * Math.max(0.08, share));
    context.strokeStyle = palette.marks[mark] ?? palette.text;
    context.lineCap = "butt";
    context.lineWidth = 3;
    context.stroke();
  }
  context.font = "600 11px 'Inter Variable', sans-serif";
  context.fillStyle = palette.text;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(labelOf(cluster), px, py + 0.5);
}

const shareOf = ({ rows, attention, mark, counted }: Cluster, counts?: number): readonly [number, number] =>
  counts === undefined || counted === undefined
    ? [attention / rows.length, mark]
    : [counted / rows.length, counts];

const labelOf = ({ rows, counted }: Cluster): string =>
  `${counted === undefined ? "" : `${sayCount(counted)}/`}${sayCount(rows.length)}`;

const sayCount = (count: number): string => (count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`);

/** A collection unit, larger than any point, with its name where there is room. */
export function drawUnit(
  frame: MapFrame,
  unit: { readonly x: number; readonly y: number; readonly name: string },
): void {
  const { context, palette } = frame;
  drawMark(frame, { x: unit.x, y: unit.y, mark: UNIT_MARK, glyph: -1 }, UNIT_RADIUS_PX);
  if (frame.resolution > NAMED_BELOW_RESOLUTION) return;
  context.font = "600 11px 'Inter Variable', sans-serif";
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.strokeStyle = palette.bubble;
  context.fillStyle = palette.text;
  const [px, py] = [toPxX(frame, unit.x) + UNIT_RADIUS_PX + 5, toPxY(frame, unit.y)];
  context.strokeText(unit.name, px, py);
  context.fillText(unit.name, px, py);
}

const UNIT_RADIUS_PX = 8;
const NAMED_BELOW_RESOLUTION = 20;

/** A thin ring: one of those that are picked. */
export function drawPick(frame: MapFrame, point: MarkedPoint, radiusPx: number): void {
  const { context, palette } = frame;
  context.beginPath();
  context.arc(toPxX(frame, point.x), toPxY(frame, point.y), radiusPx + 3, 0, TAU);
  context.lineWidth = 2;
  context.strokeStyle = palette.selection;
  context.stroke();
}

/** A ring around the chosen point. */
export function drawSelection(frame: MapFrame, point: MarkedPoint, radiusPx: number): void {
  const { context, palette } = frame;
  const [px, py] = [toPxX(frame, point.x), toPxY(frame, point.y)];
  context.beginPath();
  context.arc(px, py, radiusPx + 6, 0, TAU);
  context.fillStyle = palette.bubble;
  context.fill();
  context.strokeStyle = palette.selection;
  context.lineWidth = 2.5;
  context.stroke();
  drawMark(frame, point, Math.max(radiusPx, 5.5));
}
