import { expect, it } from "vitest";
import { sayMeterTime } from "./say-meter-time.ts";

it.each([
  ["en-GB", "23 Jul 2026, 08:15:30"],
  ["de-DE", "23. Juli 2026, 08:15:30"],
])("in %s a meter's clock shows %s, with no zone laid over it", (language, text) => {
  expect(sayMeterTime("2026-07-23T08:15:30", language)).toBe(text);
});

it("leaves a clock that shows no date as it is", () => {
  expect(sayMeterTime("2000-00-00T00:00:00", "en-GB")).toBe("2000-00-00T00:00:00");
});
