import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointDetail } from "../../shared/model/wire.ts";
import type { WireLive, WireLivePoint } from "../../shared/model/wire-live.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** Priority points of a simulated town, some of them with pressures in and out, while its gateway is heard. */
let app: App;
let withPressure: WireLivePoint;
const WHEEL_PX = 120;

const live = () => app.get.json<WireLive>("/api/v1/live");
const rows = () => app.page.locator(".live-table tbody tr");
const rowOf = (id: string) => app.page.locator(`.live-table tr[data-point="${id}"]`);
/** Which place each drawn row has among all: how many are drawn changes while one scrolls, where they stand does not. */
const placesSeen = async (): Promise<ReadonlyMap<string | null, string | null>> =>
  new Map(
    await rows().evaluateAll((all) =>
      all.map((row) => [row.getAttribute("data-point"), row.getAttribute("aria-rowindex")] as const),
    ),
  );
/** As a person finds a point among hundreds: the table draws only the rows in sight. */
async function finds(text: string): Promise<void> {
  await app.page.getByRole("searchbox", { name: "Find a point" }).fill(text);
}
const heardTimes = () =>
  app.page.locator(".live-age time").evaluateAll((all) => all.map((one) => one.getAttribute("datetime")));
const seen = (column: string) =>
  app.page
    .locator(`.live-table tbody [data-column="${column}"] .amount-value`)
    .evaluateAll((all) => all.map((one) => Number(one.textContent)));
const violations = async () =>
  (await new AxeBuilder({ page: app.page }).analyze()).violations.map(({ id }) => id);

async function openEditor(): Promise<void> {
  await app.when.opens(`/points/${withPressure.id}`);
  await app.page.getByRole("button", { name: "Edit" }).first().click();
  await app.page.getByRole("heading", { name: "How sensors are shown" }).waitFor();
}

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 400, days: 2 } });
  const { points } = await live();
  const found = points.find(({ latest }) => latest?.values.some(({ register }) => register === "P1"));
  if (!found) throw new Error("no pressure in this town");
  withPressure = found;
});
afterAll(() => app?.close());

