import { TOWN_SECTORS } from "./town-names-table.ts";
import type { Plot, Spot, Street } from "./town-streets.ts";

/** A town's streets as crossings and pieces between them; every crossing can be reached from every other. */
export interface StreetNetwork {
  readonly nodes: readonly Spot[];
  /** Neighbours of each node with the metres to them. */
  readonly edges: readonly (readonly { readonly to: number; readonly lengthM: number }[])[];
}

const PIECE_M = 25;

/** The streets on which these houses stand. A side street begins on its main road and ends blind, as the town draws them. */
export function networkOf(plots: readonly Plot[]): StreetNetwork {
  const nodes: Spot[] = [];
  const edges: { to: number; lengthM: number }[][] = [];
  const add = (spot: Spot): number => {
    edges.push([]);
    return nodes.push(spot) - 1;
  };
  const join = (a: number, b: number): void => {
    const lengthM = apartM(nodes[a] ?? ORIGIN, nodes[b] ?? ORIGIN);
    edges[a]?.push({ to: b, lengthM });
    edges[b]?.push({ to: a, lengthM });
  };
  const roads = [...new Set(plots.map(({ street }) => street))].map((street): Road => {
    const line = finely(street).map(add);
    for (const [n, node] of line.entries()) if (n > 0) join(line[n - 1] ?? node, node);
    // Side streets leave a main road anywhere; beyond the old town it runs on through their beginnings.
    const isMain = TOWN_SECTORS.some(({ main }) => main === street.name);
    return { start: line[0] ?? 0, open: isMain ? line : line.slice(0, 1) };
  });
  joinAll(roads, nodes, join);
  return { nodes, edges };
}

interface Road {
  readonly start: number;
  /** Nodes at which other streets may begin. */
  readonly open: readonly number[];
}

const ORIGIN: Spot = { eastM: 0, northM: 0 };

export const apartM = (a: Spot, b: Spot): number => Math.hypot(a.eastM - b.eastM, a.northM - b.northM);

function finely({ line }: Street): readonly Spot[] {
  return line.flatMap((spot, n) => {
    const last = line[n - 1];
    if (!last) return [spot];
    const pieces = Math.max(1, Math.ceil(apartM(last, spot) / PIECE_M));
    return Array.from({ length: pieces }, (_, k) => ({
      eastM: last.eastM + ((spot.eastM - last.eastM) * (k + 1)) / pieces,
      northM: last.northM + ((spot.northM - last.northM) * (k + 1)) / pieces,
    }));
  });
}

/** Each street's beginning is joined to the nearest road that is joined already: shortest first. */
function joinAll(roads: readonly Road[], nodes: readonly Spot[], join: (a: number, b: number) => void): void {
  const [first, ...others] = roads;
  const near = new Map(others.map((road) => [road, nearest(nodes, road.start, first?.open ?? [])]));
  while (near.size > 0) {
    const [next, at] = [...near].reduce((a, b) => (b[1].lengthM < a[1].lengthM ? b : a));
    join(next.start, at.to);
    near.delete(next);
    for (const [road, known] of near) {
      const found = nearest(nodes, road.start, next.open);
      if (found.lengthM < known.lengthM) near.set(road, found);
    }
  }
}

function nearest(
  nodes: readonly Spot[],
  from: number,
  among: readonly number[],
): { readonly to: number; readonly lengthM: number } {
  let best = { to: among[0] ?? 0, lengthM: Number.POSITIVE_INFINITY };
  for (const to of among) {
    const lengthM = apartM(nodes[from] ?? ORIGIN, nodes[to] ?? ORIGIN);
    if (lengthM < best.lengthM) best = { to, lengthM };
  }
  return best;
}

/** Metres from one node to all, and the node before each on the way. */
export function shortestFrom(
  { nodes, edges }: StreetNetwork,
  from: number,
): { readonly metres: Float64Array; readonly before: Int32Array } {
  const metres = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(nodes.length).fill(-1);
  const isDone = new Uint8Array(nodes.length);
  metres[from] = 0;
  for (let node = nextOpen(metres, isDone); node >= 0; node = nextOpen(metres, isDone)) {
    isDone[node] = 1;
    const soFarM = metres[node] ?? 0;
    for (const { to, lengthM } of edges[node] ?? []) {
      if (soFarM + lengthM >= (metres[to] ?? 0)) continue;
      metres[to] = soFarM + lengthM;
      before[to] = node;
    }
  }
  return { metres, before };
}

/** The nearest node that is not done; -1 when all that can be reached are. */
function nextOpen(metres: Float64Array, isDone: Uint8Array): number {
  let node = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < metres.length; n++) {
    const metre = metres[n] ?? least;
    if (isDone[n] !== 0 || metre >= least) continue;
    least = metre;
    node = n;
  }
  return node;
}
