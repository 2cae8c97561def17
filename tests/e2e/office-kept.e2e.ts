import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, eventually, given } from "../support/app-driver.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";

/** An office whose line is cut: every page it looked at stands as it was, and says how old that is. */
const PAGES = [
  "/review",
  "/orders",
  "/stock",
  "/orders/firmware",
  "/period-lock",
  "/live",
  "/heard",
  "/work",
];

let app: App;
let line: CutLine;
beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 60, days: 40 } });
  line = await openCutLine(app.server.url);
  await app.page.request.post(`${line.url}/api/v1/demo-session`, { data: { person: "admin" } });
}, 180_000);
afterAll(async () => {
  await app?.close();
  await line?.close();
});

const opens = (path: string) => app.page.goto(line.url + path);
const note = () => app.page.locator(".kept-note");
/** Another person, after the session before ended on the server and not here. */
const comesIn = async (person: string): Promise<void> => {
  await app.page.context().clearCookies();
  await opens("/stock");
  await app.page.locator(`[data-person=${person}]`).click();
  await app.page.locator(".person-button").first().waitFor();
};
/** A page without the times that pass while it is looked at. */
const timeless = (text: string): string =>
  text.replace(/^From this device.*\n*(Ask again)?\n*/m, "").replace(/\d+ (s|min|h|d)\b/g, "…");
