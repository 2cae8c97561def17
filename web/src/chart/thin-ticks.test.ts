import { expect, it } from "vitest";
import { thinTicks } from "./thin-ticks.ts";

const ticks = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

it("keeps the labels of eleven months' days from touching on a phone", () => {
  // Three letters of 6.4 px and a gap of 14 are 33.2 px: ten have room in 340. Every 30th of 333 were twelve.
  expect(thinTicks(ticks(333), 340, () => "Nov")).toEqual([0, 60, 120, 180, 240, 300]);
});

it("keeps every label that has room", () => {
  expect(thinTicks(ticks(7), 340, () => "Nov")).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it("thins further where no step of a calendar will do", () => {
  // Two fit beside each other: of 1,000 every 500th.
  expect(thinTicks(ticks(1000), 70, () => "Nov")).toEqual([0, 500]);
});
