import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint, WirePointDetail, WirePointList } from "../../shared/model/wire.ts";
import type { WireStock } from "../../shared/model/wire-stock.ts";
import type { WireVisit } from "../../shared/model/wire-visits.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** Meters come into stock, one of them is put up at a desk, and that is taken back. */
let app: App;
let point: WirePoint;

const stock = async () => (await app.get.json<WireStock>("/api/v1/stock")).meters;
const stateOf = async (serial: string) => (await stock()).find((meter) => meter.serial === serial)?.state;
const segments = async () => (await app.get.json<WirePointDetail>(`/api/v1/points/${point.id}`)).segments;
const row = (serial: string) => app.page.locator(`tr[data-meter*="${serial}"]`);
const violations = async () =>
  (await new AxeBuilder({ page: app.page }).analyze()).violations.map(({ id }) => id);

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 120, days: 3 }, person: "office" });
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  const found = points.find(
    ({ meter, latest }) => meter?.type === "MULTICAL 403" && latest?.values[0]?.register === "E1",
  );
  if (!found) throw new Error("no such point");
  point = found;
});
afterAll(() => app?.close());

describe("meters in stock", () => {
  it("are added from a pasted list, its wrong lines named, taken back by undo, and scrapped", async () => {
    const { page } = app;
    await app.when.opens("/stock");
    await page.getByRole("button", { name: "Add meters" }).click();
    const sheet = page.getByRole("dialog", { name: "Add meters" });
    await sheet.getByLabel("Type").selectOption({ label: "MULTICAL 403 · KAM 34/04" });
    await sheet.getByLabel("Serial numbers, one a line").fill("77000001\n77000002 12AB");
    await sheet.getByText("Line 2: a key has 32 hexadecimal digits.").waitFor();
    await sheet.getByLabel("Serial numbers, one a line").fill(`77000001\n77000002 ${"0F".repeat(16)}`);
    await sheet.getByText("2 meters will be in stock, 1 with a key.").waitFor();
    expect(await violations()).toEqual([]);
    await sheet.getByRole("button", { name: "Add 2 meters" }).click();
    await sheet.waitFor({ state: "detached" });
    await page.getByText("2 meters added.").waitFor();
    expect(await stateOf("77000002")).toBe("stock");
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(
      () => stateOf("77000002"),
      (state) => state === undefined,
    );

    await page.getByRole("button", { name: "Add meters" }).click();
    await sheet.getByLabel("Type").selectOption({ label: "MULTICAL 403 · KAM 34/04" });
    await sheet.getByText("A range", { exact: true }).click();
    await sheet.getByLabel("First serial number").fill("77000001");
    await sheet.getByLabel("Last serial number").fill("77000003");
    await sheet.getByRole("button", { name: "Add 3 meters" }).click();
    await row("77000003").getByRole("button", { name: "Scrap 77000003" }).click();
    await eventually(
      () => stateOf("77000003"),
      (state) => state === "scrapped",
    );
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(
      () => stateOf("77000003"),
      (state) => state === "stock",
    );
    await page.getByRole("searchbox").fill("77000002");
    await eventually(
      () => page.locator(".stock-table tbody tr").count(),
      (count) => count === 1,
    );
    expect(await violations()).toEqual([]);
  });
});

describe("an exchange at a desk", () => {
  it("asks again where a value is in doubt, says what will happen, and is the phone's own command", async () => {
    const { page } = app;
    const before = await segments();
    const end = Number(point.latest?.values[0]?.value) + 40;
    await app.when.opens(`/points/${point.id}`);
    await page.getByRole("button", { name: "Exchange meter" }).click();
    const sheet = page.getByRole("dialog");
    const send = sheet.getByRole("button", { name: "Exchange", exact: true });
    await expect.poll(() => send.isDisabled()).toBe(true);
    await sheet.getByLabel("Put up, from stock").fill("7700000");
    await sheet.getByRole("button", { name: /77000002/ }).click();
    await sheet.getByLabel("E1 at the old meter’s end").fill("1");
    await sheet.getByText("E1: both meters’ registers are numbers, or both stay empty.").waitFor();
    await sheet.getByLabel("E1 at the new meter’s start").fill("0,5");
    await sheet.getByText("Below what the old meter had said before.").waitFor();
    await expect.poll(() => send.isDisabled()).toBe(true);
    expect(await violations()).toEqual([]);
    await sheet.getByLabel("E1 at the old meter’s end").fill(String(end));
    await sheet.getByText(/77000002 hangs here from/).waitFor();
    await sheet.getByLabel("Note").fill("calibration ran out");
    await send.click();
    await sheet.getByText(/77000002 hangs here now/).waitFor();
    const after = await segments();
    expect(after.length).toBe(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      serial: "77000002",
      startValues: [{ register: "E1", value: "0.5" }],
    });
    expect(after.at(-2)?.endValues).toMatchObject([{ register: "E1", value: String(end) }]);
    const { visits } = await app.get.json<{ visits: readonly WireVisit[] }>(
      `/api/v1/points/${point.id}/visits`,
    );
    expect(visits[0]).toMatchObject({ outcome: "exchanged", note: "calibration ran out", doubts: [] });
    expect(await stateOf(point.meter?.serial ?? "")).toBe("removed");
    expect(await stateOf("77000002")).toBeUndefined();
  });

  it("is taken back: the old meter hangs again, the new one lies in stock", async () => {
    const { page } = app;
    await page.getByRole("button", { name: "Take the exchange back" }).click();
    await page.getByText("hangs here again").waitFor();
    const now = await eventually(
      segments,
      (all) => all.at(-1)?.serial === point.meter?.serial && all.at(-1)?.removedAtMs === undefined,
    );
    expect(now.at(-1)?.removedAtMs).toBeUndefined();
    await eventually(
      () => stateOf("77000002"),
      (state) => state === "stock",
    );
    await expect.poll(() => stateOf(point.meter?.serial ?? "")).toBeUndefined();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("and the stock fit a phone in the dark, and have nothing that axe finds there", async () => {
    const { page } = app;
    await app.when.looksFrom({ width: 412, height: 915 }, "dark");
    await app.when.opens("/stock");
    await row("77000001").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(412);
    expect(await violations()).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});
