import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireConsumption, WirePointDetail } from "../../shared/model/wire.ts";
import { nextBoundary, startOfStep } from "../../shared/model/zoned-time.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** A small town with more than a year behind it; the demo itself names a point whose meter was exchanged. */
const ZONE = "Europe/Copenhagen";
const localDay = (atMs: number): string => new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(atMs);
/** The day on which the clock was last put back: the last Sunday of an October that is over. */
const clockDay = ((): Date => {
  const now = new Date();
  const november = new Date(Date.UTC(now.getUTCFullYear() - (now.getUTCMonth() < 10 ? 1 : 0), 10, 1));
  return daysBefore(november, november.getUTCDay() || 7);
})();
/** Seven whole months of the town's history, by the names of their days. */
const months = ((): { readonly from: string; readonly to: string } => {
  const [year = 0, month = 1] = localDay(Date.now()).split("-").map(Number);
  return {
    from: nameOf(new Date(Date.UTC(year, month - 9, 1))),
    to: nameOf(new Date(Date.UTC(year, month - 2, 0))),
  };
})();

function daysBefore(day: Date, count: number): Date {
  return new Date(day.getTime() - count * 86_400_000);
}

function nameOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}

let app: App;
let exchanged = "";

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 60, days: 400 } });
  exchanged = /exchanged[^\n]*\n\s+\S*(\/points\/[\w-]+)/.exec(app.server.output())?.[1] ?? "";
  await app.when.opens(exchanged);
  await eventually(app.get.charts, (charts) => charts > 0);
});

afterAll(() => app?.close());

const search = (): string => new URL(app.page.url()).search;
const said = (): Promise<string> =>
  app.page.locator(".chart-walker").getAttribute("aria-valuetext").then(String);

