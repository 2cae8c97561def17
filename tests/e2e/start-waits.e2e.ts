import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, given } from "../support/app-driver.ts";

/** Whatever does not answer when the app starts: the page says so, or goes on without it. */
describe("the field's start page, while something does not answer", () => {
  let app: App;
  const never = (): Promise<void> => new Promise(() => undefined);

  /** Another browser of the same person, to which everything still comes over the network. */
  const openTab = async (prepare: (page: Page) => Promise<unknown>): Promise<Page> => {
    const context = await app.page
      .context()
      .browser()
      ?.newContext({ locale: "en-GB", serviceWorkers: "block" });
    if (!context) throw new Error("there is no browser");
    await context.addCookies(await app.page.context().cookies());
    const page = await context.newPage();
    await prepare(page);
    await page.goto(`${app.server.url}/read`);
    return page;
  };

  beforeAll(async () => {
    app = await given.aRunningOffice({
      town: { points: 10, days: 1 },
      person: "reader",
      screen: { width: 412, height: 915 },
    });
  }, 180_000);
  afterAll(() => app.close());

  it("stands without a browser that tells how full the battery is", async () => {
    const page = await openTab((tab) =>
      tab.addInitScript(() => {
        Object.assign(navigator, { getBattery: () => new Promise(() => undefined) });
      }),
    );
    await page.getByText("Before you drive off").waitFor();
    await page.context().close();
  });

  it("stands where the browser fails to tell it", async () => {
    const page = await openTab((tab) =>
      tab.addInitScript(() => {
        Object.assign(navigator, { getBattery: () => Promise.reject(new Error("no battery")) });
      }),
    );
    await page.getByText("Before you drive off").waitFor();
    await page.context().close();
  });

  it("says that it waits for the server, and goes on without it", async () => {
    let said: Promise<void> | undefined;
    const page = await openTab(async (tab) => {
      // It is said for some seconds only: looked for from the beginning.
      said = tab.getByText("Asking the server who is signed in").waitFor();
      // As after a kill: the browser has not written yet who was signed in.
      await tab.addInitScript(() => localStorage.removeItem("rounds.session"));
      await tab.route("**/api/v1/session", never);
    });
    await said;
    await page.getByText("Before you drive off").waitFor();
    await page.context().close();
  });

  it("says that it waits for the phone's own storage, with a way on", async () => {
    const page = await openTab((tab) => tab.route("**/intake-worker*", never));
    await page.getByText("Opening what this phone keeps").waitFor();
    // Nothing is said to be missing that is not known yet.
    expect(await page.getByText("No round on this phone").count()).toBe(0);
    await page.getByRole("button", { name: "Load again" }).waitFor();
    await page.context().close();
  });

  it("says that a page is still being loaded", async () => {
    const page = await openTab((tab) => tab.route("**/start.screen-*", never));
    await page.getByText("Loading this page").waitFor();
    await page.getByRole("button", { name: "Load again" }).waitFor();
    expect(await page.getByText("Before you drive off").count()).toBe(0);
    await page.context().close();
  });

  it("says that a page of a short address is being loaded, and does not take back whoever chose another one meanwhile", async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const page = await openTab((tab) =>
      tab.route("**/report.screen-*", (route) => held.then(() => route.continue())),
    );
    const isAsked = page.waitForRequest(/report\.screen-/);
    await page.goto(`${app.server.url}/reports`);
    await isAsked;
    await page.getByText("Loading this page").waitFor();
    await page.locator('nav a[href="/read"]').first().click();
    await page.getByText("Before you drive off").waitFor();
    const came = page.waitForResponse(/report\.screen-/);
    letGo();
    await came;
    await page.waitForTimeout(300);
    expect(new URL(page.url()).pathname).toBe("/read");
    await page.context().close();
  });
});
