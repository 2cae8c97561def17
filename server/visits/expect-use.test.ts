import { expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Register } from "../../shared/model/register.ts";
import type { RegisterMonth } from "../reading-ports.ts";
import { expectUse } from "./expect-use.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 20);

/** Ten days of a month from its second on: ten a day in November, twenty a day in October. */
function monthOf(register: Register, atMs: number): RegisterMonth {
  const start = Date.UTC(new Date(atMs).getUTCFullYear(), new Date(atMs).getUTCMonth(), 2);
  const perDay = new Date(atMs).getUTCMonth() === 10 ? 10 : 20;
  const isTold = register === "E1" && start > Date.UTC(2026, 0, 1);
  return {
    meters: isTold ? [METER] : [],
    forms: [{ unit: "kWh", exponent: 0 }],
    ...{ form: new Uint16Array(1), count: Uint32Array.of(11), neverFalls: Uint8Array.of(1) },
    ...{ first: Float64Array.of(1_000), firstMs: Float64Array.of(start) },
    ...{ last: Float64Array.of(1_000 + 10 * perDay), lastMs: Float64Array.of(start + 10 * DAY_MS) },
    ...{ min: Float64Array.of(1_000), max: Float64Array.of(1_000 + 10 * perDay) },
  };
}

const expected = (mountedAtMs: number) =>
  expectUse(
    { registerMonth: async (register, atMs) => monthOf(register, atMs) },
    [{ pointId: "p1", meter: METER, medium: "heat", mountedAtMs }],
    NOW,
  );

it("what is expected at a door is what was used there: not what the meter counted where it hung before", async () => {
  const november = { register: "E1", unit: "kWh", perDay: 10 };
  expect(await expected(0)).toEqual([["p1", [{ ...november, mostPerDay: 20 }]]]);
  // Put up on the first of November: October is of the people it hung at then.
  expect(await expected(Date.UTC(2026, 10, 1))).toEqual([["p1", [{ ...november, mostPerDay: 10 }]]]);
  expect(await expected(Date.UTC(2026, 10, 5))).toEqual([]);
});
