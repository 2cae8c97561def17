import { expect, it } from "vitest";
import type { WireInterval } from "../../../shared/model/wire.ts";
import { buildDuration } from "./build-duration.ts";

const hour = (
  fromMs: number,
  value: string | null,
  mark: WireInterval["mark"] = "measured",
): WireInterval => ({
  fromMs,
  toMs: fromMs + 1,
  value,
  mark,
});

it("puts the hours in order of their amount, without what is missing or not over", () => {
  const duration = buildDuration([
    hour(0, "2.5"),
    hour(1, null, "missing"),
    hour(2, "10"),
    hour(3, "0"),
    hour(4, "9.75", "estimated"),
    hour(5, "12", "running"),
    hour(6, "11", "silent"),
  ]);
  expect(duration.order).toEqual([2, 4, 0, 3]);
  expect(duration.heights).toEqual([10, 9.75, 2.5, 0]);
  // Two of the four hours had 9.75 or more.
  expect(duration.shareOf(1)).toBe(0.5);
  expect(buildDuration([]).order).toEqual([]);
});
