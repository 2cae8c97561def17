import { AxeBuilder } from "@axe-core/playwright";
import type { Locator } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, given } from "../support/app-driver.ts";

/** The sheet that makes one customer's report, where other days or another language are chosen. */
let app: App;
beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 30, days: 40 }, person: "office" });
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  const someone = points.find(({ customer, latest }) => customer !== "" && latest !== undefined);
  await app.when.opens(`/points/${someone?.id}`);
  await app.page.getByRole("button", { name: "Report for the customer" }).click();
  await isMade();
});
afterAll(() => app?.close());

const sheet = (): Locator => app.page.getByRole("dialog", { name: "Report for the customer" });
const save = (name: "Save PDF" | "Save page"): Locator => sheet().getByRole("button", { name });
const isMade = (): Promise<void> => sheet().getByText("Signed with the key").waitFor();

describe("the days of a customer's report", () => {
  it("says which day is none, or that the interval is turned round, and makes and saves nothing of it", async () => {
    const days = { from: sheet().getByLabel("From"), to: sheet().getByLabel("To and including") };
    const marks = () => Promise.all([days.from, days.to].map((one) => one.getAttribute("aria-invalid")));
    const { from, to } = { from: await days.from.inputValue(), to: await days.to.inputValue() };
    await days.from.fill("");
    await days.from.blur();
    await sheet().getByText("Choose a day, such as 2026-10-31.").waitFor();
    await expect.poll(marks).toEqual(["true", "false"]);
    await days.from.fill(to);
    await days.to.fill(from);
    await days.to.blur();
    await sheet().getByText("The interval ends before it begins. Choose a later last day.").waitFor();
    await expect.poll(marks).toEqual(["false", "true"]);
    for (const name of ["Save PDF", "Save page"] as const) expect(await save(name).isDisabled()).toBe(true);
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await days.from.fill(from);
    await days.to.fill(to);
    await days.to.blur();
    await isMade();
    await expect.poll(marks).toEqual(["false", "false"]);
  });
});