describe("the live view", () => {
  it("shows every priority point, and what is heard of them without being asked again", async () => {
    const { points } = await live();
    await app.when.opens("/live");
    await rows().first().waitFor();
    await app.page.getByText(`${points.length} priority points`).waitFor();
    const before = await heardTimes();
    await eventually(heardTimes, (now) => now.some((time) => !before.includes(time)));
    expect(app.complaints).toEqual([]);
  });

  it("sorts by any value, is walked by keys, and opens a point", async () => {
    const { page } = app;
    await page.getByRole("columnheader", { name: "P1", exact: true }).getByRole("button").click();
    await eventually(
      () => seen("P1"),
      (bars) => bars.length > 3 && bars.every((bar, n) => n === 0 || bar <= (bars[n - 1] ?? 0)),
    );
    await rows().first().getByRole("link").focus();
    await page.keyboard.press("ArrowDown");
    const second = await rows().nth(1).getAttribute("data-point");
    await eventually(
      () => page.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("data-point")),
      (id) => id === second,
    );
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/points/${second}`);
  });

  it("leaves every row where it is while somebody reads, and sorts again when asked", async () => {
    const { page } = app;
    // The point heard last stands first: every telegram moves rows.
    await app.when.opens("/live?sort=age");
    await rows().first().hover();
    await page.mouse.wheel(0, WHEEL_PX);
    await eventually(
      () => page.locator(".live-table").evaluate((table) => table.scrollTop),
      (top) => top > 0,
    );
    const before = await placesSeen();
    const again = page.getByRole("button", { name: "sort again" });
    await again.waitFor();
    const inBoth = [...(await placesSeen())].filter(([id]) => before.has(id));
    expect(inBoth.length).toBeGreaterThan(10);
    expect(inBoth.filter(([id, place]) => before.get(id) !== place)).toEqual([]);
    await again.click();
    await eventually(placesSeen, (now) =>
      [...now].some(([id, place]) => before.has(id) && before.get(id) !== place),
    );
  });

  it("finds a point among all, and says when none is like what was typed", async () => {
    const { page } = app;
    await app.when.opens("/live");
    await rows().first().waitFor();
    await finds(withPressure.number);
    await rowOf(withPressure.id).waitFor();
    await eventually(
      () => rows().count(),
      (count) => count === 1,
    );
    await finds("nowhere at all");
    await page.getByText("No priority point matches “nowhere at all”").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await eventually(
      () => rows().count(),
      (count) => count > 1,
    );
  });

  it("is read from afar, keeps how it is looked at in its address, and has nothing that axe finds", async () => {
    const { page } = app;
    await app.when.opens("/live?trend=t1&hours=24");
    await rows().first().waitFor();
    await page.getByRole("columnheader", { name: "t1, last 24 h" }).waitFor();
    expect(await violations()).toEqual([]);
    await finds(withPressure.number);
    const small = await rowOf(withPressure.id).locator(".live-value").first().boundingBox();
    await page.getByRole("button", { name: "Big screen" }).click();
    await page.waitForURL(/big=1/);
    const large = async () => await rowOf(withPressure.id).locator(".live-value").first().boundingBox();
    await expect.poll(async () => (await large())?.height).toBeGreaterThan((small?.height ?? 99) * 1.3);
    await page.getByRole("button", { name: "Small screen" }).click();
    await finds("");
    await app.when.looksFrom({ width: 412, height: 915 }, "dark");
    await rows().first().waitFor();
    expect(await violations()).toEqual([]);
    await app.when.looksFrom({ width: 1440, height: 900 }, "light");
  });
});

describe("how a sensor is shown", () => {
  it("is said at its point, refused where it does not fit, and undone", async () => {
    const { page } = app;
    await openEditor();
    await page.getByRole("button", { name: "Add a channel" }).click();
    await page.getByLabel("Name", { exact: true }).last().fill("Supply pipe");
    await page.getByLabel("Scale (×)").fill("none");
    await page.getByRole("button", { name: "Use this" }).click();
    await page.getByText("The scale is a number other than 0.").waitFor();
    await page.getByLabel("Scale (×)").fill("10,2");
    await page.getByLabel("Unit").fill("mVS");
    await page.getByLabel("Upper limit").fill("20");
    await page.getByText("1 bar of the register is shown as 10.2 mVS.").waitFor();
    await page.getByRole("button", { name: "Use this" }).click();
    await page.getByText("Supply pipe · × 10.2 + 0 mVS · …20").waitFor();
    expect(await violations()).toEqual([]);
    const told = async () =>
      (await app.get.json<WirePointDetail>(`/api/v1/points/${withPressure.id}`)).custom["channel:P1"];
    await eventually(told, (text) => text?.includes("Supply pipe") ?? false);
    await page.getByRole("button", { name: "Undo: Channel" }).click();
    await eventually(told, (text) => text === undefined);
    await page.getByRole("button", { name: "Do again: Channel" }).click();
    await eventually(told, (text) => text !== undefined);
  });

  it("is how the point's page and the live view show it, with its limit; the register stays as it was", async () => {
    const { page } = app;
    await app.when.opens(`/points/${withPressure.id}?step=hour`);
    await page.locator(".fact", { hasText: "Supply pipe" }).getByText("mVS").waitFor();
    await page.locator(".series-line", { hasText: "Supply pipe" }).getByText("mVS").waitFor();
    await app.when.opens("/live?sort=-P1");
    await finds(withPressure.number);
    const cell = rowOf(withPressure.id).locator('[data-column="P1"]');
    await cell.getByText("above its limit").waitFor();
    // More readings may come in between: within a tenth of a bar, once both are of one time.
    await eventually(
      async () => {
        const shown = Number(await cell.locator(".amount-value").textContent());
        const { points } = await live();
        const raw = points
          .find(({ id }) => id === withPressure.id)
          ?.latest?.values.find(({ register }) => register === "P1");
        expect(raw?.unit).toBe("bar");
        return shown - Number(raw?.value) * 10.2;
      },
      (apart) => Math.abs(apart) < 1.1,
    );
    await cell.getByRole("button", { name: /Where this number comes from/ }).click();
    const proof = page.getByRole("dialog", { name: "Where this number comes from" });
    await proof.getByText("The register × scale + offset, as the channel is set at the point.").waitFor();
    expect(await violations()).toEqual([]);
    await proof.getByRole("button", { name: /\(P1\)/ }).click();
    await proof.getByText("The register as the meter said it at that time.").waitFor();
    await proof
      .getByText(/^Telegram/)
      .or(proof.getByText("no telegram kept"))
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    await proof.waitFor({ state: "detached" });
    await page.getByText("Need a look").click();
    await rowOf(withPressure.id).waitFor();
    await page.getByText("Silent", { exact: false }).first().waitFor();
  });
});
