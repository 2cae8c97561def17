import { describe, expect, it } from "vitest";
import { danishOffsetHours, HOUR_MS, makeClimate } from "./climate.ts";

const hourOf = (iso: string) => Date.parse(iso) / HOUR_MS;
const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;

describe("the town's climate", () => {
  const year = makeClimate({
    seed: 7,
    fromHour: hourOf("2025-01-01T00:00Z"),
    toHour: hourOf("2026-01-01T00:00Z"),
  });
  const month = (n: number) =>
    makeClimate({
      seed: 7,
      fromHour: Date.UTC(2025, n, 1) / HOUR_MS,
      toHour: Date.UTC(2025, n + 1, 1) / HOUR_MS,
    });

  it("is Denmark's: 7 to 11 °C over the year, a cold January and a mild July", () => {
    expect(mean(year.outdoor)).toBeGreaterThan(7);
    expect(mean(year.outdoor)).toBeLessThan(11);
    expect(mean(month(0).outdoor)).toBeLessThan(5);
    expect(mean(month(6).outdoor)).toBeGreaterThan(13);
    expect(Math.min(...year.outdoor)).toBeGreaterThan(-20);
    expect(Math.max(...year.outdoor)).toBeLessThan(36);
  });

  it("keeps the network between 67 and 85 °C, warmer in winter", () => {
    expect(Math.min(...year.supply)).toBeGreaterThan(67);
    expect(Math.max(...year.supply)).toBeLessThan(85);
    expect(mean(month(0).supply)).toBeGreaterThan(mean(month(6).supply) + 4);
  });

  it("is the same hour by hour in any span that holds the hour", () => {
    const part = makeClimate({ seed: 7, fromHour: year.fromHour + 1000, toHour: year.fromHour + 1100 });
    expect(part.outdoor).toEqual(year.outdoor.slice(1000, 1100));
    expect(part.supply).toEqual(year.supply.slice(1000, 1100));
  });

  it("differs with the seed", () => {
    const other = makeClimate({ seed: 8, fromHour: year.fromHour, toHour: year.fromHour + 24 });
    expect(other.outdoor).not.toEqual(year.outdoor.slice(0, 24));
  });

  it("knows Danish summer time: 2025-03-30 and 2025-10-26 at 01:00 UTC", () => {
    expect(danishOffsetHours(hourOf("2025-03-30T00:00Z"))).toBe(1);
    expect(danishOffsetHours(hourOf("2025-03-30T01:00Z"))).toBe(2);
    expect(danishOffsetHours(hourOf("2025-10-26T00:00Z"))).toBe(2);
    expect(danishOffsetHours(hourOf("2025-10-26T01:00Z"))).toBe(1);
  });

  it("counts the week's hours from Monday midnight in local time", () => {
    // 2025-01-06 is a Monday; local midnight is 23:00 UTC the evening before.
    expect(year.hourOfWeek[hourOf("2025-01-05T23:00Z") - year.fromHour]).toBe(0);
    expect(year.hourOfWeek[hourOf("2025-01-05T22:00Z") - year.fromHour]).toBe(167);
    // 2025-07-09 is a Wednesday; 12:00 UTC is 14:00 local.
    expect(year.hourOfWeek[hourOf("2025-07-09T12:00Z") - year.fromHour]).toBe(2 * 24 + 14);
  });
});
