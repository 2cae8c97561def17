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
    expect((await fields()).map(({ uses }) => uses)).toEqual([1, 1, 0]);
  });

  it("go without what was said in them, and say so", async () => {
    const { page } = app;
    await app.when.opens("/own-fields");
    await page.getByText("1 point says something in it").first().waitFor();
    await page.getByRole("button", { name: "Take Pipe away" }).click();
    await page.getByText("stays with them, unseen").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await page.locator(".own-line").count()).toBe(3);
    await page.getByRole("button", { name: "Take Pipe away" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Everybody has the fields from now on.").waitFor();
    expect((await fields()).map(({ name }) => name)).toEqual(["Heated area", "Last visit"]);
    expect(Object.values(await said())).toContain("steel");
  });
});
