import KDBush from "kdbush";
import type { PointCloud } from "./point-cloud.ts";

/** Points too close together to be told apart at one zoom, drawn as one bubble with their number. */
export interface Cluster {
  readonly x: number;
  readonly y: number;
  readonly rows: readonly number[];
  /** How many of its points ask for attention. */
  readonly attention: number;
  /** The most urgent mark among them (marks are ordered by urgency). */
  readonly mark: number;
  /** How many of its points have the mark that is counted, where one is. */
  readonly counted?: number;
}

export interface Clustered {
  readonly clusters: readonly Cluster[];
  /** Points that stand alone. */
  readonly singles: readonly number[];
}

export interface ClusterRules {
  /** Bubbles closer than this become one, in metres of the plane. */
  readonly reach: number;
  /** Fewer than this stay single points. */
  readonly atLeast: number;
  /** Marks below this ask for attention. */
  readonly attentionBelow: number;
  /** The mark whose points are counted. */
  readonly counts?: number | undefined;
}

/**
 * A grid fixed to the ground gathers points (linear, so a hundred thousand take milliseconds), then
 * bubbles that would overlap are joined. Panning never changes the outcome, only zooming does.
 */
export function clusterPoints(cloud: PointCloud, keeps: Uint8Array, rules: ClusterRules): Clustered {
  const cells = [...gatherCells(cloud, keeps, rules.reach).values()];
  const groups = joinNeighbours(
    cells.map((rows) => centreOf(cloud, rows)),
    rules.reach,
  ).map((group) => group.flatMap((cell) => cells[cell] ?? []));
  const clusters: Cluster[] = [];
  const singles: number[] = [];
  for (const rows of groups) {
    if (rows.length < rules.atLeast) singles.push(...rows);
    else clusters.push(describeCluster(cloud, rows, rules));
  }
  return { clusters, singles };
}

const CELLS_PER_AXIS = 2 ** 26;

function gatherCells(cloud: PointCloud, keeps: Uint8Array, size: number): Map<number, number[]> {
  const rowsByCell = new Map<number, number[]>();
  for (let row = 0; row < cloud.xs.length; row++) {
    const x = cloud.xs[row] ?? Number.NaN;
    if (keeps[row] !== 1 || Number.isNaN(x)) continue;
    const key = Math.floor(x / size) * CELLS_PER_AXIS + Math.floor((cloud.ys[row] ?? 0) / size);
    const rows = rowsByCell.get(key);
    if (rows) rows.push(row);
    else rowsByCell.set(key, [row]);
  }
  return rowsByCell;
}

function centreOf(cloud: PointCloud, rows: readonly number[]): { x: number; y: number; weight: number } {
  let x = 0;
  let y = 0;
  for (const row of rows) {
    x += cloud.xs[row] ?? 0;
    y += cloud.ys[row] ?? 0;
  }
  return { x: x / rows.length, y: y / rows.length, weight: rows.length };
}

/** The heaviest cell takes its neighbours within reach, then the next heaviest that is left. */
function joinNeighbours(
  centres: readonly { readonly x: number; readonly y: number; readonly weight: number }[],
  reach: number,
): number[][] {
  if (centres.length === 0) return [];
  const index = new KDBush(centres.length);
  for (const { x, y } of centres) index.add(x, y);
  index.finish();
  const isTaken = new Uint8Array(centres.length);
  const heaviestFirst = [...centres.keys()].sort(
    (a, b) => (centres[b]?.weight ?? 0) - (centres[a]?.weight ?? 0),
  );
  const groups: number[][] = [];
  for (const cell of heaviestFirst) {
    const centre = centres[cell];
    if (!centre || isTaken[cell] === 1) continue;
    const group = index.within(centre.x, centre.y, reach * 0.85).filter((other) => isTaken[other] !== 1);
    for (const other of group) isTaken[other] = 1;
    groups.push(group);
  }
  return groups;
}

function describeCluster(cloud: PointCloud, rows: readonly number[], rules: ClusterRules): Cluster {
  let mark = Number.POSITIVE_INFINITY;
  let attention = 0;
  let counted = 0;
  for (const row of rows) {
    const own = cloud.marks[row] ?? 0;
    mark = Math.min(mark, own);
    if (own < rules.attentionBelow) attention++;
    if (own === rules.counts) counted++;
  }
  const { x, y } = centreOf(cloud, rows);
  return { x, y, rows, attention, mark, ...(rules.counts === undefined ? {} : { counted }) };
}
