import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { WirePointList } from "../shared/model/wire.ts";
import vectors from "./fixtures/vectors.json" with { type: "json" };
import { type App, given, type World } from "./support/app-driver.ts";

/**
 * `npm run screenshots` walks the screens of the built product and keeps a picture of each in
 * docs/screenshots: the demo's town at a desk and on a phone, light and dark, and the road of one
 * telegram from a file, step by step.
 */
const folder = join(import.meta.dirname, "../docs/screenshots");
mkdirSync(folder, { recursive: true });

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 412, height: 915 };
const TOWN = { points: 2000, days: 400 };

/** Long enough for fonts, map and charts to be there after the last answer. */
const SETTLED_MS = 1_500;

async function keepPicture({ page }: App, name: string): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

/** A heat point whose meter was exchanged in its history, as the demo's first hint names one. */
async function findPoint(app: App): Promise<string> {
  const hinted = /\/points\/([\w-]+)/.exec(app.server.output())?.[1];
  const { points } = (await (
    await app.page.request.get(`${app.server.url}/api/v1/points`)
  ).json()) as WirePointList;
  return hinted ?? points.find(({ medium }) => medium === "heat")?.id ?? "";
}

async function walkTown(app: App, look: string): Promise<void> {
  await app.when.opens("/points");
  await app.page.locator("main").getByText("2,000").first().waitFor();
  await keepPicture(app, `points-${look}`);
  await app.when.opens(`/points/${await findPoint(app)}`);
  await keepPicture(app, `point-${look}`);
  await app.when.opens("/heard");
  await keepPicture(app, `heard-${look}`);
}

/** Who may do what, and the choice of who to be; ends as the administrator it began as. */
async function walkPeople(app: App, look: string): Promise<void> {
  for (const page of ["users", "roles", "audit"]) {
    await app.when.opens(`/admin/${page}`);
    await keepPicture(app, `${page}-${look}`);
  }
  await app.page.context().clearCookies();
  await app.page.evaluate(() => localStorage.clear());
  await app.when.opens("/points");
  await app.page.getByRole("button", { name: /Administrator/ }).waitFor();
  await keepPicture(app, `choice-${look}`);
  await app.page.getByRole("button", { name: /Administrator/ }).click();
  await app.page.getByRole("link", { name: "Administration" }).waitFor();
}

async function walkTelegram(app: App): Promise<void> {
  await app.when.opens("/points");
  await app.when.waitsUntilThePointSays("90000001", "12,345");
  await keepPicture(app, "telegram-1-list");
  await app.when.opensPoint("90000001");
  await keepPicture(app, "telegram-2-point");
  await app.when.opensNewestTelegram();
  await keepPicture(app, "telegram-3-bytes");
}

async function walk(world: World, steps: (app: App) => Promise<void>): Promise<void> {
  const app = await given.aRunningOffice(world);
  try {
    await steps(app);
  } finally {
    await app.close();
  }
}

const looks = [
  { name: "desktop-light", screen: DESK, theme: "light" },
  { name: "desktop-dark", screen: DESK, theme: "dark" },
  { name: "phone-light", screen: PHONE, theme: "light" },
  { name: "phone-dark", screen: PHONE, theme: "dark" },
] as const;

await walk({ town: TOWN }, async (app) => {
  for (const { name, screen, theme } of looks) {
    await app.when.looksFrom(screen, theme);
    await walkTown(app, name);
    await walkPeople(app, name);
  }
});
const heard = [{ telegram: vectors["403.full.frameB"], key: vectors.key }];
await walk({ telegrams: heard, screen: DESK }, walkTelegram);
