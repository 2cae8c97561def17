import type { BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, given } from "../support/app-driver.ts";
import { openBareReader } from "../support/bare-reader.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";

/** A tab whose parts are not to be had: a newer version took their files off the server, or the network is gone. */
const AWAY = /A part of this app could not be fetched/;

describe("a part of the app that cannot be fetched while a round is read", () => {
  let app: App;
  let context: BrowserContext;
  let page: Page;

  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const loads = (): Promise<number> => page.evaluate(() => performance.timeOrigin);
  const takeAway = (part: string) =>
    context.route(`**/assets/${part}-*`, (route) => route.fulfill({ status: 404, body: "gone" }));
  const bringBack = (part: string) => context.unroute(`**/assets/${part}-*`);

  beforeAll(async () => {
    app = await given.aRunningOffice({ town: { points: 10, days: 1 }, person: "reader" });
    const cookie = await signInToDemo(app.server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = await fetch(`${app.server.url}/api/v1/points`, { headers });
    const { points } = (await list.json()) as WirePointList;
    const body = JSON.stringify({ name: "On foot", pointIds: points.map(({ id }) => id) });
    await fetch(`${app.server.url}/api/v1/rounds`, { method: "POST", headers, body });
    // Without what the browser keeps: that is gone once another tab has loaded a newer version.
    context = await openBareReader(app);
    page = await context.newPage();
    await page.goto(`${app.server.url}/read`);
    await page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await press("Pair this phone");
    await page.getByRole("link", { name: "On foot" }).click();
    await page.locator(".field-row").first().waitFor();
  }, 180_000);
  afterAll(() => app.close());

  it("says so in its own place, the round stays, and a tap tries again", async () => {
    const loaded = await loads();
    await takeAway("meeting");
    await press("Meet another car");
    await page.getByText(AWAY).waitFor();
    await page.locator(".field-row").first().waitFor();
    expect(await page.getByRole("heading", { level: 1, name: "On foot" }).count()).toBe(1);
    await press("Try again");
    await page.getByText(AWAY).waitFor();
    await bringBack("meeting");
    await press("Try again");
    await page.getByRole("dialog").waitFor();
    expect(await page.getByText(AWAY).count()).toBe(0);
    expect(await loads()).toBe(loaded);
  });

  it("that sends: it says what to do, and one tap does it", async () => {
    await page.reload();
    await page.locator(".field-row").first().waitFor();
    const loaded = await loads();
    await takeAway("outbox");
    await press("Send/Receive");
    await page.getByRole("dialog", { name: "Summary" }).waitFor();
    await press("Close");
    await page.locator(".sync-strip").getByText(AWAY).waitFor();
    await bringBack("outbox");
    await page.locator(".sync-strip").getByRole("button", { name: "Load again", exact: true }).click();
    await page.waitForFunction((then) => performance.timeOrigin !== then, loaded);
    await page.locator(".field-row").first().waitFor();
    await press("Send/Receive");
    await page.getByRole("dialog", { name: "Summary" }).waitFor();
    await press("Close");
    await page.locator(".sync-strip").getByText("All sent", { exact: true }).waitFor();
  });

  it("that sends, and no network either: it is offline, as ever", async () => {
    await page.reload();
    await page.locator(".field-row").first().waitFor();
    await takeAway("outbox");
    for (const path of ["**/api/**", "**/health"]) await context.route(path, (route) => route.abort());
    await press("Send/Receive");
    await page
      .locator(".sync-strip")
      .getByText(/^Offline since/)
      .waitFor();
  });
});
