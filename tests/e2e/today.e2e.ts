import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

const DAY_MS = 24 * 3_600_000;

/** The start page of the demo's town, whose figures are counted here again from what the server says. */
let app: App;
let list: WirePointList;

const figure = (name: string) => app.page.locator(".today-figure").filter({ hasText: name });
const countOf = async (name: string): Promise<number> =>
  Number((await figure(name).locator(".today-count").textContent())?.replace(/\D/g, "") || Number.NaN);

const FIGURES = [
  "Points with an info code",
  "Points never heard",
  "Points silent for a day",
  "Readings to look at",
];
/** The same from what the server says now. */
async function counted(): Promise<readonly number[]> {
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  const { findings } = await app.get.json<{ findings: readonly unknown[] }>("/api/v1/review?state=open");
  return [
    points.filter(({ latest }) => (latest?.status.length ?? 0) > 0).length,
    points.filter(({ latest }) => latest === undefined).length,
    points.filter(({ latest }) => latest && Date.now() - latest.atMs > DAY_MS).length,
    findings.length,
  ];
}

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 120, days: 40 } });
  list = await app.get.json<WirePointList>("/api/v1/points");
});

afterAll(() => app?.close());

describe("the start page", () => {
  it("is where one begins, and counts what waits", async () => {
    await app.when.opens("/");
    await eventually(app.get.path, (seen) => seen === "/today");
    // The town lives on while it is counted.
    const [withCode] = await eventually(
      async () => [...(await counted()), ...(await Promise.all(FIGURES.map(countOf)))],
      ([code, never, silent, findings, ...seen]) => seen.join() === [code, never, silent, findings].join(),
    );
    expect(withCode).toBeGreaterThan(0);
  });

  it("has every place in sight at a laptop's height", async () => {
    const hidden = await app.page.locator(".rail-nav").evaluate((nav) => nav.scrollHeight - nav.clientHeight);
    expect(hidden).toBeLessThanOrEqual(0);
  });

  it("explains each figure, and leads to what it counted", async () => {
    const line = figure("Points with an info code");
    await line.getByRole("button").click();
    await line.getByText("something is wrong").waitFor();
    await line.getByRole("link").click();
    await eventually(app.get.pointRows, (rows) => rows > 0);
    await expect.poll(() => new URL(app.page.url()).search).toBe("?status=any");
    // The town lives on here too.
    await eventually(
      async () => [await app.page.locator(".toolbar-count").innerText(), (await counted())[0]] as const,
      ([shown, codes]) => shown === `${codes} of 120`,
    );
  });

  it("remembers the points one looked at, the newest first", async () => {
    const [first, second] = list.points;
    for (const point of [first, second]) {
      await app.when.opens(`/points/${point?.id}`);
      await app.page.getByRole("heading", { level: 1, name: point?.address ?? "" }).waitFor();
    }
    await app.page.locator(".rail-brand").click();
    const recent = app.page.locator(".today-point");
    await recent.first().waitFor();
    await expect.poll(() => recent.first().textContent()).toContain(second?.address);
    await expect.poll(() => recent.nth(1).textContent()).toContain(first?.address);
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds (%s)", async (theme) => {
    await app.when.looksFrom({ width: 412, height: 915 }, theme);
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    expect(violations).toEqual([]);
    await app.when.looksFrom({ width: 1440, height: 900 }, theme);
    expect((await new AxeBuilder({ page: app.page }).analyze()).violations).toEqual([]);
  });
});

describe("the search over everything", () => {
  it("opens a meter's point by its serial number, with the keyboard alone", async () => {
    const wanted = list.points.find(({ meter }) => meter !== undefined);
    await app.page.keyboard.press("Control+k");
    const field = app.page.getByRole("combobox", { name: "Search everything" });
    await field.fill(wanted?.meter?.serial ?? "");
    await app.page
      .getByRole("option", { selected: true })
      .filter({ hasText: wanted?.meter?.serial ?? "" })
      .waitFor();
    await app.page.keyboard.press("Enter");
    await eventually(app.get.path, (seen) => seen === `/points/${wanted?.id}`);
  });

  it("leads into the page it opened, which the window is called after; Escape leads back to where one was", async () => {
    const focused = (): Promise<string> =>
      app.page.evaluate(
        () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id ?? "",
      );
    // What was found is its page's beginning for the next key, and the window's name.
    await eventually(focused, (seen) => seen === "content");
    await eventually(
      async () => [await app.page.title(), await app.get.heading()] as const,
      ([title, heading]) => title.endsWith(" · Rounds") && heading.includes(title.replace(" · Rounds", "")),
    );
    await app.page.getByRole("button", { name: "Appearance" }).focus();
    await app.page.keyboard.press("Control+k");
    await app.page.getByRole("combobox", { name: "Search everything" }).waitFor();
    await app.page.keyboard.press("Escape");
    await eventually(focused, (seen) => seen === "Appearance");
  });

  it("finds customers and pages, leads on to the list, and says when there is nothing", async () => {
    const wanted = list.points.find(({ customer }) => customer !== "");
    const field = app.page.getByRole("combobox", { name: "Search everything" });
    await app.page.getByRole("button", { name: "Search" }).click();
    await field.fill(wanted?.customer ?? "");
    await app.page
      .getByRole("option")
      .filter({ hasText: wanted?.customer ?? "" })
      .first()
      .waitFor();
    expect((await new AxeBuilder({ page: app.page }).analyze()).violations).toEqual([]);
    await field.fill("telegram insp");
    await app.page.getByRole("option", { name: /Telegram inspector/ }).waitFor();
    await field.fill("no such thing 99");
    await app.page.getByText("Nothing is called “no such thing 99”").waitFor();
    await field.fill("multical");
    const all = app.page.getByRole("option", { name: /Show all .* in the list/ });
    await all.click();
    await eventually(
      () => new URL(app.page.url()).search,
      (seen) => seen === "?q=multical",
    );
  });
});

describe("without a network", () => {
  it("counts from what the browser kept, finds points, and says what it could not ask", async () => {
    await app.when.opens("/today");
    const early = await eventually(
      () => countOf("Points with an info code"),
      (seen) => seen > 0,
    );
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await app.page.context().setOffline(true);
    await app.server.stop();
    await app.page.locator(".connection:not([data-kind=live])").waitFor();
    // What a meter said last may not have been kept yet.
    const late = await countOf("Points with an info code");
    await app.page.reload();
    await eventually(
      () => countOf("Points with an info code"),
      (seen) => seen === early || seen === late,
    );
    await figure("Readings to look at").getByText("The server was not reached.").waitFor();
    await app.page.keyboard.press("Control+k");
    const [wanted] = list.points;
    await app.page.getByRole("combobox", { name: "Search everything" }).fill(wanted?.address ?? "");
    await app.page
      .getByRole("option")
      .filter({ hasText: wanted?.address ?? "" })
      .first()
      .waitFor();
  });
});
