import KDBush from "kdbush";
import { type Clustered, clusterPoints } from "./cluster-points.ts";
import { deriveStreets } from "./derive-streets.ts";
import { drawGround, drawScaleBar, findBuiltUp, type Ground } from "./draw-ground.ts";
import {
  clusterRadiusPx,
  drawCluster,
  drawPick,
  drawSelection,
  drawUnit,
  type MarkedPoint,
  makeStamp,
  markRadiusPx,
} from "./draw-points.ts";
import { isInsideRing } from "./inside-ring.ts";
import { isInFrame, type MapFrame } from "./map-frame.ts";
import { type PlacedPoints, type PointCloud, projectPoints } from "./point-cloud.ts";

/** From here on in (metres of the plane per pixel) every point stands for itself. */
const SINGLES_BELOW_RESOLUTION = 6;
const REACH_PX = 62;
/** Marks below this ask for attention (marks are ordered by urgency). */
const ATTENTION_BELOW = 3;
const HIT_PX = 13;
const URGENT_RADIUS_PX = 4.6;
const NOWHERE = 1e12;
/** More plots of ground than this are not drawn one by one. */
const MOST_HOUSES = 6000;

type Place = readonly number[];

export interface PlacedUnit {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** The points of a map, what is shown of them, and what lies where: everything but the map itself. */
export class PointScene {
  cloud: PointCloud = projectPoints({
    lons: new Float64Array(0),
    lats: new Float64Array(0),
    marks: new Uint8Array(0),
    glyphs: new Uint8Array(0),
    streets: [],
  });
  keeps = new Uint8Array(0);
  /** 1 where a row is picked. */
  picked = new Uint8Array(0);
  /** Where collection units hang, on the map's plane. */
  units: readonly PlacedUnit[] = [];
  /** The streets are sketched only where no other map lies below. */
  hasBase = false;
  selected: number | undefined;
  hovered: number | undefined;
  #ground: Ground = { builtUp: [], streets: [] };
  #index: KDBush | undefined;
  #counts: number | undefined;
  #clusteredByLevel = new Map<number, Clustered>();

  setPoints(points: PlacedPoints): void {
    this.cloud = projectPoints(points);
    this.#ground = { builtUp: findBuiltUp(this.cloud), streets: deriveStreets(this.cloud, points.streets) };
    this.#index = indexOf(this.cloud);
    this.#clusteredByLevel.clear();
  }

  /** Whether anything looks different now. */
  setShown(keeps: Uint8Array): boolean {
    if (keeps.length === this.keeps.length && keeps.every((keep, row) => keep === this.keeps[row]))
      return false;
    this.keeps = Uint8Array.from(keeps);
    this.#clusteredByLevel.clear();
    return true;
  }

  /** Whether anything looks different now. */
  setMark(row: number, mark: number): boolean {
    if (this.cloud.marks[row] === mark) return false;
    this.cloud.marks[row] = mark;
    this.#clusteredByLevel.clear();
    return true;
  }

  /** Bubbles say from now on how many of their points have this mark. */
  countMark(mark: number): void {
    this.#counts = mark;
    this.#clusteredByLevel.clear();
  }

  hasPlace(row: number | undefined): row is number {
    return row !== undefined && !Number.isNaN(this.cloud.xs[row] ?? Number.NaN);
  }

  placeOf(row: number): [x: number, y: number] {
    return [this.cloud.xs[row] ?? 0, this.cloud.ys[row] ?? 0];
  }

  /** Whether any shown point lies in this piece of the plane. */
  hasAnyIn(piece: Place): boolean {
    return this.shownIn(piece).length > 0;
  }

  shownIn([minX = 0, minY = 0, maxX = 0, maxY = 0]: Place): readonly number[] {
    return this.#index?.range(minX, minY, maxX, maxY).filter((row) => this.keeps[row] === 1) ?? [];
  }

  /** Shown rows inside a ring on the plane. */
  rowsInside(ring: readonly (readonly [x: number, y: number])[]): readonly number[] {
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
    return this.shownIn(box).filter((row) => isInsideRing(ring, ...this.placeOf(row)));
  }

