import { type PointCloud, planeStretch } from "./point-cloud.ts";

/** A street as its addresses trace it, in metres of the plane. */
export interface TracedStreet {
  readonly name: string;
  readonly line: readonly (readonly [x: number, y: number])[];
}

/** Ground metres: one corner of the line per stretch, longest stretch without any address, shortest street. */
const STRETCH_M = 45;
const GAP_M = 260;
const SHORTEST_M = 60;
const END_M = 40;
/** A street is long and thin: addresses scattered wider than this share of its length are no line. */
const MOST_SCATTER = 0.2;

/**
 * Where no base map is at hand, addresses alone trace the streets: houses of one street are lined up
 * along its main direction and both sides are averaged to its middle. A sketch, and drawn as one.
 */
export function deriveStreets(cloud: PointCloud, streets: readonly string[]): readonly TracedStreet[] {
  const rowsByStreet = new Map<string, number[]>();
  streets.forEach((street, row) => {
    if (street === "" || Number.isNaN(cloud.xs[row] ?? Number.NaN)) return;
    const rows = rowsByStreet.get(street);
    if (rows) rows.push(row);
    else rowsByStreet.set(street, [row]);
  });
  return [...rowsByStreet].flatMap(([key, rows]) => {
    const name = key.replace(/\n.*$/, "");
    return traceLines(cloud, rows).map((line) => ({ name, line }));
  });
}

interface Along {
  readonly t: number;
  readonly x: number;
  readonly y: number;
}

function traceLines(cloud: PointCloud, rows: readonly number[]): (readonly [number, number])[][] {
  if (rows.length < 3) return [];
  const metre = planeStretch(cloud.ys[rows[0] ?? 0] ?? 0);
  const { points, scatter } = lineUp(cloud, rows);
  const length = (points.at(-1)?.t ?? 0) - (points[0]?.t ?? 0);
  if (length < SHORTEST_M * metre || scatter > MOST_SCATTER * length) return [];
  const lines: Along[][] = [[]];
  for (const corner of averageStretches(points, STRETCH_M * metre)) {
    const line = lines.at(-1) ?? [];
    const last = line.at(-1);
    if (last && corner.t - last.t > GAP_M * metre) lines.push([corner]);
    else line.push(corner);
  }
  return lines.filter((line) => line.length > 1).map((line) => extendEnds(smooth(line), END_M * metre));
}

/** Points in order along the main direction of their cloud, and how far they stray from it. */
function lineUp(cloud: PointCloud, rows: readonly number[]): { points: readonly Along[]; scatter: number } {
  const places = rows.map((row) => ({ x: cloud.xs[row] ?? 0, y: cloud.ys[row] ?? 0 }));
  const mean = (pick: (place: { x: number; y: number }) => number): number =>
    places.reduce((sum, place) => sum + pick(place), 0) / places.length;
  const centre = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  const xx = mean(({ x }) => (x - centre.x) ** 2);
  const yy = mean(({ y }) => (y - centre.y) ** 2);
  const xy = mean(({ x, y }) => (x - centre.x) * (y - centre.y));
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = (x: number, y: number): number => (y - centre.y) * cos - (x - centre.x) * sin;
  const points = places
    .map(({ x, y }) => ({ t: (x - centre.x) * cos + (y - centre.y) * sin, x, y }))
    .sort((a, b) => a.t - b.t);
  return { points, scatter: Math.sqrt(mean(({ x, y }) => across(x, y) ** 2)) };
}

function averageStretches(points: readonly Along[], stretch: number): readonly Along[] {
  const corners: Along[] = [];
  let group: Along[] = [];
  const close = (): void => {
    if (group.length === 0) return;
    const mean = (pick: (point: Along) => number): number =>
      group.reduce((sum, point) => sum + pick(point), 0) / group.length;
    corners.push({ t: mean(({ t }) => t), x: mean(({ x }) => x), y: mean(({ y }) => y) });
    group = [];
  };
  for (const point of points) {
    if (point.t - (group[0]?.t ?? point.t) > stretch) close();
    group.push(point);
  }
  close();
  return corners;
}

/** Takes out the zigzag of stretches where only one side of the street has meters. */
function smooth(line: readonly Along[]): (readonly [number, number])[] {
  return line.map((corner, i) => {
    const before = line[i - 1] ?? corner;
    const after = line[i + 1] ?? corner;
    return [(before.x + 2 * corner.x + after.x) / 4, (before.y + 2 * corner.y + after.y) / 4] as const;
  });
}

function extendEnds(line: (readonly [number, number])[], by: number): (readonly [number, number])[] {
  const [first, second] = line;
  const last = line.at(-1);
  const lastButOne = line.at(-2);
  if (!(first && second && last && lastButOne)) return line;
  return [beyond(second, first, by), ...line, beyond(lastButOne, last, by)];
}

function beyond(
  from: readonly [number, number],
  through: readonly [number, number],
  by: number,
): readonly [number, number] {
  const [dx, dy] = [through[0] - from[0], through[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  return [through[0] + (dx / length) * by, through[1] + (dy / length) * by];
}
