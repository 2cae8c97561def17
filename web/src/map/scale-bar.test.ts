import { describe, expect, it } from "vitest";
import { chooseScaleBar, sayDistance } from "./scale-bar.ts";

describe("chooseScaleBar", () => {
  it("chooses the longest round distance that fits", () => {
    expect(chooseScaleBar(1, 120)).toEqual({ metres: 100, widthPx: 100 });
    expect(chooseScaleBar(2.4, 120)).toEqual({ metres: 200, widthPx: 200 / 2.4 });
    expect(chooseScaleBar(50, 120)).toEqual({ metres: 5000, widthPx: 100 });
  });

  it("says metres and kilometres", () => {
    expect([200, 1000, 5000].map(sayDistance)).toEqual(["200 m", "1 km", "5 km"]);
  });
});
