import { describe, expect, it } from "vitest";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../ports.ts";
import { readUsesTogether } from "./read-uses.ts";

const [FROM, TO] = [Date.UTC(2026, 9, 1), Date.UTC(2026, 10, 1)];
const meterOf = (n: number) => `KAM-${`${n}`.padStart(8, "0")}-34-04` as MeterKey;

/** The meter with number n counted n in October. */
const monthsOf = (meter: MeterKey) =>
  toMonthColumns(
    [FROM, TO].map((atMs, end) => ({
      ...{ meter, atMs, status: [], marks: [], source: "radio", receiver: "mast" },
      values: [
        { register: "V1", unit: "m³", value: { digits: end * Number(meter.slice(4, 12)), exponent: 0 } },
      ],
    })),
  );

describe("many places read together", () => {
  it("get each their own, and the store never reads for so long that commits have to wait", async () => {
    const asked: number[] = [];
    // Every third place had two meters; the one before counted in no time that is asked for.
    const places = Array.from({ length: 600 }, (_, n): Segment[] => {
      const base = { pointId: `p${n}`, type: "", startValues: [], endValues: [] };
      const old = { ...base, meter: meterOf(10_000 + n), mountedAtMs: 0, removedAtMs: 1 };
      return [...(n % 3 === 0 ? [old] : []), { ...base, meter: meterOf(n), mountedAtMs: 2 }];
    });
    const uses = await readUsesTogether(
      {
        counts: async (meters) => {
          asked.push(meters.length);
          return meters.map(monthsOf);
        },
      },
      { registers: ["V1"], boundariesMs: [FROM, TO], nowMs: TO, places },
    );
    expect(uses.map(([use]) => use?.intervals.map(({ value }) => value?.digits))).toEqual(
      places.map((_, n) => [n]),
    );
    expect(asked.reduce((sum, one) => sum + one, 0)).toBe(600);
    expect(Math.max(...asked)).toBeLessThanOrEqual(256);
  });
});
