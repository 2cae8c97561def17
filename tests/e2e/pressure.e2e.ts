import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePaths, WireProfile } from "../../shared/model/pressure-path.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** Pressure along a path of a simulated town, from the heat plant outwards. */
let app: App;

const paths = async () => (await app.get.json<WirePaths>("/api/v1/paths")).paths;
const cells = (column: number) =>
  app.page.locator(`.profile-table tbody td:nth-child(${column})`).evaluateAll((all) =>
    all.map((one) => {
      const seen = one.cloneNode(true) as HTMLElement;
      for (const heard of seen.querySelectorAll(".hearable")) heard.remove();
      return seen.textContent?.trim() ?? "";
    }),
  );
const violations = async () =>
  (await new AxeBuilder({ page: app.page }).analyze()).violations.map(({ id }) => id);

const TODAY = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Copenhagen" });
/** Yesterday is a whole day, whatever the time is now; counted in dates, since a day may have 25 hours. */
const YESTERDAY = new Date(Date.parse(TODAY) - 86_400_000).toISOString().slice(0, 10);

/** 06:00 at the town's place. */
const clockAt = (atMs: number): string =>
  new Date(atMs).toLocaleTimeString("en-GB", {
    timeZone: "Europe/Copenhagen",
    hour: "2-digit",
    minute: "2-digit",
  });

async function opens(): Promise<void> {
  await app.when.opens(`/pressure?day=${YESTERDAY}`);
  await app.page.locator(".profile-table").waitFor();
}

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 500, days: 3 }, person: "office" });
});
afterAll(() => app?.close());

