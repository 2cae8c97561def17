import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint, WirePointDetail, WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** A clerk writes down a house that no import knows, with the meter that was put up there. */
let app: App;

const at = async (address: string): Promise<WirePoint | undefined> =>
  (await app.get.json<WirePointList>("/api/v1/points")).points.find((point) => point.address === address);
const sheet = () => app.page.getByRole("dialog", { name: "New metering point" });
const field = (name: string) => sheet().getByLabel(name, { exact: true });

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 60, days: 3 }, person: "office" });
  const added = await app.page.request.post(`${app.server.url}/api/v1/stock`, {
    data: {
      ...{ kind: { manufacturer: "KAM", version: 0x34, deviceType: 0x04 }, note: "" },
      meters: [{ serial: "77000001" }, { serial: "77000002" }],
    },
  });
  expect(added.status()).toBe(200);
});
afterAll(() => app?.close());

describe("a new metering point", () => {
  it("is made from the list by keys alone, with a meter of the stock, and opened", async () => {
    const { page } = app;
    await app.when.opens("/points");
    await eventually(app.get.pointRows, (rows) => rows > 0);
    await page.getByRole("button", { name: "New point" }).focus();
    await page.keyboard.press("Enter");
    await field("Address").waitFor();
    await eventually(
      () => field("Address").evaluate((input) => input === document.activeElement),
      (isFocused) => isFocused,
    );
    await page.keyboard.type("Nybyggervej 1");
    await field("Number").fill("7700");
    await field("Position, degrees").fill("somewhere");
    await field("Meter from the stock, if it hangs already").fill("77000001");
    await sheet()
      .getByRole("button", { name: /^77000001/ })
      .focus();
    await page.keyboard.press("Enter");
    await field("Mounted on").waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await sheet().getByRole("button", { name: "Make the point" }).click();
    await sheet().getByRole("alert").getByText("two numbers").waitFor();
    expect(await at("Nybyggervej 1")).toBeUndefined();
    await field("Position, degrees").fill("55.39594, 10.38831");
    await field("Position, degrees").press("Enter");
    await sheet().getByText("Nybyggervej 1 is there now").waitFor();
    const made = await eventually(
      () => at("Nybyggervej 1"),
      (point) => point?.meter !== undefined,
    );
    expect(made).toMatchObject({ number: "7700", lat: 55.39594, meter: { serial: "77000001" } });
    await sheet().getByRole("button", { name: "Open the point" }).click();
    await page.getByRole("heading", { level: 1, name: "Nybyggervej 1" }).waitFor();
    const told = await app.get.json<WirePointDetail>(`/api/v1/points/${made?.id}`);
    expect(told.segments.map(({ meterKey }) => meterKey)).toEqual(["KAM-77000001-34-04"]);
  });

  it("is refused under a number that is taken, and taken back by undo", async () => {
    const { page } = app;
    await app.when.opens("/points");
    await page.getByRole("button", { name: "New point" }).click();
    await field("Address").fill("Nybyggervej 2");
    await field("Number").fill("7700");
    await sheet().getByRole("button", { name: "Make the point" }).click();
    await sheet().getByText("Another metering point has this number already").waitFor();
    await field("Number").fill("7701");
    await sheet().getByRole("button", { name: "Make the point" }).click();
    await sheet().getByText("Nybyggervej 2 is there now").waitFor();
    await eventually(
      () => at("Nybyggervej 2"),
      (point) => point !== undefined,
    );
    await sheet().getByRole("button", { name: "Take it back" }).click();
    await sheet().getByText("Nybyggervej 2 is gone again.").waitFor();
    await eventually(
      () => at("Nybyggervej 2"),
      (point) => point === undefined,
    );
    await page.keyboard.press("Escape");
    await sheet().waitFor({ state: "detached" });
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    await eventually(focused, (seen) => seen === "New point");
  });

  it("gets its first meter afterwards, on its own page, and gives it back", async () => {
    const { page } = app;
    await app.when.opens("/points");
    await page.getByRole("button", { name: "New point" }).click();
    await field("Address").fill("Nybyggervej 3");
    await field("Medium").selectOption("heat");
    await sheet().getByRole("button", { name: "Make the point" }).click();
    await sheet().getByRole("button", { name: "Open the point" }).click();
    await page.getByRole("heading", { level: 1, name: "Nybyggervej 3" }).waitFor();
    // Of no readings there are no columns.
    await page.getByRole("tabpanel").getByText("No readings yet").waitFor();
    expect(await page.getByRole("columnheader", { name: "Receiver" }).count()).toBe(0);
    await page.getByRole("button", { name: "Mount a meter" }).click();
    const form = page.getByRole("dialog", { name: "Mount a meter at Nybyggervej 3" });
    await form.getByLabel("Put up, from stock").fill("77000002");
    await form.getByRole("button", { name: /^77000002/ }).click();
    await form.getByLabel("E1 at the new meter’s start").fill("twelve");
    await form.getByRole("alert").getByText("E1: a number, or nothing.").waitFor();
    await form.getByLabel("E1 at the new meter’s start").fill("12");
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await form.getByRole("button", { name: "Mount", exact: true }).click();
    await form.getByText("77000002 hangs here now.").waitFor();
    await eventually(
      async () => (await at("Nybyggervej 3"))?.meter?.serial,
      (serial) => serial === "77000002",
    );
    await form.getByRole("button", { name: "Take it back" }).click();
    await form.getByText("Taken back: 77000002 is in stock again.").waitFor();
    await eventually(
      () => at("Nybyggervej 3"),
      (point) => point !== undefined && point.meter === undefined,
    );
  });
});
