import { describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { ReadingThinner } from "./thin-readings.ts";

const at = (time: string, status: readonly string[] = []): Reading => ({
  meter: "KAM-00000001-34-04" as MeterKey,
  atMs: Date.parse(`2026-01-01T${time}Z`),
  values: [],
  status,
  marks: [],
  source: "radio",
  receiver: "mast",
});

describe("which readings are kept", () => {
  it("the first of every interval, and every change of status", () => {
    const thinner = new ReadingThinner();
    const heard = [
      at("10:00:05"),
      at("10:16:05"),
      at("10:32:00", ["leak"]),
      at("10:48:00", ["leak"]),
      at("10:59:00"),
      at("11:00:10"),
    ];
    const kept = heard.filter((reading) => {
      const isKept = thinner.isKept(reading, 60, undefined);
      thinner.accept();
      return isKept;
    });
    expect(kept.map((reading) => new Date(reading.atMs).toISOString().slice(11, 16))).toEqual([
      "10:00",
      "10:32",
      "10:59",
      "11:00",
    ]);
  });

  it("after a restart the interval that has its reading gets no second one", () => {
    expect(new ReadingThinner().isKept(at("10:30:00"), 60, at("10:00:05"))).toBe(false);
    expect(new ReadingThinner().isKept(at("11:00:01"), 60, at("10:00:05"))).toBe(true);
  });

  it("readings that arrive late are thinned to one an interval too", () => {
    const thinner = new ReadingThinner();
    thinner.isKept(at("10:00:00"), 60, undefined);
    expect(thinner.isKept(at("08:00:00"), 60, undefined)).toBe(true);
    expect(thinner.isKept(at("08:00:16"), 60, undefined)).toBe(false);
    expect(thinner.isKept(at("09:00:16"), 60, undefined)).toBe(true);
  });

  it("what could not be committed is decided anew", () => {
    const thinner = new ReadingThinner();
    expect(thinner.isKept(at("10:00:00"), 60, undefined)).toBe(true);
    thinner.discard();
    expect(thinner.isKept(at("10:00:00"), 60, undefined)).toBe(true);
    thinner.accept();
    expect(thinner.isKept(at("10:00:16"), 60, undefined)).toBe(false);
  });
});