  paint(frame: MapFrame): void {
    const radiusPx = markRadiusPx(frame.resolution);
    const clustered = this.#clusteredAt(frame.resolution);
    const inFrame = clustered ? undefined : this.#rowsInFrame(frame);
    const houses =
      inFrame && inFrame.length < MOST_HOUSES ? inFrame.map((row) => this.placeOf(row)) : undefined;
    if (!this.hasBase) drawGround(frame, this.#ground, houses);
    const shown = inFrame?.filter((row) => this.keeps[row] === 1);
    this.#drawSingles(frame, clustered?.singles ?? shown ?? [], radiusPx);
    for (const cluster of clustered?.clusters ?? []) drawCluster(frame, cluster, this.#counts);
    for (const unit of this.units) if (isInFrame(frame, unit.x, unit.y)) drawUnit(frame, unit);
    for (const row of [this.hovered, this.selected]) {
      if (this.hasPlace(row)) drawSelection(frame, this.#pointAt(row), radiusPx);
    }
    drawScaleBar(frame);
  }

  /** The point under a finger or pointer, when it stands for itself. */
  rowNear([x = 0, y = 0]: Place, resolution: number): number | undefined {
    const singles = this.#clusteredAt(resolution)?.singles;
    const alone = singles ? new Set(singles) : undefined;
    const distance = (row: number): number =>
      Math.hypot((this.cloud.xs[row] ?? 0) - x, (this.cloud.ys[row] ?? 0) - y);
    return (this.#index?.within(x, y, HIT_PX * resolution) ?? [])
      .filter((row) => this.keeps[row] === 1 && (alone?.has(row) ?? true))
      .sort((a, b) => distance(a) - distance(b))[0];
  }

  /** The rows of the bubble under a finger or pointer. */
  bubbleNear([x = 0, y = 0]: Place, resolution: number): readonly number[] | undefined {
    return this.#clusteredAt(resolution)?.clusters.find(
      (cluster) => Math.hypot(cluster.x - x, cluster.y - y) < clusterRadiusPx(cluster) * resolution,
    )?.rows;
  }

  /** Bubbles of the nearest whole zoom level; `undefined` where every point stands for itself. */
  #clusteredAt(resolution: number): Clustered | undefined {
    if (resolution < SINGLES_BELOW_RESOLUTION) return undefined;
    const level = Math.round(Math.log2(resolution));
    const known = this.#clusteredByLevel.get(level);
    if (known) return known;
    const rules = {
      reach: REACH_PX * 2 ** level,
      atLeast: 3,
      attentionBelow: ATTENTION_BELOW,
      counts: this.#counts,
    };
    const clustered = clusterPoints(this.cloud, this.keeps, rules);
    this.#clusteredByLevel.set(level, clustered);
    return clustered;
  }

  #rowsInFrame(frame: MapFrame): readonly number[] {
    const margin = 60 + 30 * frame.resolution;
    const maxX = frame.minX + frame.widthPx * frame.resolution;
    const minY = frame.maxY - frame.heightPx * frame.resolution;
    return this.#index?.range(frame.minX - margin, minY - margin, maxX + margin, frame.maxY + margin) ?? [];
  }

  /** Urgent marks last, so that nothing hides them. */
  #drawSingles(frame: MapFrame, rows: readonly number[], radiusPx: number): void {
    const urgent: MarkedPoint[] = [];
    const stamp = makeStamp(frame);
    for (const row of rows) {
      const point = this.#pointAt(row);
      if (!isInFrame(frame, point.x, point.y)) continue;
      if (this.picked[row] === 1) drawPick(frame, point, radiusPx);
      if (point.mark < ATTENTION_BELOW) urgent.push(point);
      else stamp(point, radiusPx);
    }
    urgent.sort((a, b) => b.mark - a.mark);
    for (const point of urgent) stamp(point, Math.max(URGENT_RADIUS_PX, radiusPx));
  }

  #pointAt(row: number): MarkedPoint {
    const [x, y] = this.placeOf(row);
    return { x, y, mark: this.cloud.marks[row] ?? 0, glyph: this.cloud.glyphs[row] ?? 0 };
  }
}

/** Points without a position are put where nobody looks: the index cannot hold "nowhere". */
function indexOf(cloud: PointCloud): KDBush | undefined {
  if (cloud.xs.length === 0) return undefined;
  const index = new KDBush(cloud.xs.length);
  cloud.xs.forEach((x, row) => {
    const y = cloud.ys[row] ?? Number.NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) index.add(NOWHERE, NOWHERE);
    else index.add(x, y);
  });
  return index.finish();
}
