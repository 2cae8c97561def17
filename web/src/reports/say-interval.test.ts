import { expect, it } from "vitest";
import { makeFormats } from "../format/make-formats.ts";
import type { Words } from "../locales/words.ts";
import { sayInterval } from "./say-interval.ts";

const wordsIn = (timeZone: string) =>
  ({
    t: (_: string, { from, to }: { readonly from: string; readonly to: string }) => `${from} to ${to}`,
    formats: () => makeFormats("en-GB", timeZone),
  }) as unknown as Words;

it.each(["Europe/Copenhagen", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Honolulu"])(
  "says the days of a report as they are in the calendar of %s",
  (timeZone) => {
    const november = { from: "2026-11-01", to: "2026-11-30" };
    expect(sayInterval(wordsIn(timeZone), november)).toBe("1 Nov 2026 to 30 Nov 2026");
  },
);

it("names a single day once", () => {
  const day = { from: "2026-11-01", to: "2026-11-01" };
  expect(sayInterval(wordsIn("Europe/Copenhagen"), day)).toBe("1 Nov 2026");
});
