import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireCustomFields } from "../../shared/model/custom-field.ts";
import type { WirePointDetail, WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** An administrator gives the town's points fields of its own, and somebody fills them in. */
let app: App;
let pointId = "";

const fields = async () => (await app.get.json<WireCustomFields>("/api/v1/custom-fields")).fields;
const said = async () => (await app.get.json<WirePointDetail>(`/api/v1/points/${pointId}`)).custom;

async function openEditor(): Promise<void> {
  await app.when.opens(`/points/${pointId}`);
  await app.page.getByRole("button", { name: "Edit" }).first().click();
  await app.page.getByRole("heading", { name: "Own fields" }).waitFor();
}

/** What stands in a column of the list, from its top. */
const cells = (name: string): Promise<readonly string[]> =>
  app.page.evaluate((wanted) => {
    const heads = [...document.querySelectorAll("thead th")];
    const at = heads.findIndex((head) => head.textContent?.startsWith(wanted));
    return [...document.querySelectorAll("tbody tr")]
      .map((row) => ({ top: row.getBoundingClientRect().top, text: row.children[at]?.textContent ?? "" }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text);
  }, name);

const shown = (): Promise<string> => app.page.locator(".toolbar-count").innerText();

/** The list over the whole width, so that there is room for every column. */
const layList = (): Promise<void> =>
  app.page.getByRole("radiogroup", { name: "Layout" }).locator("label[data-tip=List]").click();

/** Lets a point say what pipe it has and how much is heated, at its page as anybody would. */
async function sayAt(id: string, pipe: string, heated: string): Promise<void> {
  const { page } = app;
  await app.when.opens(`/points/${id}`);
  await page.getByRole("button", { name: "Edit" }).first().click();
  await page.getByLabel("Pipe").selectOption(pipe);
  const area = page.getByLabel("Heated area, m²");
  await area.fill(heated);
  await area.press("Enter");
  const seen = async () =>
    Object.values((await app.get.json<WirePointDetail>(`/api/v1/points/${id}`)).custom);
  await eventually(seen, (texts) => texts.includes(pipe) && texts.includes(heated));
}

/** Own fields that lie in this browser's database. */
const keptFields = (): Promise<readonly string[]> =>
  app.page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith("rounds-points-"));
    if (!found?.name) return [];
    const { name } = found;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error));
    });
    const keys = await new Promise<readonly IDBValidKey[]>((resolve) => {
      const request = database.transaction("values").objectStore("values").getAllKeys();
      request.addEventListener("success", () => resolve(request.result));
    });
    database.close();
    return keys.map(String).filter((key) => key.startsWith("own "));
  });

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 60, days: 4 } });
  pointId = (await app.get.json<WirePointList>("/api/v1/points")).points[0]?.id ?? "";
});

afterAll(() => app?.close());

