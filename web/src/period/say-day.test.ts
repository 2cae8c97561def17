import { expect, it } from "vitest";
import { makeFormats } from "../format/make-formats.ts";
import { momentOfDay, sayDay } from "./say-day.ts";

it.each([
  ["Pacific/Auckland", "28 Nov 2026"],
  ["Pacific/Kiritimati", "28 Nov 2026"],
  ["Europe/Copenhagen", "28 Nov 2026"],
  ["Pacific/Pago_Pago", "28 Nov 2026"],
])("a day of the calendar in %s is written as that day, and begins there", (timeZone, said) => {
  const formats = makeFormats("en-GB", timeZone);
  expect(sayDay("2026-11-28", formats)).toBe(said);
  expect(formats.exactTime(momentOfDay("2026-11-28", formats))).toBe(`${said}, 00:00:00`);
});

it("a text that is no day stays as it is", () => {
  const formats = makeFormats("en-GB", "Europe/Copenhagen");
  expect(sayDay("2026-02-30", formats)).toBe("2026-02-30");
  expect(sayDay("", formats)).toBe("");
});
