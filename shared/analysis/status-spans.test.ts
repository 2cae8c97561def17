import { expect, it } from "vitest";
import { toMonthColumns } from "../blocks/month-readings.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { statusSpans } from "./status-spans.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const T0 = Date.UTC(2026, 10, 1);
const at = (minute: number): number => T0 + minute * 60_000;
const ALL = { fromMs: at(0), toMs: at(60) };

/** A meter's info codes at minutes. */
const meterOf = (said: Readonly<Record<number, readonly string[]>>, removedAtMs?: number) => ({
  ...{ meter: METER, mountedAtMs: 0, startValues: [], endValues: [] },
  ...(removedAtMs === undefined ? {} : { removedAtMs }),
  columns: toMonthColumns(
    Object.entries(said).map(([minute, status]) => ({
      ...{ meter: METER, atMs: at(Number(minute)), status, values: [], marks: [] },
      ...{ source: "radio" as const, receiver: "mast" },
    })),
  ),
});

it("last from the first reading with it to the first without, each by itself, the earliest first", () => {
  const meter = meterOf({ 0: [], 5: ["b"], 10: ["a", "b"], 15: ["a", "b"], 20: ["a"], 25: [], 30: ["b"] });
  expect(statusSpans([meter], ALL, () => true)).toEqual([
    { status: "b", fromMs: at(5), toMs: at(20) },
    { status: "a", fromMs: at(10), toMs: at(25) },
    { status: "b", fromMs: at(30) },
  ]);
  expect(statusSpans([meter], ALL, (status) => status === "a")).toHaveLength(1);
});

it("began before where the first reading has it, end with a meter that was taken down, and are none outside the time", () => {
  const old = meterOf({ 0: ["a"], 5: ["a"], 10: ["b"] }, at(20));
  expect(statusSpans([old, meterOf({ 40: [] })], ALL, () => true)).toEqual([
    { status: "a", toMs: at(10) },
    { status: "b", fromMs: at(10), toMs: at(20) },
  ]);
  expect(statusSpans([old], { fromMs: at(20), toMs: at(60) }, () => true)).toEqual([]);
  expect(statusSpans([old], { fromMs: at(-60), toMs: at(10) }, () => true)).toEqual([
    { status: "a", toMs: at(10) },
  ]);
});
