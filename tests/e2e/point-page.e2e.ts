import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monthOfBlockId } from "../../server/store/block-ids.ts";
import { Sql } from "../../server/store/sql.ts";
import { startOfUtcMonth, utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { WireConsumption, WirePointDetail, WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** A small town with a year behind it; the demo itself names a point whose meter was exchanged. */
const DAY_MS = 86_400_000;
const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
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
    // Right after midnight, and after the first of a month, nobody has used anything yet: the time around a day long over.
    await app.when.opens(`${exchanged}?step=hour&at=${day(Date.now() - 40 * DAY_MS)}`);
    for (const [step, period] of [
      ["Hours", /day, \d+ [A-Z][a-z]+ \d{4}$/],
      ["Days", /^[A-Z][a-z]+ \d{4}$/],
      ["Months", /^\d{4}$/],
      ["Years", /^\d{4}–\d{4}$/],
    ] as const) {
      await app.when.choosesStep(step);
      await eventually(app.get.period, (seen) => period.test(seen));
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
    await expect
      .poll(async () => (await app.page.locator(".consumption-total").textContent())?.trim())
      .toBe("–");
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

describe("a month whose readings are damaged on the server", () => {
  /** Two months ago, UTC: closed, and no part of what a page shows first. */
  const month = utcMonthNumber(Date.now()) - 2;
  const fromMs = startOfUtcMonth(month);
  const name = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    fromMs,
  );

  beforeAll(() => {
    const store = readdirSync(app.server.dataFolder, { recursive: true })
      .map(String)
      .find((path) => path.endsWith("store.db"));
    const sql = new Sql(join(app.server.dataFolder, store ?? ""));
    // The server writes too, while its town is heard.
    sql.exec("PRAGMA busy_timeout = 60000");
    for (const [id, bytes] of sql.all("SELECT id, bytes FROM blocks")) {
      if (monthOfBlockId(Number(id)) !== month || !(bytes instanceof Uint8Array)) continue;
      const flipped = Uint8Array.from(bytes);
      flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 4;
      sql.run("UPDATE blocks SET bytes = ? WHERE id = ?", [flipped, Number(id)]);
    }
    sql.close();
  });

  it("is missing from the chart and not 0, and the chart says why and what to do", async () => {
    const { points } = await app.get.json<WirePointList>("/api/v1/points");
    const other = points.find(({ id, latest }) => latest && !exchanged.endsWith(id));
    const page = `/points/${other?.id}`;
    // From the month before to the month after it: what lies outside is drawn.
    const [first, last] = [startOfUtcMonth(month - 1), startOfUtcMonth(month + 2) - 1];
    await app.when.opens(`${page}?step=day&from=${day(first)}&to=${day(last)}`);
    await eventually(app.get.text, (seen) =>
      seen.includes(`Readings of ${name} are damaged on the server: bars over them are missing, not 0.`),
    );
    expect(await app.get.text()).toMatch(
      /Ask an administrator to restore them from a backup or to import them again/,
    );
    await eventually(app.get.consumption, (seen) => /^[1-9\d.,]*[1-9]/.test(seen));
    const days = Math.round((startOfUtcMonth(month + 1) - fromMs) / DAY_MS);
    // East of Greenwich the first local day after it begins within it, so that one is not known either.
    await app.page.getByText(new RegExp(`^(${days}|${days + 1}) intervals? missing`)).waitFor();
    await app.when.opens(`${page}?step=day&from=${day(fromMs + DAY_MS)}&to=${day(fromMs + 9 * DAY_MS)}`);
    // Of what was used, and of the momentary values below.
    await app.page.getByText("The readings of this time are damaged on the server").nth(1).waitFor();
    expect(await app.get.text()).not.toMatch(/No consumption in this period|No momentary values/);
  });
});
