import { describe, expect, it } from "vitest";
import { encodeBlock } from "../../../shared/blocks/encode-block.ts";
import { readingsOf, toMonthColumns } from "../../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../../shared/model/meter-id.ts";
import type { Reading } from "../../../shared/model/reading.ts";
import { openMonth } from "./opened-month.ts";

const readings: readonly Reading[] = Array.from({ length: 200 }, (_, hour) => ({
  meter: "KAM-90000001-34-04" as MeterKey,
  atMs: Date.UTC(2026, 0, 1) + hour * 3_600_000,
  values: [
    { register: "E1" as const, unit: "kWh" as const, value: { digits: hour * 3, exponent: 0 } },
    { register: "V1" as const, unit: "m³" as const, value: { digits: hour * hour, exponent: -2 } },
  ],
  status: hour > 100 ? ["leak"] : [],
  marks: [],
  source: "radio" as const,
  receiver: "mast",
}));

function blockOf(): Uint8Array {
  const [month] = toMonthColumns(readings);
  const block = month && encodeBlock(month);
  if (!block?.ok) throw new Error("no block");
  return block.value;
}

describe("a month at hand", () => {
  it("gives the columns that are asked for, and in the end all of it as it was read", async () => {
    const month = await openMonth(blockOf());
    const names = (asked?: readonly ("E1" | "V1" | "E3")[]) =>
      month?.columns(asked)?.registers.map(({ register }) => register);
    expect(names(["V1"])).toEqual(["V1"]);
    expect(names(["E3"])).toEqual(["V1"]);
    expect(names(["E1"])).toEqual(["E1", "V1"]);
    const whole = month?.columns();
    expect(whole && readingsOf(whole)).toEqual(readings);
  });

  it("is none where the block is damaged", async () => {
    const block = blockOf();
    block[block.length - 4] = (block[block.length - 4] ?? 0) ^ 1;
    expect(await openMonth(block)).toBeUndefined();
  });
});
