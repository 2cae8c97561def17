import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, given } from "../support/app-driver.ts";
import { openEveryPath } from "../support/every-path.ts";

/**
 * What every screen owes everybody, for each line of the app's own table of routes: a screen that is added
 * is asked too. Beside this each screen has tests of what it is for.
 */
const LOOKS = [
  ["at a desk, light, in Danish", { width: 1440, height: 900 }, "light", "da"],
  ["on a phone, dark, in German", { width: 412, height: 915 }, "dark", "de"],
] as const;
/** Some forty screens, each looked at by axe: a machine a few times slower still gets through. */
const WALK_MS = 900_000;
const SETTLE_MS = 300;
const PATIENCE_MS = 60_000;

let app: App;
let paths: readonly string[] = [];

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 60, days: 40 } });
  paths = await openEveryPath(app);
}, 180_000);
afterAll(() => app?.close());

async function open(path: string): Promise<void> {
  await app.when.opens(path);
  await app.page.locator("h1").first().waitFor({ timeout: PATIENCE_MS });
  await app.page
    .locator("main :is([aria-busy=true], .skeleton)")
    .first()
    .waitFor({ state: "detached", timeout: PATIENCE_MS });
  await app.page.waitForTimeout(SETTLE_MS);
}

/** Walks all screens and gives what was wrong with them, each with its path. */
async function walk(faultsOf: (path: string) => Promise<readonly string[]>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    const found = await open(path).then(
      () => faultsOf(path),
      (error: unknown) => [`does not come: ${String(error).split("\n")[0]}`],
    );
    faults.push(...found.map((fault) => `${path} ${fault}`));
  }
  return faults;
}

const whatAxeFinds = async (): Promise<readonly string[]> =>
  (await new AxeBuilder({ page: app.page }).analyze()).violations.map(
    ({ id, nodes }) => `axe ${id}: ${nodes[0]?.html ?? ""}`,
  );

/** How far the page can be pushed sideways, which nobody should have to. */
const sideways = async (): Promise<readonly string[]> => {
  const wide = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return wide > 1 ? [`is ${wide} px wider than the screen`] : [];
};

/** A sentence that was not there, or what had no value. */
const unsaid = async (): Promise<readonly string[]> => {
  const text = await app.page.locator("body").innerText();
  return /undefined|\{\{|NaN|\[object/.test(text)
    ? [`says ${/.{0,30}(undefined|\{\{|NaN|\[object).{0,30}/.exec(text)?.[0]}`]
    : [];
};

describe("every screen", () => {
  it.each(LOOKS)(
    "has nothing that axe finds, fits, and has all its sentences (%s)",
    async (_look, screen, theme, language) => {
      await app.when.looksFrom(screen, theme);
      await app.page.evaluate((name) => localStorage.setItem("rounds.locale", name), language);
      expect(paths.length).toBeGreaterThan(30);
      const faults = await walk(async () => [
        ...(await whatAxeFinds()),
        ...(await sideways()),
        ...(await unsaid()),
      ]);
      expect(faults).toEqual([]);
      await app.page.evaluate(() => localStorage.removeItem("rounds.locale"));
    },
    WALK_MS,
  );

  it("leaves the browser nothing to complain about", () => {
    expect(app.complaints).toEqual([]);
  });

  it(
    "starts without a network",
    async () => {
      await app.when.opens("/read");
      await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await app.server.stop();
      expect(await walk(unsaid)).toEqual([]);
    },
    WALK_MS,
  );
});
