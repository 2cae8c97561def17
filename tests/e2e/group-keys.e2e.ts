import type { Locator } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, eventually, given } from "../support/app-driver.ts";

/** Groups by keys, and where the keys are when something opens. */
let app: App;
beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 12, days: 1 } });
});
afterAll(() => app?.close());

const lineOf = (name: string): Locator =>
  app.page.locator(".group-line").filter({ has: app.page.getByRole("link", { name, exact: true }) });

describe("by keyboard alone", () => {
  it("a group is made, changed and deleted", async () => {
    await app.when.opens("/groups");
    await app.page.getByRole("button", { name: "New group" }).focus();
    await app.page.keyboard.press("Enter");
    await eventually(
      () => app.page.evaluate(() => document.activeElement?.tagName),
      (tag) => tag === "INPUT",
    );
    await app.page.keyboard.type("By hand");
    await app.page.keyboard.press("Enter");
    await lineOf("By hand").getByText("0", { exact: true }).waitFor();
    await app.page.getByRole("button", { name: "Delete By hand" }).focus();
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).focus();
    await app.page.keyboard.press("Enter");
    await lineOf("By hand").waitFor({ state: "detached" });
  });
});

describe("what opens", () => {
  it("has the focus in the same moment, so that it never leaves what somebody has chosen in it", async () => {
    await app.when.opens("/groups");
    await app.page.getByRole("button", { name: "New group" }).click();
    await app.page.getByRole("dialog").getByLabel("Name").fill("To be opened");
    await app.page.keyboard.press("Enter");
    await lineOf("To be opened").waitFor();
    for (const label of [/^New group/, /^Change /, /^Delete /]) {
      const opener = app.page.getByRole("button", { name: label }).first();
      await opener.waitFor();
      const isIn = await opener.evaluate(async (button: HTMLElement) => {
        button.focus();
        button.click();
        // No task in between, in which somebody could have pressed a key.
        for (let n = 0; n < 20; n++) await Promise.resolve();
        return document.querySelector("[role=dialog]")?.contains(document.activeElement);
      });
      expect(isIn, String(label)).toBe(true);
      await app.page.keyboard.press("Escape");
      await app.page.getByRole("dialog").waitFor({ state: "detached" });
    }
  });
});
