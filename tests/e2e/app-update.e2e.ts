import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { openBrowser } from "../support/open-browser.ts";
import { type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/**
 * A newer version is put on the server while somebody reads. The product runs from a copy of what was
 * built, and the copy's service worker gets another last line: a version that differs in nothing else.
 */
const checkout = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "rounds-copy-"));
let server: RunningServer;
let browser: Browser;
let page: Page;
let roundId = "";

beforeAll(async () => {
  cpSync(join(checkout, "dist"), join(copy, "dist"), { recursive: true });
  for (const name of ["node_modules", "package.json"]) symlinkSync(join(checkout, name), join(copy, name));
  server = await runServer({ command: "demo", root: copy, args: ["--points", "12", "--days", "1"] });
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 412, height: 915 }, locale: "en-GB" });
  await context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "admin" } });
  const list = await context.request.get(`${server.url}/api/v1/points`);
  const { points } = (await list.json()) as WirePointList;
  const made = await context.request.post(`${server.url}/api/v1/rounds`, {
    data: { name: "On foot", pointIds: points.map(({ id }) => id) },
  });
  roundId = ((await made.json()) as { readonly id: string }).id;
  page = await context.newPage();
  await page.goto(`${server.url}/read`);
  await page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
  await page.getByRole("button", { name: "Pair this phone" }).click();
  await page.getByText("On foot").waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  removeDataFolder(server?.dataFolder ?? "");
  rmSync(copy, { recursive: true, force: true });
});

const bar = () => page.getByText("A new version is ready.");

/** What tells one load of the page from the next. */
const loads = (): Promise<number> => page.evaluate(() => performance.timeOrigin);

describe("a newer version of the app", () => {
  it("is fetched while a round is read, and says nothing", async () => {
    await page.getByRole("link", { name: "On foot" }).click();
    await page.locator(".field-row").first().waitFor();
    const before = await loads();
    appendFileSync(join(copy, "dist/web/service-worker.js"), "\n// newer\n");
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
    await page.locator(".field-row").first().waitFor();
    expect(await bar().count()).toBe(0);
    expect(await loads()).toBe(before);
  });

  it("is offered once the round is left, and loaded by a tap", async () => {
    await page.goBack();
    await bar().waitFor();
    // It stands in nobody's way: a tap that is meant for Send/Receive, or for the nav below it, goes there.
    for (const covered of [page.getByRole("button", { name: "Send/Receive" }), page.getByRole("navigation")])
      await covered.first().click({ trial: true });
    const before = await loads();
    await page.getByRole("button", { name: "Load it", exact: true }).click();
    await page.waitForFunction((then) => performance.timeOrigin !== then, before);
    await page.getByText("On foot").waitFor();
    const waiting = await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);
    expect([waiting, await bar().count()]).toEqual([false, 0]);
  });

  it("leaves the round and the phone's keys as they were", async () => {
    await page.goto(`${server.url}/read/${roundId}`);
    await page.locator(".field-row").first().waitFor();
    expect(await page.getByLabel("Passphrase, at least 8 characters").count()).toBe(0);
  });
});
