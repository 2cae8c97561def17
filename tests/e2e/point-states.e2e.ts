import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/app-driver.ts";
import { type FakeOffice, openFakeOffice } from "../support/fake-office.ts";
import { isUnheard, kindOf } from "../support/fake-town.ts";

/** A point's page over a server that is not there: slow, failing, with gaps, with what was imported. */
const DAY_MS = 86_400_000;
let office: FakeOffice;
let page: Page;

beforeAll(async () => {
  office = await openFakeOffice({ points: 600 });
  page = office.page;
});

afterAll(() => office?.close());
afterEach(() => Object.assign(office.api.faults, { held: undefined, failing: undefined, isFeedDown: false }));

async function seriousFindings(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
}

describe("a metering point's page in every state", () => {
  it("looks closer at a bar on a click, and goes back with the browser", async () => {
    await office.open(`/points/p3?step=month&at=${lastApril()}`);
    await page.locator(".consumption-body:not(.is-stale)").waitFor();
    const chart = page.locator(".chart-ground .u-over");
    // Drawn once more where its place has been measured.
    let last = "";
    await eventually(
      async () => JSON.stringify(await chart.boundingBox()),
      (box) => {
        const isSame = box === last;
        last = box;
        return isSame;
      },
    );
    const ground = await chart.boundingBox();
    if (!ground) throw new Error("the chart has no size");
    await page.mouse.click(ground.x + ground.width * 0.29, ground.y + ground.height - 4);
    await eventually(
      () => page.locator(".period-name").innerText(),
      (seen) => seen.startsWith("April "),
    );
    await page.goBack();
    await eventually(
      () => page.locator(".period-name").innerText(),
      (seen) => /^\d{4}$/.test(seen),
    );
  });

  it("says so where the address names a day that is none, until days are chosen", async () => {
    await office.open("/points/p3?step=day&at=2026-02-30");
    const said = page.getByText(
      "“2026-02-30” in the address is no stretch of days, so another one is shown.",
    );
    await said.waitFor();
    expect(await seriousFindings()).toEqual([]);
    await page.getByRole("button", { name: "Earlier" }).click();
    await said.waitFor({ state: "detached" });
    await office.open("/compare?from=2026-03-02&to=2026-03-01");
    await page.getByText("“2026-03-02 – 2026-03-01” in the address is no stretch of days").waitFor();
  });

  it("goes from years to the hours of a day by the keys of its chart", async () => {
    await office.open("/points/p3?step=year");
    for (const step of ["Months", "Days", "Hours"]) {
      const chart = page.getByRole("slider");
      // Until the next answer is there the last one stands, and keys are about its bars.
      await page.locator(".consumption-body:not(.is-stale)").waitFor();
      await eventually(
        () => page.locator(".consumption-total").innerText(),
        (seen) => /\d/.test(seen),
      );
      await chart.focus();
      await page.keyboard.press("End");
      for (let i = 0; i < 40 && !(await canLookCloser(chart)); i++) await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Enter");
      await page.locator("label", { hasText: step }).locator("input:checked").waitFor({ state: "attached" });
    }
    await page.getByText(/^\w+day,? \d+ \w+ \d{4}$/).waitFor();
  });

  it("says what is missing and what is estimated, and takes the table along", async () => {
    const { n, date } = findGaps();
    await office.open(`/points/p${n}?step=day&at=${date}`);
    await page.getByRole("tab", { name: "Consumption" }).click();
    await page.locator("td", { hasText: "Missing" }).first().waitFor();
    await page
      .locator("td", { hasText: /between [\d.,]+ and [\d.,]+/ })
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Copy" }).click();
    // It is in the clipboard a moment after the press.
    const copied = await eventually(
      () => page.evaluate(() => navigator.clipboard.readText()),
      (text) => text !== "",
    );
    expect(copied.split("\n")[0]).toMatch(/^From\tTo\t/);
    expect(copied.split("\n").length).toBeGreaterThan(28);
  });

  it("opens the telegram behind a reading: a byte and its record point at each other", async () => {
    await office.open("/points/p3");
    await page
      .getByRole("button", { name: /^Show the telegram behind/ })
      .first()
      .click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("Total volume").first().hover();
    await expect
      .poll(() => sheet.locator(".hex-byte.is-pointed").allInnerTexts())
      .toEqual(["04", "14", "CD", "81", "01", "00"]);
    await sheet.locator('[data-at="4"]').focus();
    await expect
      .poll(() => sheet.locator(".span.is-pointed").innerText())
      .toMatch(/Serial number\s+90000001/);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => sheet.locator(".span.is-pointed").innerText()).toMatch(/Maker\s+KAM/);
    expect(await seriousFindings()).toEqual([]);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
  });

  it("says that an imported reading has no telegram, and that an unknown point is not there", async () => {
    await office.open("/points/p3");
    const readings = page.locator(".readings");
    await readings.locator("tbody tr").first().waitFor();
    await eventually(
      () =>
        readings
          .evaluate((element) => element.scrollTo(0, element.scrollHeight))
          .then(() => readings.innerText()),
      (seen) => seen.includes("Import"),
    );
    await office.open("/points/p99999");
    await page.getByText("There is no metering point with this id").waitFor();
  });
});

const canLookCloser = async (chart: ReturnType<Page["getByRole"]>): Promise<boolean> =>
  !/Missing|Still to come/.test((await chart.getAttribute("aria-valuetext")) ?? "Missing");

/** A day of the last April that is over: its year has nothing still to come there. */
function lastApril(): string {
  const now = new Date();
  const year = now.getUTCFullYear() - (now.getUTCMonth() > 3 ? 0 : 1);
  return `${year}-04-15`;
}

/** A point that was not heard for a day in the month it was first read in. */
function findGaps(): { readonly n: number; readonly date: string } {
  const { town } = office.api;
  for (let n = 0; n < 600; n++) {
    const firstMs = town.detail(n, 0).firstReadingAtMs;
    if (firstMs === undefined || kindOf(n).register !== "V1") continue;
    const first = new Date(firstMs);
    const endMs = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
    for (let atMs = firstMs + 2 * DAY_MS; atMs < endMs - 2 * DAY_MS; atMs += DAY_MS) {
      if (isUnheard(n, atMs)) return { n, date: first.toISOString().slice(0, 10) };
    }
  }
  throw new Error("the town has no gaps");
}
