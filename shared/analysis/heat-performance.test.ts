import { describe, expect, it } from "vitest";
import { formatScaled, makeScaled } from "../model/scaled.ts";
import {
  type Cooling,
  coolingOf,
  excessVolumeOf,
  groupOutletOf,
  type HeatGain,
  influenceOf,
} from "./heat-performance.ts";

/** MULTICAL 603 no. 80966656: V1 26440 × 0.01 m³, E8 15449 and E9 9250 counts of 1 m³·°C, E1 7078 kWh. */
const MC603: HeatGain = {
  volume: makeScaled(26440, -2),
  volumeCounts: 26440,
  inlet: makeScaled(15449, 0),
  outlet: makeScaled(9250, 0),
  energy: makeScaled(7078, 0),
  side: "inlet",
};

const isFigure = (cooling: ReturnType<typeof coolingOf>): Cooling => {
  if (typeof cooling === "string") throw new Error(cooling);
  return cooling;
};

describe("cooling", () => {
  it("is E8 less E9 over the volume: 6199 / 264.40 = 23.45 K", () => {
    const cooling = isFigure(coolingOf(MC603));
    expect(cooling.method).toBe("A");
    expect(formatScaled(cooling.coolingK)).toBe("23.45");
    // 15449 / 264.40 = 58.430 and 9250 / 264.40 = 34.985
    expect([cooling.inletC, cooling.outletC].map((c) => c && formatScaled(c))).toEqual(["58.43", "34.98"]);
  });

  it("is rounded from the difference of the sums, not the difference of rounded temperatures", () => {
    // MULTICAL 402: 894171 / 13239.62 = 67.538 and 854918 / 13239.62 = 64.573; 39253 / 13239.62 = 2.965
    const cooling = isFigure(
      coolingOf({
        volume: makeScaled(1323962, -2),
        volumeCounts: 1323962,
        inlet: makeScaled(894171, 0),
        outlet: makeScaled(854918, 0),
        side: "outlet",
      }),
    );
    expect(formatScaled(cooling.coolingK)).toBe("2.96");
  });

  it("says how far one count of E8 carries: 100 / 500 counts of volume are 0.20 K", () => {
    const cooling = isFigure(coolingOf({ ...MC603, volume: makeScaled(500, -2), volumeCounts: 500 }));
    expect(cooling.uncertaintyK && formatScaled(cooling.uncertaintyK)).toBe("0.20");
  });

  it("is no figure for less than a hundred counts of volume, nor without flow (pitfall 3)", () => {
    expect(coolingOf({ ...MC603, volume: makeScaled(99, -2), volumeCounts: 99 })).toBe("too-little-water");
    expect(coolingOf({ ...MC603, volume: makeScaled(0, -2), volumeCounts: 0 })).toBe("no-flow");
  });

  it("is energy over volume with the utilities' 860 where nothing else is known: 2.3 MWh, 53 m³ are 37.3 K", () => {
    const cooling = isFigure(
      coolingOf({
        volume: makeScaled(53, 0),
        volumeCounts: 5300,
        energy: makeScaled(2300, 0),
        side: "outlet",
      }),
    );
    expect(cooling.method).toBe("C");
    // 2300 × 0.86 / 53 = 37.32
    expect(formatScaled(cooling.coolingK)).toBe("37.32");
  });

  it("takes the water's own coefficient where temperatures are known: k of 70/40 °C in the inlet is 1.1356", () => {
    const { inlet: _i, outlet: _o, ...without } = MC603;
    const cooling = isFigure(coolingOf(without, { inletC: 70, outletC: 40 }));
    expect(cooling.method).toBe("B");
    expect(cooling.coefficient?.toFixed(4)).toMatch(/^1\.135[5-7]$/);
    // 7078 / (264.40 × 1.1356) = 23.57
    expect(formatScaled(cooling.coolingK)).toBe("23.57");
  });

  it("is not to be had without energy and without temperature sums", () => {
    expect(coolingOf({ volume: makeScaled(5, 0), volumeCounts: 500, side: "outlet" })).toBe("no-registers");
  });
});

describe("excess flow", () => {
  it("over a return of 30 °C is (9250 − 30 × 264.40) / (58.43 − 30) = 46.4 m³", () => {
    const excess = excessVolumeOf(MC603, { kind: "outlet", outletC: makeScaled(30, 0) });
    expect(excess && formatScaled(excess)).toMatch(/^46\.3[5-9]|^46\.4[0-4]/);
  });

  it("over a return of 35 °C is −0.2 m³: that target is met", () => {
    const excess = excessVolumeOf(MC603, { kind: "outlet", outletC: makeScaled(35, 0) });
    // (9250 − 9254) / (58.43 − 35) = −0.171
    expect(excess && formatScaled(excess)).toBe("-0.171");
  });

  it("over a cooling of 30 K is 264.40 − 6199 / 30 = 57.767 m³", () => {
    const excess = excessVolumeOf(MC603, { kind: "cooling", coolingK: makeScaled(30, 0) });
    expect(excess && formatScaled(excess)).toBe("57.767");
  });

  it("is not to be had where the inlet is no warmer than the return asked for", () => {
    expect(excessVolumeOf(MC603, { kind: "outlet", outletC: makeScaled(60, 0) })).toBeUndefined();
  });
});

describe("a group", () => {
  const small: HeatGain = {
    volume: makeScaled(10, 0),
    volumeCounts: 1000,
    inlet: makeScaled(600, 0),
    outlet: makeScaled(500, 0),
    side: "inlet",
  };
  const large: HeatGain = {
    volume: makeScaled(90, 0),
    volumeCounts: 9000,
    inlet: makeScaled(6300, 0),
    outlet: makeScaled(2700, 0),
    side: "inlet",
  };

  it("returns all its water together, not the mean of means (pitfall 17): (500 + 2700) / 100 = 32 °C, not 40", () => {
    const outlet = groupOutletOf([small, large]);
    expect(outlet && formatScaled(outlet)).toBe("32.00");
  });

  it("is warmer by 2 K for a customer without whom it returned 30 °C", () => {
    const influence = influenceOf([small, large], small);
    expect(influence && formatScaled(influence)).toBe("2.0000");
  });
});
