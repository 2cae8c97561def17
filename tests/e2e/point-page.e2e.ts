import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireConsumption, WirePointDetail } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** A small town with a year behind it; the demo itself names a point whose meter was exchanged. */
let app: App;
let exchanged = "";

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 200, days: 400 } });
  exchanged = /exchanged[^\n]*\n\s+\S*(\/points\/[\w-]+)/.exec(app.server.output())?.[1] ?? "";
});

afterAll(() => app?.close());

describe("a metering point's page", () => {
  it("shows a point by hour, day, month and year", async () => {
    expect(exchanged).not.toBe("");
    await app.when.opens(exchanged);
    await eventually(app.get.path, (seen) => /^\/points\/./.test(seen));
    await eventually(app.get.text, (seen) => /Readings.*Consumption.*Meters/.test(seen));
    for (const [step, period] of [
      ["Years", /^\d{4}–\d{4}$/],
      ["Months", /^\d{4}$/],
      ["Days", /^[A-Z][a-z]+ \d{4}$/],
      ["Hours", /day, \d+ [A-Z][a-z]+ \d{4}$/],
    ] as const) {
      await app.when.choosesStep(step);
      await eventually(app.get.period, (seen) => period.test(seen));
      // Right after midnight nobody has used anything yet: the hours of yesterday then.
      if (step === "Hours") await app.page.getByRole("button", { name: "Earlier" }).click();
      await eventually(app.get.consumption, (seen) =>
        /^[1-9\d.,]*[1-9][\d.,]*\s(kWh|MWh|MJ|GJ|m³)(, Where|$)/.test(seen),
      );
      await eventually(app.get.charts, (charts) => charts > 0);
    }
  });

  it("says of days before the first reading that nothing is known, and not that nothing was used", async () => {
    // A day that only leap years have, long before the town's first reading.
    await app.when.opens(`${exchanged}?step=day&from=2004-02-29&to=2004-02-29`);
    await eventually(app.get.text, (seen) => /No consumption in this period/.test(seen));
    expect((await app.page.locator(".consumption-total").textContent())?.trim()).toBe("–");
    await app.when.opens(exchanged);
  });

  it("marks the exchange of a meter, whose bars go on without a jump", async () => {
    await app.when.choosesStep("Years");
    await eventually(app.get.text, (seen) => /replaced by/.test(seen));
    const { counters, firstReadingAtMs } = await app.get.json<WirePointDetail>(`/api/v1${exchanged}`);
    const span = `from=${firstReadingAtMs}&to=${Date.now()}`;
    const { intervals, total } = await app.get.json<WireConsumption>(
      `/api/v1${exchanged}/consumption?register=${encodeURIComponent(counters[0] ?? "")}&step=day&${span}`,
    );
    const days = intervals.map(({ value }) => Number(value ?? 0)).filter((value) => value > 0);
    expect(days.length).toBeGreaterThan(300);
    expect(Math.max(...days)).toBeLessThan(Number(total) / 10);
    expect(Math.min(...intervals.map(({ value }) => Number(value ?? 0)))).toBeGreaterThanOrEqual(0);
  });
});
