import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMeterClock, parseMeterClock } from "./meter-clock.ts";

describe("a meter's clock in a block", () => {
  it("keeps its text and how much of it the telegram said", () => {
    for (const text of ["2025-03-01", "2025-03-30T02:30", "1999-12-31T23:59:59"]) {
      const value = parseMeterClock(text);
      expect(value && formatMeterClock(value)).toBe(text);
    }
    expect(parseMeterClock("2025-03-01T00:00")?.localMs).toBe(Date.UTC(2025, 2, 1));
  });

  it("has no place for texts that name no moment", () => {
    for (const text of [
      "",
      "noon",
      "2025-02-30",
      "2025-03-01T24:00",
      "2025-03-01T25:00",
      "2025-13-01",
      "2025-03-01Z",
    ]) {
      expect(parseMeterClock(text)).toBeUndefined();
    }
  });

  it("never throws and never changes a text it takes", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/)),
        (text) => {
          const value = parseMeterClock(text);
          if (value) expect(formatMeterClock(value)).toBe(text);
        },
      ),
    );
  });
});
