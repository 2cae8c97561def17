import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/app-driver.ts";
import { type FakeOffice, openFakeOffice } from "../support/fake-office.ts";
import { isUnheard } from "../support/fake-town.ts";

const HOUR_MS = 3_600_000;
let office: FakeOffice;
let page: Page;

beforeAll(async () => {
  office = await openFakeOffice({ points: 600 });
  page = office.page;
});

afterAll(() => office?.close());
afterEach(() => Object.assign(office.api.faults, { held: undefined, failing: undefined, isFeedDown: false }));

const count = (): Promise<string> => page.locator(".toolbar-count").innerText();
const listed = (): Promise<string[]> => page.locator("tbody .point-link").allInnerTexts();
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");

/** As on a browser that never saw the list. */
const forgetList = (): Promise<void> =>
  page.evaluate(async () => {
    for (const { name = "" } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name);
        request.addEventListener("success", resolve);
      });
    }
  });

async function seriousFindings(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
}

describe("the list of metering points", () => {
  it("shows the shape of what is on its way, then how many points there are", async () => {
    let letGo = (): void => undefined;
    office.api.faults.held = new Promise((resolve) => {
      letGo = resolve;
    });
    await office.open("/points");
    await page.getByText("Loading metering points").waitFor({ state: "attached" });
    letGo();
    await eventually(count, (seen) => seen === "600");
  });

  it("says in one sentence why nothing came, and loads when asked again", async () => {
    await forgetList();
    office.api.faults.failing = "server.failed";
    await office.open("/points");
    await page.getByText("The server failed at this request. It has been logged.").waitFor();
    office.api.faults.failing = undefined;
    await page.getByRole("button", { name: "Try again" }).click();
    await eventually(count, (seen) => seen === "600");
  });

  it("is walked by keys alone: search, move, open, and come back to the same place", async () => {
    await office.open("/points");
    await eventually(count, (seen) => seen === "600");
    await page.keyboard.press("/");
    await page.keyboard.type("soender");
    await eventually(count, (seen) => /^60 of 600$/.test(seen));
    await page.keyboard.press("ArrowDown");
    await eventually(focused, (seen) => seen === "Søndergade 1");
    await page.keyboard.press("ArrowDown");
    await eventually(focused, (seen) => seen === "Søndergade 2");
    await page.keyboard.press("End");
    await eventually(focused, (seen) => seen === "Søndergade 60");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Søndergade 60" }).waitFor();
    await page.getByRole("button", { name: "Previous point in the list" }).click();
    await page.getByRole("heading", { level: 1, name: "Søndergade 59" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Metering points" }).click();
    await eventually(count, (seen) => seen === "60 of 600");
    await expect.poll(() => page.locator("tr.is-selected .point-link").innerText()).toBe("Søndergade 59");
  });

  it("filters by info code with what each choice would show, in list and address alike", async () => {
    await office.open("/points");
    await eventually(count, (seen) => seen === "600");
    await page.getByRole("button", { name: "Info codes" }).click();
    const choice = page.getByRole("menuitemcheckbox", { name: "With info codes" });
    const promised = await eventually(
      async () => /\d+/.exec(await choice.innerText())?.[0],
      (seen) => seen !== undefined,
    );
    expect(await seriousFindings()).toEqual([]);
    await choice.click();
    await page.keyboard.press("Escape");
    await eventually(count, (seen) => seen === `${promised} of 600`);
    await eventually(
      () => page.url(),
      (seen) => seen.includes("status=any"),
    );
    await page.getByRole("button", { name: "Clear filters" }).click();
    await eventually(count, (seen) => seen === "600");
  });

  it("picks rows by keys and by hand, and keeps what is picked while something else is searched", async () => {
    const picked = (): Promise<string> => page.locator(".selection-bar-count").innerText();
    await office.open("/points?q=soender");
    await eventually(listed, ([first]) => first === "Søndergade 1");
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await eventually(focused, (seen) => seen === "Søndergade 1");
    await page.keyboard.press("Space");
    await eventually(picked, (seen) => seen === "1 point picked");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await eventually(picked, (seen) => seen === "3 points picked");
    await page.keyboard.press("Shift+ArrowUp");
    await eventually(picked, (seen) => seen === "2 points picked");
    await page.getByRole("checkbox", { name: "Pick Søndergade 5", exact: true }).click();
    await page
      .getByRole("checkbox", { name: "Pick Søndergade 8", exact: true })
      .click({ modifiers: ["Shift"] });
    await eventually(picked, (seen) => seen === "6 points picked");
    await page.getByRole("searchbox").fill("aaboulevarden");
    await eventually(listed, ([first]) => first === "Åboulevarden 1");
    expect(await picked()).toBe("6 points picked");
    const [, all] = /^(\d+) of/.exec(await count()) ?? [];
    await page.getByRole("checkbox", { name: "Pick all that are shown" }).click();
    await eventually(picked, (seen) => seen === `${6 + Number(all)} points picked`);
    expect(await seriousFindings()).toEqual([]);
    await page.getByRole("button", { name: "Make a round" }).click();
    await page.getByText(`${6 + Number(all)} points picked`).waitFor();
    await page.getByRole("link", { name: "Metering points" }).first().click();
    expect(await picked()).toBe(`${6 + Number(all)} points picked`);
    await page.getByRole("button", { name: "Pick none" }).click();
    await page.locator(".selection-bar").waitFor({ state: "detached" });
  });

  it("saves what is picked as a table, with the columns of the list", async () => {
    await office.open("/points?q=soendergade+1");
    await eventually(listed, ([first]) => first === "Søndergade 1");
    await page.getByRole("checkbox", { name: "Pick Søndergade 1", exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export" }).click(),
    ]);
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("Address,Postal code,City");
    expect(lines[1]).toContain("Søndergade 1,");
  });

  it("has the columns somebody wants, in their order, and still has them the next time", async () => {
    const heads = (): Promise<string[]> =>
      page
        .locator("th[data-column]")
        .evaluateAll((all) => all.map((th) => th.getAttribute("data-column") ?? ""));
    await office.open("/points");
    await eventually(listed, ([first]) => first === "Åboulevarden 1");
    expect(await heads()).not.toContain("customerNumber");
    // Nobody who chose nothing has to scroll sideways.
    const overhang = (): Promise<number> =>
      page.locator(".grid").evaluate((grid) => grid.scrollWidth - grid.clientWidth);
    await eventually(overhang, (px) => px <= 0);
    await page.getByRole("button", { name: "Columns" }).click();
    const list = page.getByRole("dialog", { name: "Columns" });
    await list.getByRole("checkbox", { name: "Customer number" }).check();
    await list.getByRole("checkbox", { name: "Age" }).uncheck();
    await list.getByRole("button", { name: "Move Address to the left" }).click();
    await list.getByRole("button", { name: "Move Address to the left" }).click();
    expect(await seriousFindings()).toEqual([]);
    await page.keyboard.press("Escape");
    const wanted = [
      "address",
      "status",
      "medium",
      "customer",
      "number",
      "type",
      "serial",
      "value",
      "customerNumber",
    ];
    await eventually(heads, (seen) => seen.join() === wanted.join());
    await page.reload();
    await eventually(heads, (seen) => seen.join() === wanted.join());
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("button", { name: "As many as there is room for" }).click();
    await eventually(heads, (seen) => !seen.includes("customerNumber"));
  });

  it("is come back to as it was asked last, however soon one left", async () => {
    await office.open("/points?q=soender");
    await eventually(listed, ([first]) => first === "Søndergade 1");
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>("input[type=search]");
      if (!field) throw new Error("no search field");
      field.value = "aaboulevarden";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      document.querySelector<HTMLAnchorElement>('a[href="/heard"]')?.click();
    });
    await page.getByRole("heading", { level: 1, name: "Heard" }).waitFor();
    await page.goBack();
    await eventually(listed, ([first]) => first === "Åboulevarden 1");
    await expect.poll(() => new URL(page.url()).search).toBe("?q=aaboulevarden");
    await page.locator("tbody .point-link").first().click();
    await page.getByRole("heading", { level: 1, name: "Åboulevarden 1" }).waitFor();
    await page.goBack();
    await eventually(listed, ([first]) => first === "Åboulevarden 1");
  });

  it("says that nothing matches, and leads back", async () => {
    await office.open("/points?q=zzzz");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).last().click();
    await eventually(count, (seen) => seen === "600");
  });

  it("sorts by a column both ways, with what has no value last", async () => {
    await office.open("/points?sort=-address");
    await eventually(listed, ([first]) => first === "Søndergade 60");
    await page.getByRole("button", { name: "Address" }).click();
    await eventually(listed, ([first]) => first === "Åboulevarden 1");
    expect(await page.locator("th[aria-sort=ascending]").innerText()).toContain("Address");
  });
});

