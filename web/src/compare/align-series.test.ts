import { describe, expect, it } from "vitest";
import { makeScaled } from "../../../shared/model/scaled.ts";
import type { WireConsumption } from "../../../shared/model/wire.ts";
import { alignSeries } from "./align-series.ts";

const of = (
  unit: "kWh" | "MWh" | "m³",
  values: readonly (string | null)[],
): Pick<WireConsumption, "intervals" | "unit"> => ({
  unit,
  intervals: values.map((value, i) => ({
    fromMs: i * 10,
    toMs: i * 10 + 10,
    value,
    mark: value === null ? "missing" : "measured",
  })),
});

describe("series of a comparison", () => {
  it("stand in one unit, to the last digit", () => {
    // 0.125 MWh are 125 kWh, 1.5 MWh are 1500 kWh: 1625 kWh.
    const aligned = alignSeries(of("MWh", ["0.125", null, "1.500"]), {
      beginningsMs: [0, 10, 20],
      unit: "kWh",
      areaM2: undefined,
    });
    expect(aligned?.cells.map(({ value }) => value && Number(value))).toEqual([125, null, 1500]);
    expect(Number(aligned?.total)).toBe(1625);
  });

  it("are laid over each other by their own beginnings; a day the other year lacks is missing", () => {
    const aligned = alignSeries(of("kWh", ["1", "2", "3"]), {
      beginningsMs: [20, undefined, 0],
      unit: "kWh",
      areaM2: undefined,
    });
    expect(aligned?.cells.map(({ value }) => value)).toEqual(["3", null, "1"]);
    expect(aligned?.total).toBe("4");
  });

  it("are divided by the floor they heat, the total once and not row by row", () => {
    const aligned = alignSeries(of("kWh", ["10", "10", "10"]), {
      beginningsMs: [0, 10, 20],
      unit: "kWh",
      areaM2: "30",
    });
    // 10 / 30 = 0.333…, and 30 / 30 is 1, not 0.999.
    expect(aligned?.cells[0]?.value).toBe("0.333");
    expect(aligned?.total).toBe("1.000");
  });

  it("are refused where the units measure different things", () => {
    const alignment = { beginningsMs: [0], unit: "kWh", areaM2: undefined } as const;
    expect(alignSeries(of("m³", ["1"]), alignment)).toBeUndefined();
    expect(alignSeries(of("m³", [null]), alignment)).toBeUndefined();
  });

  it("are not divided by degree days where only a part of the time was counted", () => {
    const whole = of("kWh", ["100", "40", "30", "20"]);
    const parts = [
      {},
      { mark: "silent", untilMs: 14 },
      { sinceMs: 26 },
      { mark: "running", untilMs: 34 },
    ] as const;
    const intervals = whole.intervals.map((interval, n) => ({ ...interval, ...parts[n] }));
    const aligned = alignSeries(
      { ...whole, intervals },
      {
        beginningsMs: [0, 10, 20, 30],
        unit: "kWh",
        areaM2: undefined,
        degreeDaysOf: () => makeScaled(10, 0),
      },
    );
    // 40 kWh until a meter fell silent are not 4 kWh by degree day of the whole month, nor is the total 190 / 40.
    expect(aligned?.cells.map(({ value }) => value && Number(value))).toEqual([10, null, null, null]);
    expect(Number(aligned?.total)).toBe(10);
  });

  it("are divided by degree days: 100 kWh over 12.5 K·d and 50 over 5 are 8 and 10, together 150 / 17.5", () => {
    const degreeDays = [makeScaled(125, -1), makeScaled(5, 0), makeScaled(0, 0), undefined];
    const aligned = alignSeries(of("kWh", ["100", "50", "7", "9"]), {
      beginningsMs: [0, 10, 20, 30],
      unit: "kWh",
      areaM2: undefined,
      degreeDaysOf: ({ fromMs }) => degreeDays[fromMs / 10],
    });
    // A day on which nobody had to heat and one of unknown weather are no amounts by degree day.
    expect(aligned?.cells.map(({ value }) => value && Number(value))).toEqual([8, 10, null, null]);
    expect(aligned?.total).toBe("8.571");
  });

  it("have no total where nothing is known: that is not a use of nothing", () => {
    const asked = { beginningsMs: [0, 10], unit: "kWh", areaM2: undefined } as const;
    expect(alignSeries(of("kWh", [null, null]), asked)?.total).toBeNull();
    expect(alignSeries(of("kWh", ["5", "6"]), { ...asked, degreeDaysOf: () => undefined })?.total).toBeNull();
    expect(alignSeries(of("kWh", ["0", null]), asked)?.total).toBe("0");
  });
});
