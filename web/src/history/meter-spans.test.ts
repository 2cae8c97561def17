import { expect, it } from "vitest";
import { toMonthColumns } from "../../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../../shared/model/meter-id.ts";
import type { Reading } from "../../../shared/model/reading.ts";
import type { WireSegment } from "../../../shared/model/wire.ts";
import { meterSpansOf } from "./meter-spans.ts";

const METER = "KAM-90000001-34-04";
const DAY_MS = 86_400_000;
const dayOf = (n: number): number => Date.UTC(2026, 0, n);
const readingOn = (n: number): Reading => ({
  meter: METER as MeterKey,
  atMs: dayOf(n),
  values: [{ register: "E1", unit: "kWh", value: { digits: n, exponent: 0 } }],
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
});
const segment = (from: number, to?: number): WireSegment =>
  ({
    meterKey: METER,
    mountedAtMs: dayOf(from),
    ...(to === undefined ? {} : { removedAtMs: dayOf(to) }),
    startValues: [],
    endValues: [],
  }) as unknown as WireSegment;

it("a meter that came back gives each of its times only what it said then", () => {
  // One block: days 1–10, and 20–31 of January. In between it hung elsewhere.
  const days = Array.from({ length: 31 }, (_, i) => i + 1).filter((n) => n <= 10 || n >= 20);
  const spans = meterSpansOf([segment(3, 8), segment(22)], toMonthColumns(days.map(readingOn)));
  const daysOf = spans.map(({ columns }) =>
    columns.flatMap(({ timesMs }) => Array.from(timesMs, (atMs) => (atMs - dayOf(1)) / DAY_MS + 1)),
  );
  // The moment of removal is the meter's own still.
  expect(daysOf).toEqual([
    [3, 4, 5, 6, 7, 8],
    [22, 23, 24, 25, 26, 27, 28, 29, 30, 31],
  ]);
});