describe("what arrives while one looks", () => {
  it("changes its row alone, and moves nothing", async () => {
    await office.open("/points");
    await eventually(count, (seen) => seen === "600");
    await page.locator(".grid").evaluate((grid) => grid.scrollTo(0, 5600));
    const row = page.locator("tbody tr", { hasText: "Elmegade 41" });
    await row.waitFor();
    const top = (): Promise<number> => page.locator(".grid").evaluate((grid) => grid.scrollTop);
    await page.locator(".connection[data-kind=live]").waitFor();
    const before = await top();
    office.api.hear(40);
    await eventually(
      () => row.locator("time").innerText(),
      // Within the minute: a slow machine draws it late.
      (seen) => /^\d+ s$/.test(seen),
    );
    expect(await top()).toBe(before);
  });

  it("says since when it no longer arrives, and catches up when it does again", async () => {
    await office.open("/points");
    await page.locator(".connection[data-kind=live]").waitFor();
    office.api.faults.isFeedDown = true;
    office.api.dropFeeds();
    await page.getByText(/^Reconnecting since \d\d:\d\d$/).waitFor();
    office.api.faults.isFeedDown = false;
    await page.locator(".connection[data-kind=live]").waitFor();
  });
});

describe("every reader", () => {
  it("reads their own language, with its decimal sign, in the utility's time zone", async () => {
    const danish = await openFakeOffice({ points: 60, language: "da-DK" });
    const { town } = danish.api;
    // One that was heard today: its newest reading is of the hour it was heard in.
    const heard = Array.from({ length: 60 }, (_, n) => n).find((n) => {
      const { medium, latest } = town.point(n);
      return medium === "heat" && latest && latest.atMs > Date.now() - HOUR_MS && !isUnheard(n, latest.atMs);
    });
    const n = heard ?? 0;
    await danish.open(`/points/p${n}`);
    await danish.page.getByText("Seneste aflæsning").first().waitFor();
    expect(await danish.page.evaluate(() => document.documentElement.lang)).toBe("da");
    await expect.poll(() => danish.page.locator(".facts").innerText()).toMatch(/\d+,\d+\s*°C/);
    // The browser stands in Tokyo; the utility does not.
    const hour = new Intl.DateTimeFormat("da-DK", {
      hour: "2-digit",
      hourCycle: "h23",
      timeZone: "Europe/Copenhagen",
    });
    const newest = danish.page.locator(".readings tbody tr td").first();
    const expected = ` ${hour.format(town.point(n).latest?.atMs).padStart(2, "0")}.`;
    await eventually(
      () => newest.innerText(),
      (seen) => seen.includes(expected),
    );
    await danish.close();
  });

  it("gets cards on a narrow screen, and is told what to do where there is nothing yet", async () => {
    const phone = await openFakeOffice({ points: 60, width: 412, height: 915 });
    await phone.open("/points");
    await phone.page.locator(".card").first().waitFor();
    expect(await phone.page.locator("table").count()).toBe(0);
    await phone.close();
    const empty = await openFakeOffice({ points: 0 });
    await empty.open("/points");
    await empty.page.getByText("No metering points yet").waitFor();
    await empty.page.getByText("npm run demo").waitFor();
    await empty.close();
  });

  it("finds one of a hundred thousand points while typing", async () => {
    const large = await openFakeOffice({ points: 100_000 });
    await large.open("/points");
    await large.page.locator(".toolbar-count", { hasText: "100,000" }).waitFor({ timeout: 60_000 });
    expect(await large.page.locator("tbody tr").count()).toBeLessThan(60);
    await large.page.getByRole("searchbox").fill("61012345");
    await large.page.locator(".toolbar-count", { hasText: "1 of 100,000" }).waitFor();
    await eventually(
      () => large.page.locator("tbody tr").count(),
      (rows) => rows === 1,
    );
    await large.close();
  });

  it("meets nothing the browser complains about", () => {
    expect(
      office.complaints.filter((complaint) => !/status of (404|500|503)|ERR_|EventSource/.test(complaint)),
    ).toEqual([]);
  });
});
