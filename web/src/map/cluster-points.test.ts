import { describe, expect, it } from "vitest";
import { clusterPoints } from "./cluster-points.ts";
import type { PointCloud } from "./point-cloud.ts";

const cloudOf = (
  places: readonly (readonly [number, number])[],
  marks: readonly number[] = [],
): PointCloud => ({
  xs: Float64Array.from(places, ([x]) => x),
  ys: Float64Array.from(places, ([, y]) => y),
  marks: Uint8Array.from(places, (_, i) => marks[i] ?? 4),
  glyphs: new Uint8Array(places.length),
});
const all = (cloud: PointCloud): Uint8Array => new Uint8Array(cloud.xs.length).fill(1);
const rules = { reach: 100, atLeast: 3, attentionBelow: 3 };

describe("clusterPoints", () => {
  it("joins close points into one bubble and leaves far ones alone", () => {
    const cloud = cloudOf([
      [0, 0],
      [10, 5],
      [20, 10],
      [900, 900],
    ]);
    const { clusters, singles } = clusterPoints(cloud, all(cloud), rules);
    expect(clusters).toMatchObject([{ x: 10, y: 5, rows: [0, 1, 2] }]);
    expect(singles).toEqual([3]);
  });

  it("joins points on both sides of a grid line", () => {
    const cloud = cloudOf([
      [98, 0],
      [99, 0],
      [101, 0],
      [102, 0],
    ]);
    expect(clusterPoints(cloud, all(cloud), rules).clusters.map(({ rows }) => rows.length)).toEqual([4]);
  });

  it("shows every point exactly once, and none that is filtered out or has no position", () => {
    const places = Array.from({ length: 5000 }, (_, i) => [(i * 7919) % 3001, (i * 104_729) % 2999] as const);
    const cloud = cloudOf([...places, [Number.NaN, Number.NaN]]);
    const keeps = all(cloud).map((_, i) => (i % 3 === 0 ? 0 : 1));
    const { clusters, singles } = clusterPoints(cloud, keeps, rules);
    const shown = [...singles, ...clusters.flatMap(({ rows }) => rows)].sort((a, b) => a - b);
    expect(shown).toEqual([...keeps.keys()].filter((i) => keeps[i] === 1 && i < 5000));
  });

  it("takes the most urgent mark and counts what asks for attention", () => {
    const cloud = cloudOf(
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 0],
      ],
      [4, 1, 2, 4],
    );
    expect(clusterPoints(cloud, all(cloud), rules).clusters).toMatchObject([{ mark: 1, attention: 2 }]);
  });
});
