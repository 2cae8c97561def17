import { describe, expect, it } from "vitest";
import { toMonthColumns } from "../blocks/month-readings.ts";
import type { MeterKey } from "../model/meter-id.ts";
import type { Reading } from "../model/reading.ts";
import type { MeterSpan } from "./counter-line.ts";
import { consumptionNeeds, consumptionOver, newestOver, seriesOver } from "./point-history.ts";

const DAY_MS = 86_400_000;
const T0 = Date.UTC(2026, 0, 31);
const meter = "KAM-90000001-34-04" as MeterKey;

/** Day n after T0: 10 kWh a day from 100 on, and the inlet at 60 + n degrees. */
const readingOn = (n: number): Reading => ({
  meter,
  atMs: T0 + n * DAY_MS,
  values: [
    { register: "E1", unit: "kWh", value: { digits: 100 + 10 * n, exponent: 0 } },
    { register: "t1", unit: "°C", value: { digits: 6000 + 100 * n, exponent: -2 } },
  ],
  status: n >= 2 ? ["leak"] : [],
  marks: [],
  source: "radio",
  receiver: "mast",
});
const spanOver = (days: number): MeterSpan => ({
  meter,
  mountedAtMs: T0,
  startValues: [],
  endValues: [],
  columns: toMonthColumns(Array.from({ length: days }, (_, n) => readingOn(n))),
});

describe("a point's history from its months", () => {
  it("is used up day by day over the turn of a month, with what its meter said", () => {
    const question = {
      register: "E1",
      step: "day",
      timeZone: "UTC",
      fromMs: T0,
      toMs: T0 + 3 * DAY_MS,
    } as const;
    const consumption = consumptionOver([spanOver(6)], question, T0 + 9 * DAY_MS);
    expect(consumption.intervals.map(({ value, mark }) => [value, mark])).toEqual([
      ["10", "measured"],
      ["10", "measured"],
      ["10", "measured"],
    ]);
    expect(consumption.total).toBe("30");
    expect(consumption.events).toEqual([
      { kind: "status", atMs: T0 + 2 * DAY_MS, began: ["leak"], ended: [] },
    ]);
  });

  it("is not known where readings are damaged: nothing is drawn from what lies around them, not even 0", () => {
    // February's readings cannot be read; on 31 January the meter said 100, on 1 March 390, ten a day.
    const february = { fromMs: Date.UTC(2026, 1, 1), toMs: Date.UTC(2026, 2, 1) };
    const span = spanOver(40);
    const columns = span.columns.filter(
      ({ timesMs: [first = 0] }) => first < february.fromMs || first >= february.toMs,
    );
    expect(columns).toHaveLength(span.columns.length - 1);
    const ask = (step: "day" | "month" | "year", fromMs: number, toMs: number) => {
      const question = { register: "E1", step, timeZone: "UTC", fromMs, toMs, damaged: [february] } as const;
      const { intervals, total } = consumptionOver([{ ...span, columns }], question, Date.UTC(2027, 0, 1));
      return { bars: intervals.map(({ value, mark }) => [value, mark]), total };
    };
    // 31 January ends where February begins, 28 February where March begins.
    expect(ask("day", T0, T0 + DAY_MS)).toEqual({ bars: [[null, "missing"]], total: "0" });
    expect(ask("day", T0 + 27 * DAY_MS, T0 + 31 * DAY_MS).bars).toEqual([
      [null, "missing"],
      [null, "missing"],
      ["10", "measured"],
      ["10", "measured"],
    ]);
    expect(ask("month", february.fromMs, february.toMs).bars).toEqual([[null, "missing"]]);
  });

  it("says which readings a question needs: days look 40 days beyond both ends", () => {
    const question = { register: "E1", step: "day", timeZone: "UTC", fromMs: T0, toMs: T0 + DAY_MS } as const;
    expect(consumptionNeeds(question)).toEqual({ fromMs: T0 - 40 * DAY_MS, toMs: T0 + 41 * DAY_MS });
  });

  it("draws momentary values of its span only, and knows a gap where a register is missing", () => {
    const series = seriesOver([spanOver(6)], {
      registers: ["t1", "t2"],
      fromMs: T0 + DAY_MS,
      toMs: T0 + 3 * DAY_MS,
    });
    expect(series.timesMs).toEqual([T0 + DAY_MS, T0 + 2 * DAY_MS]);
    expect(series.columns.map(({ values }) => values)).toEqual([
      [61, 62],
      [null, null],
    ]);
  });

  it("turns its pages from the newest reading back, and says where the next page begins", () => {
    const page = newestOver([spanOver(4)], { beforeMs: Number.MAX_SAFE_INTEGER, limit: 3 }, false);
    expect(page.readings.map(({ atMs }) => (atMs - T0) / DAY_MS)).toEqual([3, 2, 1]);
    expect(page.nextBeforeMs).toBe(T0 + DAY_MS);
    const last = newestOver([spanOver(4)], { beforeMs: T0 + DAY_MS, limit: 3 }, false);
    expect(
      last.readings.map(({ values }) => values.find(({ register }) => register === "E1")?.value),
    ).toEqual(["100"]);
    expect(last.nextBeforeMs).toBeUndefined();
    // Older months that are not here yet: there is more to come.
    expect(newestOver([spanOver(4)], { beforeMs: T0 + DAY_MS, limit: 3 }, true).nextBeforeMs).toBe(T0);
  });
});
