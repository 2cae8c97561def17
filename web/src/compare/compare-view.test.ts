import { describe, expect, it } from "vitest";
import { type CompareView, readCompare, writeCompare, yearBefore } from "./compare-view.ts";

const timeZone = "Europe/Copenhagen";
const now = { nowMs: Date.UTC(2026, 10, 23, 9), timeZone };
/** Midnights of Danish winter and summer time. */
const winter = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - 3_600_000;
const summer = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - 7_200_000;

describe("a comparison in the address", () => {
  it("comes back as it was written", () => {
    const view: CompareView = {
      series: [
        { pointId: "p-1", register: "E1", areaM2: "120.5" },
        { pointId: "p-2", register: "A+", areaM2: "" },
      ],
      step: "day",
      fromMs: summer(2026, 5, 1),
      toMs: summer(2026, 6, 1),
      hasLastYear: true,
      isPerArea: true,
      degreeDayBaseC: 15.5,
    };
    const address = writeCompare(view, timeZone);
    expect(address).toMatchObject({ s: "p-1~E1~120.5,p-2~A+~", from: "2026-05-01", to: "2026-05-31" });
    expect(readCompare(address, now)).toEqual(view);
  });

  it("takes no more than twenty series, no register that does not count, and no floor of nothing", () => {
    const many = Array.from({ length: 25 }, (_, i) => `p${i}~V1~`).join(",");
    expect(readCompare({ s: many }, now).series).toHaveLength(20);
    expect(readCompare({ s: "p1~t1~,p2~E99~,~E1~" }, now).series).toEqual([]);
    expect(readCompare({ s: "p1~E1~-3" }, now).series[0]?.areaM2).toBe("");
  });

  it("shows this year's months where nothing is said, or nonsense", () => {
    const year = { step: "month", fromMs: winter(2026, 1, 1), toMs: winter(2026, 12, 1) };
    expect(readCompare({}, now)).toMatchObject(year);
    expect(readCompare({ from: "2026-05-09", to: "2026-05-01", step: "week" }, now)).toMatchObject(year);
  });
});

describe("the same moment a year before", () => {
  it("is the same local date and hour, and 29 February has none", () => {
    expect(yearBefore(summer(2026, 5, 9) + 7_200_000, timeZone)).toBe(summer(2025, 5, 9) + 7_200_000);
    // In 2026 summer time began on 29 March, in 2025 on the 30th.
    expect(yearBefore(summer(2026, 3, 30), timeZone)).toBe(winter(2025, 3, 30));
    expect(yearBefore(winter(2028, 2, 29), timeZone)).toBeUndefined();
    expect(yearBefore(winter(2028, 2, 28), timeZone)).toBe(winter(2027, 2, 28));
  });
});
