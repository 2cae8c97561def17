import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList, WireReadings } from "../../shared/model/wire.ts";
import type { WireEdit } from "../../shared/model/wire-review.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** Decisions about values, taken back on the point's page. */
let app: App;
let point: string;
let atMs: number;
const edits = async () =>
  (await app.get.json<{ edits: WireEdit[] }>(`/api/v1/points/${encodeURIComponent(point)}/edits`)).edits;

async function post(wish: object): Promise<void> {
  const url = `${app.server.url}/api/v1/points/${encodeURIComponent(point)}/edits`;
  const answer = await app.page.request.post(url, { data: wish });
  expect(answer.status()).toBe(200);
}

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 20, days: 5 } });
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  const found = points.find(({ latest }) => latest?.values.some(({ register }) => register === "E1"));
  point = found?.id ?? "";
  const path = `/api/v1/points/${encodeURIComponent(point)}/readings?limit=30`;
  const { readings } = await app.get.json<WireReadings>(path);
  const reading = readings[20];
  if (!reading) throw new Error("no reading");
  atMs = reading.atMs;
  const place = { meter: reading.meterKey, atMs, source: reading.source };
  await post({ ...place, kind: "exclude", reason: "Looks odd" });
  const values = reading.values.filter(({ register }) => register === "E1");
  await post({ ...place, kind: "correct", reason: "Read at the door", values });
});

afterAll(() => app?.close());

describe("a point's edits", () => {
  it("stand with reason and person, and only the newest of a reading can be taken back", async () => {
    await app.when.opens(`/points/${point}`);
    await app.page.getByRole("tab", { name: "Edits" }).click();
    const lines = app.page.locator(".value-edit");
    await lines.nth(1).waitFor();
    expect(await lines.nth(0).innerText()).toMatch(/Corrected[\s\S]*Read at the door[\s\S]*Take back/);
    expect(await lines.nth(1).innerText()).toMatch(/Left out[\s\S]*Looks odd/);
    expect(await lines.nth(1).getByRole("button").count()).toBe(0);
  });

  it.each(["light", "dark"] as const)("have nothing that axe finds (%s)", async (theme) => {
    for (const size of [
      { width: 412, height: 915 },
      { width: 1440, height: 900 },
    ]) {
      await app.when.looksFrom(size, theme);
      const { violations } = await new AxeBuilder({ page: app.page }).include(".value-edits").analyze();
      expect(violations).toEqual([]);
    }
  });

  it("are taken back with a reason, by keyboard; the reading says so, and the one before can follow", async () => {
    const first = app.page.locator(".value-edit").first();
    await first.getByRole("button", { name: "Take back" }).press("Enter");
    await app.page.getByLabel("Reason").fill("It was the neighbour's");
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("status").filter({ hasText: "Taken back" }).waitFor();
    await eventually(
      async () => (await edits()).map(({ revertedBy }) => revertedBy !== undefined),
      (seen) => seen[0] === true && seen[1] === false,
    );
    const second = app.page.locator(".value-edit").nth(1);
    await second.getByRole("button", { name: "Take back" }).waitFor();
    await first.getByText(/Taken back by/).waitFor();
  });

  it("are made where the reading stands: another value holds, and what was said stays in the list", async () => {
    const { page } = app;
    await app.when.opens(`/points/${point}`);
    await page.getByRole("button", { name: "Decide about the reading of" }).first().click();
    await page.getByRole("heading", { name: "Reading of" }).waitFor();
    const register = await eventually(
      () => page.getByLabel("Register", { exact: true }).inputValue(),
      (text) => /: \d/.test(text),
    );
    const said = /: ([\d\s,.\u00a0]+)/.exec(register)?.[1]?.replace(/[^\d.]/g, "") ?? "";
    await page.getByLabel("Reason").fill("Read at the door");
    for (const [typed, fault] of [
      ["abc", "“abc” is no number. Type it in digits"],
      ["51,291", "“51,291” can be read in two ways. Type 51291 or 51.291."],
    ] as const) {
      await page.getByLabel("Right value").fill(typed);
      await page.getByRole("button", { name: "Correct it" }).click();
      await page.getByRole("alert").getByText(fault).waitFor();
      expect(await page.getByLabel("Right value").getAttribute("aria-invalid")).toBe("true");
    }
    // More than any register has digits is refused; what the meter cannot have counted is asked about.
    await page.getByLabel("Right value").fill("99999999999");
    await page.getByRole("button", { name: "Correct it" }).click();
    await page.getByRole("alert").getByText("No register of this meter has so many digits.").waitFor();
    expect(await page.getByLabel("I looked again").count()).toBe(0);
    await page.getByLabel("Right value").fill("1");
    await page.getByRole("button", { name: "Correct it" }).click();
    await page.getByRole("alert").getByText("The meter said more before that.").waitFor();
    await page.getByLabel("I looked again: it is right").waitFor();
    await page.getByLabel("Right value").fill(said);
    await page.getByLabel("Reason").fill("Read at the door");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const before = (await edits()).length;
    await page.getByRole("button", { name: "Correct it" }).click();
    await eventually(
      async () => (await edits()).length,
      (count) => count === before + 1,
    );
    expect((await edits())[0]).toMatchObject({ kind: "correct", reason: "Read at the door" });
    await page.getByText("edited", { exact: false }).first().waitFor();
  });
});
