import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, given } from "../support/app-driver.ts";

/** Scripts and styles of its own that the page has asked for, and what of the service worker's answered them. */
const files = (app: App): Promise<readonly { readonly path: string; readonly from: string }[]> =>
  app.page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map((entry) => ({
        path: new URL(entry.name).pathname,
        from: String(Reflect.get(entry, "workerFinalSourceType")),
      }))
      .filter(({ path }) => path.startsWith("/assets/") && /\.(js|css)$/.test(path)),
  );

describe("the page of the list", () => {
  let app: App;

  beforeAll(async () => {
    app = await given.aRunningOffice({ town: { points: 10, days: 1 }, person: "admin" });
  }, 180_000);
  afterAll(() => app.close());

  it("is there with a few files, not one for each of its parts", async () => {
    await app.when.opens("/points");
    await app.page.locator("tbody tr").first().waitFor();
    const paths = (await files(app)).map(({ path }) => path);
    // Start, frame, list and its worker, sentences, styles, and the map behind it; a file for each part were some ninety.
    expect(paths.length, paths.join("\n")).toBeLessThanOrEqual(24);
  });

  it("has its files from this browser when somebody comes back, without waking what hands them on", async () => {
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await app.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await app.page.reload();
    await app.page.locator("tbody tr").first().waitFor();
    const asked = await files(app);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ from }) => from !== "cache")).toEqual([]);
  });
});
