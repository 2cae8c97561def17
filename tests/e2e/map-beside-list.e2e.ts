import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/app-driver.ts";
import { type FakeOffice, openFakeOffice } from "../support/fake-office.ts";

let office: FakeOffice;
let page: Page;

beforeAll(async () => {
  office = await openFakeOffice({ points: 600 });
  page = office.page;
});
afterAll(() => office?.close());

const count = (): Promise<string> => page.locator(".toolbar-count").innerText();

describe("the map beside the list", () => {
  it("shows the same points on the map, and one of them on a click", async () => {
    await office.open("/points");
    await eventually(count, (seen) => seen === "600");
    await page.getByRole("searchbox").fill("elmegade 40");
    await eventually(count, (seen) => seen === "1 of 600");
    const map = page.getByRole("region", { name: "Map of metering points" });
    await map.locator("canvas").waitFor();
    await map.getByRole("button", { name: "Show all results" }).click();
    const ground = await map.locator(".map-ground").boundingBox();
    if (!ground) throw new Error("the map has no size");
    const middle = [ground.x + ground.width / 2, ground.y + ground.height / 2 - 4] as const;
    await eventually(
      async () => {
        await page.mouse.move(middle[0] + 40, middle[1]);
        await page.mouse.move(...middle);
        return map.locator(".is-pointing").count();
      },
      (pointing) => pointing === 1,
    );
    await page.mouse.click(...middle);
    const card = map.getByRole("article");
    expect(await card.innerText()).toContain("Elmegade 40");
    expect(await page.locator("tr.is-selected .point-link").innerText()).toBe("Elmegade 40");
    await card.getByRole("button", { name: "Open" }).click();
    await page.getByRole("heading", { level: 1, name: "Elmegade 40" }).waitFor();
  });

  it("is as wide as one wants it, by the keys too", async () => {
    await office.open("/points");
    const divider = page.getByRole("separator", { name: "Width of the list" });
    const before = Number(await divider.getAttribute("aria-valuenow"));
    await divider.focus();
    await page.keyboard.press("ArrowRight");
    await eventually(
      async () => Number(await divider.getAttribute("aria-valuenow")),
      (now) => now === before + 3,
    );
    await page.locator("label", { hasText: /^Map$/ }).click();
    await page.locator("table").waitFor({ state: "detached" });
    await page.locator("label", { hasText: "List and map" }).click();
    await page.locator("tbody tr").first().waitFor();
  });

  it("meets nothing the browser complains about", () => {
    // This office answers what the list and its map ask, and nothing else.
    expect(office.complaints.filter((complaint) => !/status of 404/.test(complaint))).toEqual([]);
  });
});
