import { describe, expect, it } from "vitest";
import { HOUR, hourly, LATER, monthOf, span, t0 } from "../../tests/support/counter-months.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { buildCounterLine } from "./counter-line.ts";
import { proveUse } from "./prove-use.ts";

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

  it("does not fall where it was read off with less digits, and each reading is told as the one behind its count", () => {
    // By radio 50.800 and 51.291 m³; at the door 51 and 51; by radio 51.300; at the door 51.4, rounded; by radio 51.391 and 51.500.
    const rows = [50_800, 51_291, 51, 51, 51_300, 514, 51_391, 51_500];
    const told = (hours: readonly number[], exponent: number) =>
      monthOf(
        rows.map((count, hour) => [hour, hours.includes(hour) ? count : Number.NaN] as const),
        { exponent },
      );
    const [radio, whole, tenth] = [told([0, 1, 4, 6, 7], -3), told([2, 3], 0), told([5], -1)];
    const months = { ...radio, registers: [radio, whole, tenth].flatMap(({ registers }) => registers) };
    const result = hourly([span([months])], 0, 7);
    expect(result.line.events).toEqual([]);
    // 51 is 51.291 still; 51.391 is 51.4 still: 0.491, nothing, nothing, 0.009, 0.1, nothing, 0.1; 0.7 in all.
    expect(result.shown.map(([mark, value]) => [mark, Number(value)])).toEqual(
      [0.491, 0, 0, 0.009, 0.1, 0, 0.1].map((value) => ["measured", value]),
    );
    expect(result.total).toBe("0.700");
    const question = { register: "V1", step: "hour", fromMs: t0, toMs: t0 + 3 * HOUR } as const;
    const proof = proveUse([span([months])], question, LATER);
    expect([proof?.value, proof?.readings, proof?.leftOut]).toEqual(["0.491", 4, []]);
    expect(proof?.terms.map(({ end }) => [end.value, end.readings.map(({ value }) => value)])).toEqual([
      ["51.291", ["51"]],
    ]);
  });

  it("was read off wrong where it is above the next by more than what is rounded", () => {
    // 50.800 and 51.291 by radio, 52 at the door, 51.300 and 51.309 by radio: 52 is no 51.3, and left out.
    const rows = [50_800, 51_291, 52, 51_300, 51_309];
    const radio = monthOf(
      rows.map((count, hour) => [hour, hour === 2 ? Number.NaN : count] as const),
      { exponent: -3 },
    );
    const door = monthOf(
      rows.map((count, hour) => [hour, hour === 2 ? count : Number.NaN] as const),
      { exponent: 0 },
    );
    const result = hourly([span([{ ...radio, registers: [...radio.registers, ...door.registers] }])], 0, 4);
    expect(result.line.events).toEqual([{ kind: "implausible", atMs: t0 + 2 * HOUR, register: "V1" }]);
    expect(result.total).toBe("0.509");
  });
});
