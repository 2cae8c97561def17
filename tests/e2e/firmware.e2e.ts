import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, given } from "../support/app-driver.ts";

/** Versions that meters said, and which of them the office calls due. */
describe("firmware of the meters", () => {
  let app: App;
  let address = "";
  let type = "";
  const row = (text: string): Locator => app.page.getByRole("row", { name: text });

  beforeAll(async () => {
    app = await given.aRunningOffice({ town: { points: 12, days: 1 }, person: "office" });
    const { points } = await app.get.json<WirePointList>("/api/v1/points");
    const point = points.find(({ meter }) => meter !== undefined);
    address = point?.address ?? "";
    type = point?.meter?.type ?? "";
    // An order told the version; what of the order became of it does not matter here.
    const { request } = app.page.context();
    const { url } = app.server;
    const order = { id: "order-0001", pointId: point?.id, wish: { kind: "clock", time: "standard" } };
    const made = await request.post(`${url}/api/v1/orders`, { data: { orders: [order] } });
    expect(made.status()).toBe(201);
    const found = [["firmware", "C2"]];
    const event = { id: "event-0001", kind: "done", reason: "", found, atMs: Date.now() };
    expect((await request.post(`${url}/api/v1/orders/order-0001/events`, { data: event })).ok()).toBe(true);
  }, 180_000);
  afterAll(() => app.close());

  it("is listed from the orders' page on, by type and version, with who has not said any", async () => {
    await app.when.opens("/orders");
    await app.page.getByRole("link", { name: "Firmware versions" }).click();
    await app.page.getByText("1 meter has said a version, no update is due").waitFor();
    await row(`${address}`).getByText("C2").waitFor();
    // Whole: the meter's own row says type, version and "1 minute ago".
    await app.page.getByRole("row", { name: `${type} C2 1`, exact: true }).waitFor();
    await app.page.getByRole("radio", { name: "Not said" }).check({ force: true });
    await row(`${address}`).waitFor({ state: "detached" });
  });

  it("is due by the office's own rule; one that cannot be is refused with what to do", async () => {
    await app.page.getByRole("button", { name: "Add a rule" }).click();
    const rule = app.page.getByRole("group", { name: "Rule 1" });
    await rule.getByLabel("Type").fill(type);
    await rule.getByLabel("Up to version").fill("newest");
    await rule.getByLabel("Reason").fill("Clock runs slow");
    await rule.getByLabel("From version").fill("D 1");
    await app.page.getByRole("button", { name: "Save the rules" }).click();
    await app.page.getByText("Rule 1: give a version such as C1 or 1.4.2, or leave it empty.").waitFor();
    await rule.getByLabel("From version").fill("");
    await rule.getByLabel("Up to version").fill("C9");
    await app.page.getByRole("button", { name: "Save the rules" }).click();
    await app.page.getByText("1 meter has said a version, 1 update due").waitFor();
    await app.page.getByRole("radio", { name: "Due", exact: true }).check({ force: true });
    await row(`${address}`).getByText("Clock runs slow").waitFor();
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it("goes into a file", async () => {
    await app.page.getByRole("button", { name: "Export" }).click();
    await app.page.getByRole("radio", { name: "CSV" }).check({ force: true });
    const download = app.page.waitForEvent("download");
    await app.page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    const lines = readFileSync(await (await download).path(), "utf8")
      .trim()
      .split(/\r?\n/);
    expect(lines.length).toBe(2);
    expect(lines[1]).toContain("C2");
    expect(lines[1]).toContain("Clock runs slow");
  });

  it("is shown as last known without its server", async () => {
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect.poll(keptPacks, { timeout: 60_000 }).toBeGreaterThan(0);
    await app.server.stop();
    await app.page.reload();
    await app.page.getByText(/^From this device, as of/).waitFor();
    await row(`${address}`).getByText("Clock runs slow").waitFor();
  });

  /** How many pieces of the list lie in this browser. */
  const keptPacks = (): Promise<number> =>
    app.page.evaluate(async () => {
      const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith("rounds-points-"));
      if (!found?.name) return 0;
      const opened = indexedDB.open(found.name);
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const asked = opened.result.transaction("packs").objectStore("packs").count();
      await new Promise((resolve) => asked.addEventListener("success", resolve));
      opened.result.close();
      return asked.result;
    });
});
