import { expect, it } from "vitest";
import type { WireEvent } from "../../../shared/model/wire.ts";
import { gatherEvents } from "./gather-events.ts";

const leftOut = (atMs: number, register: "E1" | "V1" = "E1"): WireEvent => ({
  kind: "implausible",
  atMs,
  register,
});
const times = (events: readonly WireEvent[]) =>
  gatherEvents(events).map((one) => one.events.map(({ atMs }) => atMs));

it("makes one line of many readings of one register that were left out in a row", () => {
  const many = Array.from({ length: 31 }, (_, n) => leftOut(n));
  const [all, ...more] = gatherEvents(many);
  expect(more).toEqual([]);
  expect([all?.events.length, all?.first.atMs, all?.last.atMs]).toEqual([31, 0, 30]);
});

it("leaves one and two as they are, and parts them by register and by what happened between", () => {
  expect(times([leftOut(1), leftOut(2)])).toEqual([[1], [2]]);
  expect(times([leftOut(1), leftOut(2), leftOut(3), leftOut(4, "V1")])).toEqual([[1, 2, 3], [4]]);
  const reset: WireEvent = { kind: "reset", atMs: 4, register: "E1" };
  const parted = [leftOut(1), leftOut(2), leftOut(3), reset, leftOut(5), leftOut(6), leftOut(7)];
  expect(times(parted)).toEqual([[1, 2, 3], [4], [5, 6, 7]]);
  expect(times([])).toEqual([]);
});

it("does not gather what says something each time", () => {
  const rolled = (atMs: number): WireEvent => ({ kind: "rollover", atMs, register: "E1" });
  expect(times([rolled(1), rolled(2), rolled(3)])).toEqual([[1], [2], [3]]);
});
