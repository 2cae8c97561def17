import { expect, it } from "vitest";
import type { CountMonth } from "../../shared/blocks/month-columns.ts";
import { shareMemory } from "./share-memory.ts";

const monthOf = (times: readonly number[], marks: readonly number[]): CountMonth => ({
  timesMs: Float64Array.from(times),
  marks: Uint16Array.from(marks),
  registers: (["E1", "V1"] as const).map((register, n) => ({
    ...{ register, unit: "kWh" as const, exponent: -n },
    counts: Float64Array.from(times, (time) => 1000 * n + time),
  })),
});

it("holds the same months in one stretch of memory, none over another", () => {
  const lists = [
    [monthOf([1, 2, 3], [0, 4, 0])],
    [],
    [monthOf([5], [9]), monthOf([], []), monthOf([7, 8], [1, 2])],
  ];
  const shared = shareMemory(lists);
  expect(shared).toEqual(lists);
  const columns = shared
    .flat()
    .flatMap(({ timesMs, marks, registers }) => [timesMs, marks, ...registers.map(({ counts }) => counts)]);
  expect(new Set(columns.map(({ buffer }) => buffer)).size).toBe(1);
});
