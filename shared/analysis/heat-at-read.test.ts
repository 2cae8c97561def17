import { describe, expect, it } from "vitest";
import { formatScaled, makeScaled } from "../model/scaled.ts";
import { type HeatCounts, heatCountsOf, heatUseOf } from "./heat-at-read.ts";

/** MULTICAL 603 no. 80966656: V1 264.40 m³, E8 15449 m³·°C, E9 9250 m³·°C since it was new. */
const NOW: HeatCounts = { volumeM3: "264.40", inletM3C: "15449", outletM3C: "9250" };
const said = (use: ReturnType<typeof heatUseOf>) =>
  use && [
    use.since,
    formatScaled(use.coolingK),
    use.outletC && formatScaled(use.outletC),
    formatScaled(use.excessM3),
    formatScaled(use.excessPercent),
  ];

describe("heat at the moment of reading", () => {
  it("is 23.45 K and 46.4 m³ beyond a return of 30 °C, from one telegram", () => {
    // (9250 − 30·264.40) / (15449/264.40 − 30) = 1318 / 28.430 = 46.359 m³; of 264.40 that is 17.5 %
    expect(said(heatUseOf(NOW, undefined, makeScaled(30, 0)))).toEqual([
      "new",
      "23.45",
      "34.98",
      "46.359",
      "17.5",
    ]);
  });

  it("is no excess against 35 °C: (9250 − 35·264.40) / 23.430 = −0.171 m³", () => {
    expect(said(heatUseOf(NOW, undefined, makeScaled(35, 0)))?.[3]).toBe("-0.171");
  });

  it("is of the time since the reading before, where there was water enough", () => {
    // 64.40 m³ more: E8 + 3864 (60 °C), E9 + 2576 (40 °C): 20 K, (2576 − 30·64.4) / (60 − 30) = 21.467 m³
    const before = { volumeM3: "200.00", inletM3C: "11585", outletM3C: "6674" };
    expect(said(heatUseOf(NOW, before, makeScaled(30, 0)))).toEqual([
      "last",
      "20.00",
      "40.00",
      "21.467",
      "33.3",
    ]);
  });

  it("is of the meter's life after a summer without water, and after a counter that fell", () => {
    expect(heatUseOf(NOW, { ...NOW, volumeM3: "264.00" }, makeScaled(30, 0))?.since).toBe("new");
    expect(heatUseOf(NOW, { ...NOW, volumeM3: "900.00" }, makeScaled(30, 0))?.since).toBe("new");
    expect(heatUseOf({ ...NOW, volumeM3: "0.50" }, undefined, makeScaled(30, 0))).toBeUndefined();
  });

  it("is none where the volume began again at zero: 15449 m³·°C in 4.40 m³ would be 3511 °C", () => {
    expect(heatUseOf({ ...NOW, volumeM3: "4.40" }, undefined, makeScaled(30, 0))).toBeUndefined();
  });

  it("takes the registers by name and unit, and is none where one is missing", () => {
    const values = [
      ["E1", "7078", "kWh"],
      ["V1", "264.40", "m³"],
      ["E8", "15449", "m³·°C"],
      ["E9", "9250", "m³·°C"],
    ];
    expect(heatCountsOf(values)).toEqual(NOW);
    expect(heatCountsOf(values.slice(0, 3))).toBeUndefined();
    expect(heatCountsOf([...values.slice(0, 1), ["V1", "264400", "l"], ...values.slice(2)])).toBeUndefined();
  });
});