describe("the chart of a point", () => {
  it("takes any two dates, by keyboard, and keeps them in the address", async () => {
    const opener = app.page.getByRole("button", { name: "Dates" });
    await opener.focus();
    await app.page.keyboard.press("Enter");
    const [from, to] = [daysBefore(clockDay, 8), clockDay];
    await app.page.getByLabel("From", { exact: true }).fill(nameOf(from));
    await app.page.getByLabel("To and including").fill(nameOf(to));
    await app.page.getByLabel("To and including").press("Enter");
    const year = to.getUTCFullYear();
    const period = `${from.getUTCDate()} Oct ${year} – ${to.getUTCDate()} Oct ${year}`;
    await eventually(app.get.period, (seen) => seen === period);
    await eventually(search, (seen) => seen.includes(`from=${nameOf(from)}&to=${nameOf(to)}`));
    // Nine days, the clock put back on one of them.
    await app.when.choosesStep("Hours");
    await eventually(
      () => app.page.locator(".chart-walker").getAttribute("max"),
      (max) => max === String(9 * 24 + 1 - 1),
    );
  });

  it("refuses a last day before the first in a sentence", async () => {
    await app.page.getByRole("button", { name: "Dates" }).click();
    await app.page.getByLabel("To and including").fill(nameOf(daysBefore(clockDay, 20)));
    await app.page.getByRole("button", { name: "Show", exact: true }).click();
    await eventually(app.get.text, (seen) => seen.includes("The last day lies before the first"));
    await app.page.keyboard.press("Escape");
  });

  it("shows load duration and a heat map of the hours, both read by keyboard", async () => {
    await app.page.getByText("Duration", { exact: true }).click();
    await app.page.locator(".duration-chart canvas").waitFor();
    await app.page.locator(".chart-walker").focus();
    await app.page.keyboard.press("ArrowRight");
    await eventually(said, (text) => /^At least [\d.,]+ \S+ in [\d.]+ % of the time/.test(text));
    await app.page.getByText("Heat map", { exact: true }).click();
    await app.page.locator(".heat-map canvas").waitFor();
    await app.page.locator(".chart-walker").focus();
    await app.page.keyboard.press("End");
    await eventually(said, (text) => text.includes(`${clockDay.getUTCDate()} Oct, 23:00–00:00`));
    await eventually(search, (seen) => seen.includes("view=heat"));
  });

  it("is saved as a picture", async () => {
    const saving = app.page.waitForEvent("download");
    await app.page.getByRole("button", { name: "Save as picture" }).click();
    const picture = readFileSync(await (await saving).path());
    // The signature of a PNG file, and as wide as a chart.
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect(picture.readUInt32BE(16)).toBeGreaterThan(400);
  });

  it.each(["bars", "duration", "heat"])("has nothing that axe finds, as %s", async (view) => {
    const name = { bars: "Bars", duration: "Duration", heat: "Heat map" }[view] ?? "";
    await app.page.getByText(name, { exact: true }).click();
    await app.page.getByRole("button", { name: "Dates" }).click();
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    await app.page.keyboard.press("Escape");
  });

  it("leads from a number to the bytes of its telegram in three taps", async () => {
    const { counters, lastReadingAtMs = 0 } = await app.get.json<WirePointDetail>(`/api/v1${exchanged}`);
    const step = "hour";
    await app.when.opens(`${exchanged}?register=${counters[0]}&step=${step}&at=${localDay(lastReadingAtMs)}`);
    await eventually(app.get.charts, (charts) => charts > 0);
    await app.page
      .getByRole("button", { name: /Where this number comes from/ })
      .first()
      .click();
    const sheet = app.page.getByRole("dialog");
    await sheet.getByText("Register at the end").first().waitFor();
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    await sheet
      .getByRole("button", { name: /^Telegram \d+/ })
      .first()
      .click();
    await app.page.locator(".sheet .hex, .sheet [class*=hex]").first().waitFor();
  });

  it("is compared with another register and with the year before, and the address keeps it", async () => {
    const id = exchanged.split("/").at(-1) ?? "";
    const stretch = `step=month&from=${months.from}&to=${months.to}`;
    await app.when.opens(`/compare?s=${id}~E1~100&${stretch}&overlay=year`);
    const legend = app.page.getByRole("region", { name: "What the lines are" });
    await legend.getByText("a year before").waitFor();
    await app.page.getByLabel("By square metre").check();
    await eventually(
      () => new URL(app.page.url()).search,
      (search) => search.includes("per=area"),
    );
    // What the point used in those months, divided by 100 m².
    const [fromMs, toMs] = [months.from, months.to].map((day) => Date.parse(day));
    const first = startOfStep(fromMs ?? 0, "day", ZONE);
    const span = `from=${first}&to=${nextBoundary(startOfStep(toMs ?? 0, "day", ZONE), "day", ZONE)}`;
    const own = await app.get.json<WireConsumption>(
      `/api/v1${exchanged}/consumption?register=E1&step=month&${span}`,
    );
    const cell = legend.getByRole("row").nth(1).getByRole("cell").nth(3);
    await eventually(
      async () => Number((await cell.innerText()).replace(/,/g, "")),
      (total) => Math.abs(total - Number(own.total) / 100) < 0.001,
    );
    // What may be a thousandth of the floor is asked about, and divides nothing.
    const floor = legend.getByRole("textbox", { name: /^m²/ }).first();
    await floor.fill("1,250");
    await floor.press("Enter");
    await legend
      .getByRole("alert")
      .getByText("“1,250” can be read in two ways. Type 1250 or 1.250.")
      .waitFor();
    expect(new URL(app.page.url()).searchParams.get("s")).toBe(`${id}~E1~100`);
    await floor.fill("1250");
    await floor.press("Enter");
    await eventually(
      () => new URL(app.page.url()).searchParams.get("s"),
      (series) => series === `${id}~E1~1250`,
    );
    // Whoever goes on by keys is where they were.
    await expect.poll(() => floor.evaluate((field) => field === document.activeElement)).toBe(true);
    await expect.poll(() => floor.inputValue()).toBe("1250");
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
  });

  it("is found and added to a comparison by keys alone: Enter takes the first, the arrow goes into the list", async () => {
    const id = exchanged.split("/").at(-1) ?? "";
    const { point } = await app.get.json<WirePointDetail>(`/api/v1/points/${id}`);
    await app.when.opens("/compare");
    const search = app.page.getByLabel("Add a metering point");
    await search.fill(point.number);
    await app.page.getByRole("list", { name: "Found" }).getByRole("button").first().waitFor();
    await search.press("Enter");
    await eventually(
      () => new URL(app.page.url()).search,
      (address) => address.includes(id),
    );
    await search.fill(point.number);
    await app.page.getByRole("list", { name: "Found" }).getByRole("button").first().waitFor();
    await search.press("ArrowDown");
    await app.page.getByRole("list", { name: "Found" }).locator("button:focus").waitFor();
  });

  it("says on a phone too why a line cannot be compared, and takes it away, without a way to the side", async () => {
    const id = exchanged.split("/").at(-1) ?? "";
    const desk = app.page.viewportSize() ?? { width: 1440, height: 900 };
    await app.page.setViewportSize({ width: 412, height: 915 });
    await app.when.opens(`/compare?s=${id}~E1,${id}~V1&step=month&from=${months.from}&to=${months.to}`);
    const legend = app.page.getByRole("region", { name: "What the lines are" });
    const why = legend.getByText(/^Counts m³, which kWh cannot be compared with/);
    await why.waitFor();
    const ends = [why, legend.getByRole("button", { name: /^Remove/ }).last()].map((one) =>
      one.boundingBox(),
    );
    for (const box of await Promise.all(ends))
      expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(412);
    // A floor that is asked about takes no room from the register beside it.
    await app.page.getByLabel("By square metre").check();
    const register = legend.getByRole("combobox").first();
    await legend.getByRole("textbox", { name: /^m²/ }).first().waitFor();
    const before = (await register.boundingBox())?.width;
    await legend.getByRole("textbox", { name: /^m²/ }).first().fill("1,250");
    await app.page.keyboard.press("Enter");
    await legend.getByRole("alert").getByText("can be read in two ways").waitFor();
    expect((await register.boundingBox())?.width).toBe(before);
    expect(
      (await new AxeBuilder({ page: app.page }).analyze()).violations.map(({ id: rule }) => rule),
    ).toEqual([]);
    await app.page.setViewportSize(desk);
  });

  it("leaves nothing to complain about in the browser", () => {
    expect(app.complaints).toEqual([]);
  });
});