describe("fields of the utility's own", () => {
  it("are made in the administration, each of its kind", async () => {
    const { page } = app;
    await app.when.opens("/own-fields");
    await page.getByText("No own fields yet").waitFor();
    for (const [name, kind] of [
      ["Pipe", "choice"],
      ["Heated area", "number"],
      ["Last visit", "date"],
    ] as const) {
      await page.getByRole("button", { name: "Add a field" }).click();
      const line = page.locator(".own-line").last();
      await line.getByLabel("Name").fill(name);
      await line.getByLabel("What it holds").selectOption(kind);
      if (kind === "number") await line.getByLabel("Unit").fill("m²");
    }
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Pipe: this does not fit.").waitFor();
    await page.getByLabel("Choices, one a line").fill("copper\nsteel\n");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Everybody has the fields from now on.").waitFor();
    expect((await fields()).map(({ name, kind, unit, choices }) => [name, kind, unit, choices])).toEqual([
      ["Pipe", "choice", "", ["copper", "steel"]],
      ["Heated area", "number", "m²", []],
      ["Last visit", "date", "", []],
    ]);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it("are filled in at a point, refused where they do not fit, and undone", async () => {
    const { page } = app;
    await openEditor();
    await page.getByLabel("Pipe").selectOption("steel");
    const area = page.getByLabel("Heated area, m²");
    await area.fill("a lot");
    await area.press("Enter");
    await page.getByText("does not fit").waitFor();
    await area.fill("145,5");
    await area.press("Enter");
    const [pipe, heated, visit] = await fields();
    await eventually(said, (seen) => seen[heated?.id ?? ""] === "145.5" && seen[pipe?.id ?? ""] === "steel");
    const day = page.getByLabel("Last visit");
    await day.fill("29.2.2028");
    await day.press("Enter");
    await eventually(said, (seen) => seen[visit?.id ?? ""] === "2028-02-29");
    await page.getByRole("button", { name: "Undo: Last visit" }).click();
    await eventually(said, (seen) => seen[visit?.id ?? ""] === undefined);
    await page.keyboard.press("Escape");
    await page.reload();
    await app.when.waitsFor("145.5 m²");
    await expect.poll(async () => (await fields()).map(({ uses }) => uses)).toEqual([1, 1, 0]);
  });

  it("keep what is typed into them before the server has said once more which there are", async () => {
    const { page } = app;
    const { points } = await app.get.json<WirePointList>("/api/v1/points");
    let says = () => {};
    const said = new Promise<void>((resolve) => {
      says = resolve;
    });
    await page.route("**/api/v1/custom-fields", async (route) => {
      await said;
      await route.continue();
    });
    await app.when.opens(`/points/${points[0]?.id}`);
    await page.getByRole("button", { name: "Edit" }).first().click();
    const area = page.getByLabel("Heated area, m²");
    await area.fill("77");
    const answered = page.waitForResponse("**/api/v1/custom-fields");
    says();
    await (await answered).finished();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    // It is in the field, and not said: nobody pressed Enter or left it.
    expect(await area.inputValue()).toBe("77");
    expect(await area.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.unroute("**/api/v1/custom-fields");
    await area.press("Escape");
    await page.keyboard.press("Escape");
  });

  it("are columns of the list that it is sorted by, chosen like any other", async () => {
    const { page } = app;
    const { points } = await app.get.json<WirePointList>("/api/v1/points");
    await sayAt(points[1]?.id ?? "", "copper", "90");
    await sayAt(points[2]?.id ?? "", "steel", "1000");
    await app.when.opens("/points");
    await layList();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByLabel("Heated area, m²").check();
    await page.getByLabel("Pipe").check();
    await page.keyboard.press("Escape");
    const head = page.getByRole("columnheader", { name: "Heated area, m²" });
    await head.getByRole("button").click();
    await eventually(
      () => cells("Heated area"),
      ([a, b, c, d]) => [a, b, c, d].join("|") === "90|145.5|1,000|",
    );
    await head.getByRole("button").click();
    await eventually(
      () => cells("Heated area"),
      ([a, b, c, d]) => [a, b, c, d].join("|") === "1,000|145.5|90|",
    );
    const address = await eventually(
      async () => page.url(),
      (seen) => seen.includes("sort=-own."),
    );
    await page.reload();
    await eventually(
      () => cells("Heated area"),
      ([first]) => first === "1,000",
    );
    expect(page.url()).toBe(address);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it("filter the list by value, range and silence; address and saved filter keep it", async () => {
    const { page } = app;
    await app.when.opens("/points");
    await page.getByRole("button", { name: "Own fields" }).click();
    const menu = page.getByRole("dialog", { name: "Own fields" });
    await menu.getByText("Pipe").click();
    await menu.getByLabel("steel").check();
    await eventually(shown, (seen) => seen === "2 of 60");
    await menu.getByText("Heated area, m²").click();
    await menu.getByLabel("From").fill("a lot");
    await menu.getByLabel("From").press("Enter");
    await menu.getByText("A number, such as 145.5").waitFor();
    await menu.getByLabel("From").fill("145,6");
    await menu.getByLabel("From").press("Tab");
    // Of 145.5 and 1,000 m² on steel one is larger.
    await eventually(shown, (seen) => seen === "1 of 60");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.keyboard.press("Escape");
    await page.reload();
    await eventually(shown, (seen) => seen === "1 of 60");
    await page.getByRole("button", { name: "Save filter" }).click();
    await page.getByLabel("Name").fill("Large on steel");
    await page.getByRole("button", { name: "Make the group" }).click();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await eventually(shown, (seen) => seen === "60");
    await page.getByRole("button", { name: /^Group/ }).click();
    await page.getByRole("menuitemcheckbox", { name: /Large on steel/ }).click();
    await eventually(shown, (seen) => seen === "1 of 60");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("button", { name: "Own fields" }).click();
    await page.getByRole("dialog", { name: "Own fields" }).getByText("Pipe").click();
    await page.getByLabel("Says nothing").first().check();
    await eventually(shown, (seen) => seen === "57 of 60");
    await page.keyboard.press("Escape");
  });

  it("are in the file of picked points, and there without the server", async () => {
    const { page } = app;
    const [pipe] = await fields();
    await app.when.opens(`/points?own.${pipe?.id}=is%3Acopper&sort=address`);
    await eventually(shown, (seen) => seen === "1 of 60");
    await page.getByLabel("Pick all that are shown").check();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export" }).click(),
    ]);
    const text = await readFile(await file.path(), "utf8");
    const [heads, ...rows] = text.trim().split(/\r?\n/);
    expect(heads).toContain("Heated area, m²");
    expect(heads).toContain("Pipe");
    expect(rows.filter((row) => row.includes("copper"))).toHaveLength(1);
    expect(rows.some((row) => row.includes("90"))).toBe(true);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await eventually(keptFields, (seen) => seen.length === 2);
    await page.route("**/api/**", (route) => route.abort());
    await page.reload();
    await eventually(shown, (seen) => seen === "1 of 60");
    await eventually(
      () => cells("Pipe"),
      ([first]) => first === "copper",
    );
    await page.unroute("**/api/**");
  });

  it("go without what was said in them, and say so", async () => {
    const { page } = app;
    await app.when.opens("/own-fields");
    await page.getByText("3 points say something in it").first().waitFor();
    await page.getByRole("button", { name: "Take Pipe away" }).click();
    await page.getByText("stays with them, unseen").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.locator(".own-line").count()).toBe(3);
    await page.getByRole("button", { name: "Take Pipe away" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Everybody has the fields from now on.").waitFor();
    expect((await fields()).map(({ name }) => name)).toEqual(["Heated area", "Last visit"]);
    expect(Object.values(await said())).toContain("steel");
  });
});
