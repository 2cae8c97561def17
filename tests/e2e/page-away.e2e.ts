import type { BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, given } from "../support/app-driver.ts";
import { openBareReader } from "../support/bare-reader.ts";

/** A browser that could not keep the app yet, and a network that is gone by the time another page is wanted. */
describe("a page whose files are not on the phone", () => {
  let app: App;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await given.aRunningOffice({ town: { points: 10, days: 1 }, person: "reader" });
    context = await openBareReader(app);
    page = await context.newPage();
    await page.goto(`${app.server.url}/read`);
    await page.getByText("Before you drive off").waitFor();
  }, 180_000);
  afterAll(() => app.close());

  it("says so, and the page before it goes on", async () => {
    const loaded = await page.evaluate(() => performance.timeOrigin);
    await context.setOffline(true);
    await page.getByRole("link", { name: "Everything heard" }).click();
    await page.getByRole("heading", { level: 1, name: "This page is not on this device yet" }).waitFor();
    expect(await page.getByText("This page stopped working").count()).toBe(0);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await page.getByText("Before you drive off").waitFor();
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
  });
});
