import { describe, expect, it } from "vitest";
import { makeFormats } from "./make-formats.ts";

const atMs = Date.UTC(2026, 10, 23, 13, 5, 9);

describe("makeFormats", () => {
  it("writes times in the utility's zone, not the browser's", () => {
    expect(makeFormats("en-GB", "Europe/Copenhagen").dateTime(atMs)).toBe("23 Nov 2026, 14:05");
    expect(makeFormats("en-GB", "Asia/Tokyo").dateTime(atMs)).toBe("23 Nov 2026, 22:05");
    expect(makeFormats("de-DE", "Europe/Copenhagen").exactTime(atMs)).toBe("23. Nov. 2026, 14:05:09");
  });
});
