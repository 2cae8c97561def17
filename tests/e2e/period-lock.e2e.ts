import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePeriodLock } from "../../shared/model/wire-review.ts";
import { type App, given } from "../support/app-driver.ts";

/** The office locks the month that was billed, sees who moved the lock, and opens days again with a reason. */
let app: App;
/** Where to leave pictures; nowhere when nothing is said. */
const shots = process.env["ROUNDS_SHOTS"];

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 40, days: 5 } });
});
afterAll(() => app?.close());

const lockNow = () => app.get.json<WirePeriodLock>("/api/v1/period-lock");

/** The last day of the month before, and the moment it ends, by the town's clock. */
const localDay = (atMs: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(atMs);
const lastOfMonth = (() => {
  const [year = "", month = ""] = localDay(Date.now()).split("-");
  return new Date(Date.UTC(Number(year), Number(month) - 1, 0)).toISOString().slice(0, 10);
})();

async function picture(name: string): Promise<void> {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  const { page } = app;
  for (const [look, scheme, width, height] of [
    ["desk-light", "light", 1440, 900],
    ["desk-dark", "dark", 1440, 900],
    ["phone-light", "light", 412, 915],
    ["phone-dark", "dark", 412, 915],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${shots}/${name}-${look}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

describe("the period lock", () => {
  it("proposes the month that ended last, and locks it by keys alone", async () => {
    const { page } = app;
    await app.when.opens("/period-lock");
    await page.getByText("Nothing is locked yet").waitFor();
    const day = page.getByLabel("Last billed day");
    await expect.poll(() => day.inputValue()).toBe(lastOfMonth);
    await page.getByLabel("Why").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("The period is locked through").waitFor();
    const { lockedBeforeMs } = await lockNow();
    // The last moment locked lies in that day, the lock itself in the next.
    expect(localDay(lockedBeforeMs - 1)).toBe(lastOfMonth);
    expect(localDay(lockedBeforeMs)).not.toBe(lastOfMonth);
    await picture("locked");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it("refuses a day that is not over", async () => {
    const { page } = app;
    const before = await lockNow();
    await page.getByLabel("Last billed day").fill(localDay(Date.now()));
    await page.getByLabel("Why").press("Enter");
    const refusal = page.getByText("Choose the last day that was billed");
    await refusal.waitFor();
    const isMarked = () => page.getByLabel("Last billed day").getAttribute("aria-invalid");
    await expect.poll(isMarked).toBe("true");
    expect(await lockNow()).toEqual(before);
    // Another day is another question.
    await page.getByLabel("Last billed day").fill("2026-01-31");
    await refusal.waitFor({ state: "detached" });
    await expect.poll(isMarked).toBe("false");
  });

  it("opens days again only with a reason, which stands beside who did it", async () => {
    const { page } = app;
    await page.getByLabel("Last billed day").fill("2026-01-31");
    await page.getByText("may no longer agree").waitFor();
    await page.getByRole("button", { name: "Open again after 31 Jan 2026" }).click();
    await page.getByText("Say first why").waitFor();
    await picture("refused");
    await page.getByLabel("Why").fill("October was billed with the wrong price");
    await page.getByLabel("Why").press("Enter");
    await page.getByRole("cell", { name: "October was billed with the wrong price" }).waitFor();
    const [move] = (await lockNow()).moves;
    expect(move).toMatchObject({ reason: "October was billed with the wrong price" });
    // 31 January in Denmark ends at 23:00 UTC.
    expect((await lockNow()).lockedBeforeMs).toBe(Date.parse("2026-01-31T23:00:00Z"));
    await picture("opened");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it("locks an area further than the rest, and the move form says so before it sends", async () => {
    const { page } = app;
    const { points } = await app.get.json<{ points: readonly { id: string; area: string }[] }>(
      "/api/v1/points",
    );
    const point = points.find(({ area }) => area !== "");
    if (!point) throw new Error("no point in an area");
    const elsewhere = points.find(({ area }) => area !== "" && area !== point.area);
    await app.when.opens("/period-lock");
    await page.getByLabel("Where").selectOption(point.area);
    // Counted in dates: a day of 25 hours is one too.
    const yesterday = new Date(Date.parse(localDay(Date.now())) - 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("Last billed day").fill(yesterday);
    await page.getByLabel("Why").press("Enter");
    await page.getByText(`${point.area}: locked through`).waitFor();
    await picture("area");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(Object.keys((await lockNow()).areas)).toEqual([point.area]);
    const moveOut = async (id: string) => {
      await app.when.opens(`/points/${id}`);
      await page.getByRole("button", { name: "Edit" }).first().click();
      await page.getByRole("button", { name: "Move out or in" }).click();
      await page.getByLabel("On", { exact: true }).fill("2026-03-01");
    };
    await moveOut(point.id);
    await page.getByText("Bills are written through").waitFor();
    await picture("move");
    await page.getByRole("button", { name: "Write down the move" }).click();
    await page.getByText("This moment lies in a period that was billed").waitFor();
    if (!elsewhere) return;
    await moveOut(elsewhere.id);
    expect(await page.getByText("Bills are written through").count()).toBe(0);
  });

  it("is no wider than a phone", async () => {
    const { page } = app;
    await page.setViewportSize({ width: 412, height: 915 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});
