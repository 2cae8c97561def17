import type { Page } from "playwright";
import { openBrowser } from "./open-browser.ts";

/** The demo's office at a desk of its own, in a browser of its own. */
export interface OfficeDesk {
  readonly page: Page;
  /** Orders that a meter's clock is set; the meter is found by its number. */
  orderClock(serial: string): Promise<void>;
  /** Waits until the list of all orders shows this meter's as this. */
  seesOrder(serial: string, state: string): Promise<void>;
  close(): Promise<void>;
}

export async function openOfficeDesk(url: string): Promise<OfficeDesk> {
  const browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await context.request.post(`${url}/api/v1/demo-session`, {
    data: { person: "office" },
    failOnStatusCode: true,
  });
  const page = await context.newPage();
  return {
    page,
    async orderClock(serial) {
      await page.goto(`${url}/orders`);
      await page.getByRole("button", { name: "New order" }).click();
      const sheet = page.getByRole("dialog", { name: "New order" });
      await sheet.getByLabel(/Search address/).fill(serial);
      await sheet.locator(".order-found-point").filter({ hasText: serial }).click();
      await sheet.getByLabel("What is ordered").selectOption("clock");
      await sheet.getByText("Takes none of the meter's legal changes").waitFor();
      await sheet.getByRole("button", { name: /^Make/ }).click();
      await sheet.waitFor({ state: "detached" });
      await page.getByRole("row").filter({ hasText: "Set the clock" }).waitFor();
    },
    async seesOrder(serial, state) {
      await page.goto(`${url}/orders`);
      await page.getByText("All", { exact: true }).click();
      const row = page.getByRole("row").filter({ hasText: serial }).filter({ hasText: "Set the clock" });
      await row.filter({ hasText: state }).waitFor();
    },
    close: () => browser.close(),
  };
}
