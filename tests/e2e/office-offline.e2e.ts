import { afterAll, beforeAll, describe, it } from "vitest";
import { type App, eventually, given } from "../support/app-driver.ts";

/** The office on a computer that saw the list before, while the server is gone. */
let app: App;

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 200, days: 3 } });
});
afterAll(() => app?.close());

const count = (): Promise<string> => app.page.locator(".toolbar-count").innerText();
const standing = (): Promise<string> => app.page.locator(".standing").innerText();

/** The sum over the chart. */
const total = (): Promise<string> =>
  app.page
    .locator(".consumption-total")
    .innerText({ timeout: 1000 })
    .catch(() => "");

/** Where each table of the kept list has how many rows. */
const keptRows = (): Promise<Record<string, number>> =>
  app.page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith("rounds-points-"));
    if (!found?.name) return {};
    const { name } = found;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error));
    });
    const rows: Record<string, number> = {};
    for (const table of database.objectStoreNames) {
      rows[table] = await new Promise((resolve) => {
        const request = database.transaction(table).objectStore(table).count();
        request.addEventListener("success", () => resolve(request.result));
      });
    }
    database.close();
    return rows;
  });

describe("an office page that is opened directly", () => {
  it("follows what happens, without the list having been looked at first", async () => {
    await app.when.opens("/heard");
    await app.page.locator(".connection[data-kind=live]").waitFor();
  });
});

describe("the office without its server", () => {
  it("opens the list, its search, its map and a point that was looked at from what it kept, and says how old that is", async () => {
    await app.when.opens("/points");
    await eventually(count, (seen) => seen === "200");
    // A point that was looked at: its page, its chart and its readings.
    await app.page.locator("tbody tr .point-link").nth(1).click();
    await eventually(app.get.path, (seen) => /^\/points\/./.test(seen));
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const point = `${new URL(app.page.url()).pathname}?step=hour&at=${yesterday}`;
    await app.when.opens(point);
    await app.page.locator(".readings tbody tr").first().waitFor();
    const looked = await eventually(total, (seen) => /\d/.test(seen));
    await app.when.opens("/points");
    await eventually(count, (seen) => seen === "200");
    const row = () => app.page.locator("tbody tr").first().innerText();
    // Its meter goes on counting until the server is gone: what it ever said meanwhile is as good as what it said last.
    await app.page.locator("tbody tr").first().waitFor();
    await app.page.evaluate(() => {
      const said = new Set<string>();
      const look = (): unknown => said.add(document.querySelector<HTMLElement>("tbody tr")?.innerText ?? "");
      look();
      new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
      Object.assign(globalThis, { said });
    });
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await eventually(keptRows, ({ packs = 0, values = 0 }) => packs > 0 && values >= 3);
    await app.server.stop();
    await app.page.locator(".connection:not([data-kind=live])").waitFor();
    const said = await app.page.evaluate(() => [...(Reflect.get(globalThis, "said") as Set<string>)]);
    await app.page.reload();
    await eventually(count, (seen) => seen === "200");
    const first = await eventually(row, (seen) => said.includes(seen));
    await eventually(standing, (seen) => /^As of \d+ \w+ \d{4}, \d\d:\d\d \(/.test(seen));
    await app.when.opens(point);
    await eventually(total, (seen) => seen === looked);
    await app.page.locator(".readings tbody tr").first().waitFor();
    await app.page
      .getByText(/^As of /)
      .first()
      .waitFor();
    await app.when.opens("/points");
    await eventually(count, (seen) => seen === "200");
    const serial = /\b9\d{7}\b/.exec(first)?.[0] ?? "";
    await app.when.searchesFor(serial);
    await eventually(count, (seen) => seen === "1 of 200");
    await app.page.getByRole("region", { name: "Map of metering points" }).locator("canvas").waitFor();
  });
});
