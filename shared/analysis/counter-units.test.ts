import { describe, expect, it } from "vitest";
import { HOUR, monthOf, span, t0 } from "../../tests/support/counter-months.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { buildCounterLine } from "./counter-line.ts";

describe("a counter whose meters count in different units", () => {
  it("a rollover of a meter that counts another unit than the one after it is as exact as its counts", () => {
    const heat = (rows: Parameters<typeof monthOf>[0], of: Parameters<typeof monthOf>[1]) => {
      const month = monthOf(rows, of);
      return { ...month, registers: month.registers.map((one) => ({ ...one, register: "E1" as const })) };
    };
    const swapMs = t0 + 1.5 * HOUR;
    const inGigajoules = heat(
      [
        [0, 99_999_990],
        [1, 10],
      ],
      { unit: "GJ" },
    );
    const inKilowattHours = heat([[2, 3]], { meter: "KAM-00000002-34-04", unit: "kWh", exponent: 0 });
    const line = buildCounterLine(
      [
        span([inGigajoules], { removedAtMs: swapMs }),
        span([inKilowattHours], { meter: "KAM-00000002-34-04" as MeterKey, mountedAtMs: swapMs }),
      ],
      "E1",
    );
    if (!line) throw new Error("no line");
    // 20 counts of 0.01 GJ: 0.2 GJ are 0.2 / 0.0036 = 55.5556 kWh.
    expect(line.events[0]?.kind).toBe("rollover");
    expect(line.unit).toBe("kWh");
    const used = ((line.counts[1] ?? 0) - (line.counts[0] ?? 0)) * 10 ** line.exponent;
    expect(used).toBeCloseTo(55.5556, 3);
  });
});
