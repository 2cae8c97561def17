import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireWeather } from "../../shared/model/weather.ts";
import type { WireConsumption, WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** The weather comes from a file, and a customer's heat is compared by degree day. */
let app: App;
let pointId = "";
const DAYS = 10;
const DAY_MS = 86_400_000;

const localDay = (atMs: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(atMs);
const today = localDay(Date.now());
/** The days before yesterday, each with a mean of its own: 1.5, 2.5, 3.5 … °C. */
const weather = Array.from({ length: DAYS }, (_, n) => ({
  // Counted in dates: a day of 23 or 25 hours is one too.
  day: new Date(Date.parse(today) - (DAYS + 1 - n) * DAY_MS).toISOString().slice(0, 10),
  meanC: n + 1.5,
}));

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 60, days: 20 } });
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  pointId = points.find(({ medium, meter }) => medium === "heat" && meter?.type === "MULTICAL 403")?.id ?? "";
});

afterAll(() => app?.close());

const choose = (text: string) =>
  app.page
    .locator("input[type=file]")
    .setInputFiles({ name: "weather.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

describe("the weather", () => {
  it("comes from a file; a line that is none is named, and nothing of the file is taken", async () => {
    const { page } = app;
    await app.when.opens("/weather");
    await page.getByText("No weather yet").waitFor();
    await choose("Dato;Middel\n2026-11-28;4,3\n2026-11-29;cold\n");
    await page.getByText("Line 3 is no day with a temperature.").waitFor();
    expect(await app.get.json<WireWeather>("/api/v1/weather")).toEqual({ days: [] });
    await choose(
      `Dato;Middel\n${weather.map(({ day, meanC }) => `${day};${`${meanC}`.replace(".", ",")}`).join("\n")}\n`,
    );
    await page.getByText(`${DAYS} days were imported.`).waitFor();
    await page.getByText(`${DAYS} days, from ${weather[0]?.day}`).waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it("is what heat is measured by, a day at a time", async () => {
    const { page } = app;
    const [first, last] = [weather[0]?.day ?? "", weather.at(-1)?.day ?? ""];
    await app.when.opens(`/compare?s=${pointId}~E1&step=day&from=${first}&to=${last}&dd=17`);
    await page.getByText(`Outdoor temperatures are known from ${first}`).waitFor();
    const fromMs = Date.parse(`${first}T00:00:00Z`) - DAY_MS;
    const { intervals } = await app.get.json<WireConsumption>(
      `/api/v1/points/${pointId}/consumption?register=E1&step=day&from=${fromMs}&to=${Date.now()}`,
    );
    // By hand: what was used between the days, over the sum of 17 less each day's mean.
    const used = weather.map(({ day }) =>
      Number(intervals.find((interval) => localDay(interval.fromMs) === day)?.value ?? Number.NaN),
    );
    const degreeDays = weather.reduce((sum, { meanC }) => sum + (17 - meanC), 0);
    const expected = used.reduce((sum, value) => sum + value, 0) / degreeDays;
    expect(expected).toBeGreaterThan(0);
    await eventually(
      async () => (await app.get.text()).replace(/,/g, ""),
      (seen) => seen.includes(`${expected.toFixed(3)} kWh/K·d`) || seen.includes(expected.toFixed(3)),
    );
  });

  it("leaves a total out where nothing is known, and is no wider than a phone", async () => {
    const { page } = app;
    await page.setViewportSize({ width: 412, height: 915 });
    await app.when.opens(`/compare?s=${pointId}~E1&step=day&from=2020-01-01&to=2020-01-05&dd=17`);
    await page.getByText("no value known").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("says that hours have no degree days", async () => {
    await app.page.getByText("Hours", { exact: true }).first().click();
    await app.page.getByText("Hours have no degree days").waitFor();
  });
});