const textOf = async (): Promise<string> => {
  await app.page.locator("main h1").first().waitFor();
  return timeless(await app.page.locator("main").innerText());
};
/** Looks in a row at which nothing has changed: names of people come after the rows they stand in. */
const AT_REST = 10;
/** The page once nothing of it is on its way. */
async function restingText(): Promise<string> {
  let [last, same] = ["", 0];
  return eventually(
    async () => {
      const isOnItsWay = (await app.page.locator("main :is(.skeleton, .skeleton-block)").count()) > 0;
      const text = await textOf();
      same = text === last && !isOnItsWay ? same + 1 : 0;
      last = text;
      return text;
    },
    () => same >= AT_REST,
  );
}
let sees = (_text: string): void => undefined;
/** What it says then, and what else until it is left: a page that asks again by itself keeps its newest answer. */
async function textsUntilLeft(): Promise<ReadonlySet<string>> {
  const texts = new Set([await restingText()]);
  sees = (text) => void texts.add(timeless(text));
  await app.page.evaluate(() => {
    const look = (): void =>
      Reflect.get(globalThis, "sees")(document.querySelector<HTMLElement>("main")?.innerText ?? "");
    look();
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  return texts;
}
const keptNames = (): Promise<readonly string[]> =>
  app.page.evaluate(async () => {
    const [name] = (await caches.keys()).filter((one) => one.startsWith("rounds-answers-"));
    if (name === undefined) return [];
    const keys = await (await caches.open(name)).keys();
    return keys.map(({ url }) => decodeURIComponent(new URL(url).pathname.replace("/kept-answers/", "")));
  });
/** The first rows, as many as are drawn on any height. */
const total = async (): Promise<string> => {
  const text = await app.page
    .locator(".report-result")
    .innerText({ timeout: 1000 })
    .catch(() => "");
  return /Total/.test(text) ? text.split("\n").slice(0, 60).join("\n") : "";
};
const runs = () => app.page.getByRole("button", { name: "Run report" }).click();

describe("an office without its server", () => {
  const seen = new Map<string, ReadonlySet<string>>();
  let report = "";

  it("shows every page as it last was, with its age", async () => {
    await app.page.exposeFunction("sees", (text: string) => sees(text));
    for (const path of PAGES) {
      await opens(path);
      await eventually(keptNames, (names) => names.length > seen.size);
      // The live view never rests.
      seen.set(path, path === "/live" ? new Set() : await textsUntilLeft());
    }
    await opens("/reports/consumption");
    await runs();
    await app.page.getByRole("button", { name: "Run report" }).waitFor();
    report = await eventually(total, (text) => text !== "");
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await eventually(keptNames, (names) => names.some((name) => name.startsWith("report-consumption/")));
    line.cut();
    for (const path of PAGES) {
      await opens(path);
      await note().waitFor();
      await expect
        .poll(() => note().innerText(), { message: path })
        .toMatch(/^From this device, as of .+\. The server does not answer\./);
      // Who is silent goes by the clock of now.
      if (path !== "/live") await eventually(textOf, (text) => seen.get(path)?.has(text) === true);
      else await expect.poll(() => app.page.locator("tbody tr").count()).toBeGreaterThan(5);
    }
  });

  it("runs a report again that it ran before, and offers it where another one is asked for", async () => {
    await opens("/reports/consumption");
    await runs();
    await note().waitFor();
    await expect.poll(total).toBe(report);
    await app.page.getByRole("button", { name: "This year" }).click();
    await runs();
    await app.page.getByText("The server does not answer. Check the connection.").first().waitFor();
    await app.page.locator(".report-kept button").first().click();
    await expect.poll(total).toBe(report);
  });

  it("still says how old a table is when asking for it again was given up", async () => {
    await note().waitFor();
    await app.page.route("**/api/v1/report-runs", () => new Promise(() => undefined));
    await runs();
    await app.page.getByRole("button", { name: "Cancel" }).click();
    await app.page.getByRole("button", { name: "Run report" }).waitFor();
    await expect.poll(total).toBe(report);
    await expect.poll(() => note().count()).toBe(1);
    await app.page.unroute("**/api/v1/report-runs");
  });

  it("asks again by itself once the server is there", async () => {
    await opens("/stock");
    await note().waitFor();
    line.mend();
    await note().waitFor({ state: "detached", timeout: 60_000 });
  });

  it("shows nothing of it once the session is over, and all of it again to the same person, with its age", async () => {
    await app.page.evaluate(() => {
      const session = JSON.parse(localStorage.getItem("rounds.session") ?? "{}");
      localStorage.setItem(
        "rounds.session",
        JSON.stringify({ ...session, expiresAtMs: Date.now() + 40_000 }),
      );
    });
    line.cut();
    await opens("/stock");
    await note().waitFor();
    await app.page.getByText("Signing in needs the network").waitFor({ timeout: 100_000 });
    await expect.poll(() => note().count()).toBe(0);
    await expect.poll(() => app.page.locator("main table").count()).toBe(0);
    // Nor is it there for somebody who opens another page, or this one anew.
    await opens("/heard");
    await app.page.getByRole("button", { name: "Try again" }).waitFor();
    line.mend();
    await app.page.getByRole("button", { name: "Try again" }).click();
    // The door has a heading too: in is who has a name.
    await app.page.locator(".person-button").first().waitFor();
    await app.page.locator("main h1").first().waitFor();
    line.cut();
    await opens("/stock");
    await note().waitFor();
    line.mend();
    await note().waitFor({ state: "detached", timeout: 60_000 });
  });

  it("is taken off the device when somebody else signs in", async () => {
    const shelves = () =>
      app.page
        .evaluate(async () => (await caches.keys()).filter((one) => one.startsWith("rounds-answers-")))
        .catch(() => undefined);
    const before = await shelves();
    expect(before).toHaveLength(1);
    await comesIn("office");
    await eventually(
      shelves,
      (names) => names !== undefined && !names.some((name) => before?.includes(name)),
    );
    await comesIn("admin");
    // Whoever leaves a page before its answer has come keeps none of it.
    for (const path of PAGES.filter((one) => one !== "/live")) {
      await opens(path);
      await restingText();
    }
    await eventually(keptNames, (names) => names.length > 5);
  });

  it("leaves nothing of it on the device when somebody signs out", async () => {
    expect((await keptNames()).length).toBeGreaterThan(5);
    await app.page.locator(".person-button").first().click();
    await app.page.getByRole("menuitem").last().click();
    await eventually(
      () =>
        // Whoever signs out is led to another page meanwhile.
        app.page
          .evaluate(async () => (await caches.keys()).filter((one) => one.includes("answers")).length)
          .catch(() => undefined),
      (count) => count === 0,
    );
  });
});
