import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import vectors from "./fixtures/vectors.json" with { type: "json" };
import { type App, given, type World } from "./support/app-driver.ts";
import { openEveryPath } from "./support/every-path.ts";

/**
 * `npm run screenshots` walks every route of the built product and keeps a picture of each in
 * docs/screenshots: the demo's town at a desk in light and on a phone in dark, the field in sunlight too, and
 * the road of one telegram from a file, step by step. With `all` after it, both sizes in both themes, into
 * the folder that follows: `npm run screenshots -- all /tmp/looks`.
 */
const [extent, elsewhere] = process.argv.slice(2);
const folder = elsewhere ?? join(import.meta.dirname, "../docs/screenshots");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 412, height: 915 };
const TOWN = { points: 2000, days: 400 };

/** Long enough for fonts, map and charts to be there after the last answer. */
const SETTLED_MS = 1_500;

async function keepPicture({ page }: App, name: string): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 35 });
  process.stdout.write(`${name}.jpg\n`);
}

/** `/read/<round>/door/<point>` is `read-round-door-point`. */
const nameOf = (path: string): string =>
  path
    .slice(1)
    .split("/")
    .map((part) => (part.length > 20 && !part.includes("-a-") ? (/^p\d/.test(part) ? "point" : "one") : part))
    .join("-") || "start";

async function walkRoutes(app: App, paths: readonly string[], look: string): Promise<void> {
  for (const path of paths) {
    await app.when.opens(path);
    await keepPicture(app, `${nameOf(path)}.${look}`);
  }
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
  { name: "desk-light", screen: DESK, theme: "light", isKept: true },
  { name: "desk-dark", screen: DESK, theme: "dark", isKept: false },
  { name: "phone-light", screen: PHONE, theme: "light", isKept: false },
  { name: "phone-dark", screen: PHONE, theme: "dark", isKept: true },
] as const;

await walk({ town: TOWN }, async (app) => {
  const paths = await openEveryPath(app);
  for (const { name, screen, theme, isKept } of looks) {
    if (!isKept && extent !== "all") continue;
    await app.when.looksFrom(screen, theme);
    await walkRoutes(app, paths, name);
  }
  await app.when.looksFrom(PHONE, "light");
  await app.page.evaluate(() => localStorage.setItem("rounds.theme", "sunlight"));
  await walkRoutes(
    app,
    paths.filter((path) => path.startsWith("/read")),
    "sunlight",
  );
});
const heard = [{ telegram: vectors["403.full.frameB"], key: vectors.key }];
await walk({ telegrams: heard, screen: DESK }, walkTelegram);