describe("pressure along a path", () => {
  it("is shown stop by stop, with what is lost on the way, when the day was lowest and now", async () => {
    const { page } = app;
    await opens();
    await page.getByRole("button", { name: "Lowest of the day" }).click();
    const at = Number(
      await eventually(
        () => new URL(page.url()).searchParams.get("at"),
        (found) => found !== null,
      ),
    );
    const [path] = await paths();
    const query = `from=${at - 36e5}&to=${at + 36e5}`;
    const { stops } = await app.get.json<WireProfile>(`/api/v1/paths/${path?.id}/profile?${query}`);
    // What each meter said at that very moment, taken from its own readings by hand.
    const bars = stops.map(({ series }) => {
      const row = series.timesMs.indexOf(at);
      return series.columns.find(({ register }) => register === "P1")?.values[row] ?? null;
    });
    expect(bars.filter((bar) => bar !== null).length).toBeGreaterThan(2);
    // As many decimals for all as the finest of them has: point stands under point.
    const decimals = Math.max(...bars.map((bar) => (String(bar ?? "").split(".")[1] ?? "").length));
    expect(decimals).toBeGreaterThan(0);
    await expect.poll(() => cells(3)).toEqual(bars.map((bar) => bar?.toFixed(decimals) ?? "–"));
    const losses = bars.map((bar, n) => {
      const before = bars[n - 1];
      if (n === 0) return "";
      return bar === null || before === null || before === undefined
        ? "–"
        : (before - bar).toFixed(decimals).replace(/^-(0\.0*)$/, "$1");
    });
    await expect.poll(async () => (await cells(5)).map((text) => text.replace("−", "-"))).toEqual(losses);
    const lost = losses.findIndex((text, n) => n > 0 && text !== "–");
    await page.locator(`.profile-table tbody tr:nth-child(${lost + 1}) td:nth-child(5) button`).click();
    const proof = page.getByRole("dialog", { name: "Where this number comes from" });
    await proof.getByText("The pressure at the stop before − the pressure at this one.").waitFor();
    await proof
      .getByRole("button", { name: /\(P1\)/ })
      .first()
      .click();
    await proof.getByText("The register as the meter said it at that time.").waitFor();
    await page.keyboard.press("Escape");
    await app.when.opens("/pressure?day=2026-02-29");
    const noDay = page.getByText("“2026-02-29” in the address is no day, so today is shown.");
    await noDay.waitFor();
    await page.getByLabel("Day", { exact: true }).fill(YESTERDAY);
    await noDay.waitFor({ state: "detached" });
    await app.when.opens("/pressure");
    await page.getByRole("slider", { name: "Time of day" }).waitFor();
    await page.getByRole("slider", { name: "Time of day" }).press("Home");
    await eventually(
      () => new URL(page.url()).searchParams.get("at"),
      (found) => found !== null,
    );
    await page.getByRole("button", { name: "Now" }).click();
    await eventually(
      () => new URL(page.url()).searchParams.get("at"),
      (found) => found === null,
    );
  });

  it("says which stop reported what of its pressure and when, and leads to that moment by keys", async () => {
    const { page } = app;
    await opens();
    await page.getByText("No point of the path reported that its pressure dropped").waitFor();
    const [path] = await paths();
    // The town's sensors report nothing: the server's answer, with a surge of a quarter of an hour at the second stop.
    let surgeMs = 0;
    await page.route(`**/paths/${path?.id}/profile?**`, async (route) => {
      const answer = await route.fetch();
      const profile = (await answer.json()) as WireProfile;
      surgeMs = Number(new URL(route.request().url()).searchParams.get("from")) + 6 * 3_600_000;
      const events = [{ status: "pressure-surge", fromMs: surgeMs, toMs: surgeMs + 900_000 }];
      const stops = profile.stops.map((stop, n) => (n === 1 ? { ...stop, events } : stop));
      await route.fulfill({ json: { ...profile, stops } });
    });
    await opens();
    const line = page.locator(".path-events li");
    await line.waitFor();
    const [began, ended] = [clockAt(surgeMs), clockAt(surgeMs + 900_000)];
    expect(await line.innerText()).toMatch(
      new RegExp(`Pressure surge[\\s\\S]*from .*${began}.* to .*${ended}`),
    );
    await line.getByRole("button", { name: `Show ${began}` }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).searchParams.get("at")).toBe(String(surgeMs));
    expect(await violations()).toEqual([]);
    await page.unroute(`**/paths/${path?.id}/profile?**`);
  });

  it("is walked through the day by keys, saved as a table and a picture, and clean for axe on both screens", async () => {
    const { page } = app;
    await opens();
    const slider = page.getByRole("slider", { name: "Time of day" });
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await eventually(
      () => new URL(page.url()).searchParams.get("at"),
      (found) => found !== null,
    );
    const csv = page.waitForEvent("download");
    await page.getByRole("button", { name: "CSV" }).click();
    const text = await readFile(await (await csv).path(), "utf8");
    expect(text).toContain("Loss per metre [mbar/m]");
    const picture = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as picture (PNG)" }).click();
    const png = await readFile(await (await picture).path());
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(png.length).toBeGreaterThan(5_000);
    await page.getByText("Both on the chart").click();
    expect(await violations()).toEqual([]);
    await app.when.looksFrom({ width: 412, height: 915 }, "dark");
    expect(await violations()).toEqual([]);
    await app.when.looksFrom({ width: 1440, height: 900 }, "light");
  });

  it("is made of points that are picked, changed with heights, taken away, and brought back", async () => {
    const { page } = app;
    await opens();
    await page.getByRole("button", { name: "New path" }).click();
    const sheet = page.getByRole("dialog", { name: "New path" });
    await sheet.getByLabel("Name").fill("Short way");
    await sheet.getByRole("button", { name: "Save" }).click();
    await sheet.getByText("A path needs two points at least.").waitFor();
    await sheet.locator(".path-found-point").first().click();
    await sheet.locator(".path-found-point").first().click();
    expect(await violations()).toEqual([]);
    await sheet.getByRole("button", { name: "Save" }).click();
    await sheet.waitFor({ state: "detached" });
    await page.getByText("Short way is made.").waitFor();
    await page.getByRole("button", { name: "Change the path" }).click();
    const form = page.getByRole("dialog", { name: "Change the path" });
    const heights = form.getByRole("textbox", { name: /^Height of/ });
    await heights.nth(0).fill("high");
    await heights.nth(1).fill("14,5");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("the height is metres above the sea, or empty").waitFor();
    // The wrong one is marked, described by the sentence, and where the keys are; the right one is not.
    const marks = () => heights.evaluateAll((all) => all.map((one) => one.getAttribute("aria-invalid")));
    expect(await marks()).toEqual(["true", "false"]);
    const isMarked = await heights.nth(0).evaluate((one) => {
      const told = document.getElementById(one.getAttribute("aria-describedby") ?? "")?.textContent ?? "";
      return document.activeElement === one && told.includes("metres above the sea");
    });
    expect(isMarked).toBe(true);
    expect(await violations()).toEqual([]);
    await heights.nth(0).fill("12");
    await heights.nth(1).fill("99999");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("The height lies between −430 and 9,000 metres.").waitFor();
    expect(await marks()).toEqual(["false", "true"]);
    expect(await heights.nth(1).evaluate((one) => document.activeElement === one)).toBe(true);
    await heights.nth(1).fill("14,5");
    await heights.nth(0).fill("1,012");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("“1,012” can be read in two ways. Type 1012 or 1.012.").waitFor();
    await heights.nth(0).fill("12");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    await page.getByRole("columnheader", { name: "Without height" }).waitFor();
    const short = async () => (await paths()).find(({ name }) => name === "Short way");
    // The page has it at once, the server a moment later.
    await expect.poll(async () => (await short())?.stops.map(({ heightM }) => heightM)).toEqual([12, 14.5]);
    await page.getByRole("button", { name: "Take the path away" }).click();
    await page.getByText("Short way is taken away.").waitFor();
    await expect.poll(short).toBeUndefined();
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(short, (path) => path !== undefined);
    expect(app.complaints).toEqual([]);
  });
});
