import { describe, expect, it } from "vitest";
import { heatCoefficient } from "./heat-coefficient.ts";

/** t1, t2, k with the sensor in the inlet, k in the outlet: IAPWS-IF97 at 1.6 MPa. */
const PUBLISHED = [
  [110, 50, 1.109, 1.1522],
  [95, 45, 1.1195, 1.1524],
  [80, 40, 1.1294, 1.1531],
  [70, 40, 1.1356, 1.1524],
  [60, 30, 1.1413, 1.1557],
  [45, 25, 1.1493, 1.1572],
  [16, 8, 1.1628, 1.1639],
  [12, 6, 1.1645, 1.1651],
] as const;

describe("the heat coefficient of water", () => {
  it.each(PUBLISHED)(
    "at %s/%s °C is %s in the inlet and %s in the outlet, to 0.02 %%",
    (t1, t2, inlet, outlet) => {
      const middle = (t1 + t2) / 2;
      expect(Math.abs(heatCoefficient(t1, middle) / inlet - 1)).toBeLessThan(2e-4);
      expect(Math.abs(heatCoefficient(t2, middle) / outlet - 1)).toBeLessThan(2e-4);
    },
  );
});
