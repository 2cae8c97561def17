import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, given } from "../support/app-driver.ts";

let app: App;
beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 40, days: 2 }, person: "office" });
});
afterAll(async () => {
  await app?.close();
});

describe("orders to meters", () => {
  it("are made for one point, with limits beside the fields, and cancelled again", async () => {
    const { page } = app;
    await app.when.opens("/orders");
    await page.getByText("No order is open").waitFor();
    await page.getByRole("button", { name: "New order" }).click();
    const sheet = page.getByRole("dialog", { name: "New order" });
    const make = sheet.getByRole("button", { name: /^Make/ });
    await expect.poll(() => make.isDisabled()).toBe(true);

    await sheet.getByLabel(/Search address/).fill("MULTICAL 403");
    const first = sheet.locator(".order-found-point").first();
    const name = await first.innerText();
    await first.click();
    await sheet.getByLabel("What is ordered").selectOption("logging-interval");
    await sheet.getByLabel("Minutes between two rows").fill("7");
    await sheet.getByText(/divides the day evenly/).waitFor();
    await make.click();
    const minutes = sheet.getByLabel("Minutes between two rows");
    await expect.poll(() => minutes.evaluate((input) => input === document.activeElement)).toBe(true);
    // All that is wrong is marked at once, what is empty too, and the first of it is where one types.
    await sheet.getByLabel("What is ordered").selectOption("pulse-input");
    await sheet.getByLabel("Serial number of the meter behind it").fill("A1");
    const marked = sheet.locator('[aria-invalid="true"]');
    await expect.poll(() => marked.count()).toBe(1);
    await make.click();
    await expect.poll(() => marked.count()).toBe(3);
    await expect.poll(() => marked.first().evaluate((input) => input === document.activeElement)).toBe(true);
    await sheet.getByText("0.001 to 10,000 l", { exact: true }).waitFor();
    await sheet.getByText("0 to 99,999,999 m³", { exact: true }).waitFor();
    await sheet.getByText("Up to eight digits", { exact: true }).waitFor();
    await sheet.getByLabel("What is ordered").selectOption("logging-interval");
    await sheet.getByText(/Takes one of the meter's legal changes/).waitFor();
    await sheet.getByLabel("Minutes between two rows").fill("15");
    await make.click();
    await sheet.waitFor({ state: "detached" });

    const row = page.getByRole("row").filter({ hasText: "A row every 15 min" });
    expect(await row.innerText()).toContain(name.split(" · ")[0]);
    await row.getByRole("button", { name: "Cancel order" }).click();
    await page.getByText("No order is open").waitFor();
    await page.getByText("All", { exact: true }).click();
    await page.getByText("Cancelled").waitFor();
  });

  it("say their limits in the office's language, and ask about a number that may be a thousandth", async () => {
    const { page } = app;
    await page.evaluate(() => localStorage.setItem("rounds.locale", "de"));
    await app.when.opens("/orders");
    await page.getByRole("button", { name: "Neuer Auftrag" }).click();
    const sheet = page.getByRole("dialog", { name: "Neuer Auftrag" });
    await sheet.getByText("Wählen Sie zuerst eine Messstelle.").waitFor();
    await sheet.getByLabel("Was beauftragt wird").selectOption("pulse-input");
    await sheet.getByLabel("Liter je Impuls").fill("99999");
    await sheet.getByText("0,001 bis 10.000 l", { exact: true }).waitFor();
    await sheet.getByLabel("Liter je Impuls").fill("1");
    await sheet.getByLabel("Zählwerk beginnt bei, m³").fill("1.250");
    await sheet
      .getByText("„1.250“ lässt sich auf zwei Arten lesen. Geben Sie 1250 oder 1,250 ein.")
      .waitFor();
    // A choice whose words need two lines has room for both.
    const cut = await sheet
      .locator(".segment-face")
      .evaluateAll((faces) => faces.filter((one) => one.scrollHeight > one.clientHeight).length);
    expect(cut).toBe(0);
    await page.keyboard.press("Escape");
    await page.evaluate(() => localStorage.setItem("rounds.locale", "en"));
    await app.when.opens("/orders");
    await page.getByText("All", { exact: true }).click();
  });

  it("are made for every point of the list at once", async () => {
    const { page } = app;
    await page.getByRole("button", { name: "New order" }).click();
    const sheet = page.getByRole("dialog", { name: "New order" });
    await sheet.getByText(/The 40 points of the list/).click();
    await sheet.getByRole("button", { name: "Make 40 orders" }).click();
    await sheet.waitFor({ state: "detached" });
    await page.getByText("41 orders").waitFor();
  });

  it("have nothing that axe finds, at a desk and on a phone, with the sheet open too", async () => {
    const { page } = app;
    for (const screen of [
      { width: 1440, height: 900 },
      { width: 412, height: 915 },
    ]) {
      await app.when.looksFrom(screen, "dark");
      await page.getByRole("button", { name: "New order" }).click();
      await page.getByRole("dialog", { name: "New order" }).getByLabel("What is ordered").waitFor();
      const open = await new AxeBuilder({ page }).analyze();
      expect(open.violations.map(({ id }) => id)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const closed = await new AxeBuilder({ page }).analyze();
      expect(closed.violations.map(({ id }) => id)).toEqual([]);
    }
    expect(app.complaints).toEqual([]);
  });
});
