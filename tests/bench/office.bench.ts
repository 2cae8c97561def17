import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, type Page } from "playwright";
import { BROWSER_FLAGS, findBrowser } from "../support/find-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import type { Bench, Figure } from "./figure.ts";
import { memoryOf } from "./page-memory.ts";
import { seedStore } from "./seed-store.ts";
import { YEAR_METER, yearFromStore } from "./year-from-store.ts";

/**
 * A morning in the office's app, in Chromium against a real server: 100,000 points with 400 days of hourly
 * readings. `ROUNDS_BENCH_STORE` names a folder that `npm run generate` has made with as many, which is kept;
 * what its server looked up ahead stays in it. `ROUNDS_BENCH_POINTS` and `ROUNDS_BENCH_DAYS` (31 at least) make it smaller. Times are those in
 * the page, from the press of a key or button to the frame that shows the outcome, all data at hand;
 * `office.chart_year`, left out for a named store of less than 380 days, is the worker's time from the browser's own database to 8,760 hours, without drawing;
 * `office.month_report` is from the press of the button to all rows and their sums on screen, the server's work included;
 * `office.month_report_rows` to the first rows.
 */
const POINTS = Number(process.env["ROUNDS_BENCH_POINTS"] ?? 100_000);
const DAYS = Number(process.env["ROUNDS_BENCH_DAYS"] ?? 400);
const STORE = process.env["ROUNDS_BENCH_STORE"] ? resolve(process.env["ROUNDS_BENCH_STORE"]) : undefined;
/** A shorter town gets a year for one of its meters, before its own days. */
const HAS_YEAR = DAYS >= 380;
const TURNS = 5;
const PAN_STEPS = 90;
/** A server looks up the starts of months a quarter of a minute after it started. */
const LOOKED_UP_AFTER_MS = Number(process.env["ROUNDS_BENCH_WAIT_MS"] ?? 120_000);

export const bench: Bench = {
  async measure(print) {
    const dataFolder = STORE ?? makeDataFolder();
    try {
      const town = { dataFolder, utility: "utility", points: POINTS, days: DAYS };
      if (!STORE) await seedStore(HAS_YEAR ? town : { ...town, yearAt: YEAR_METER });
      const env = { ROUNDS_ACCESS: "open", ...(STORE ? keyOf(STORE) : {}) };
      const server = await runServer({ dataFolder, env, readyWithinMs: 180_000 });
      try {
        await measureAll(server, print);
      } finally {
        await server.stop();
      }
    } finally {
      if (STORE) rmSync(join(STORE, "office-profile"), { recursive: true, force: true });
      else removeDataFolder(dataFolder);
    }
  },
};

/** A generated folder's master key lies beside it. */
const keyOf = (store: string): Record<string, string> =>
  existsSync(`${store}.master-key`)
    ? { ROUNDS_MASTER_KEY: readFileSync(`${store}.master-key`, "utf8").trim() }
    : {};

async function measureAll(server: RunningServer, print: (figure: Figure) => void): Promise<void> {
  const say = (name: string, value: number, unit: string): void =>
    print({ name, value: Math.round(value * 10) / 10, unit });
  const context = await chromium.launchPersistentContext(join(server.dataFolder, "office-profile"), {
    executablePath: findBrowser(),
    args: [...BROWSER_FLAGS],
    viewport: { width: 1440, height: 900 },
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript({ content: WATCH });
    await page.goto(`${server.url}/points`, { waitUntil: "commit" });
    await page.locator("tbody tr").nth(9).waitFor({ timeout: 120_000 });
    const serial = await waitForSearch(page);
    const turns = { open: [] as number[], search: [] as number[], filter: [] as number[] };
    for (let turn = 0; turn < TURNS; turn++) {
      turns.open.push(await openList(page));
      turns.search.push(await search(page, serial));
      turns.filter.push(await filter(page));
    }
    say("office.list_open", middle(turns.open), "ms");
    say("office.search", middle(turns.search), "ms");
    say("office.filter", middle(turns.filter), "ms");
    const { paintMs, frameMs } = await mapTimes(page);
    say("office.map_first_paint", paintMs, "ms");
    say("office.map_frame_p95", frameMs, "ms");
    await new Promise((resolve) => setTimeout(resolve, LOOKED_UP_AFTER_MS));
    const report = await monthReport(page, server);
    say("office.month_report", report.wholeMs / 1000, "s");
    say("office.month_report_rows", report.rowsMs / 1000, "s");
    say("office.memory", await memoryOf(context, page), "MB");
  } finally {
    await context.close();
  }
  if (STORE && !HAS_YEAR) {
    process.stderr.write("office.chart_year is left out: a store of less than 380 days has no year.\n");
    return;
  }
  const daysBack = HAS_YEAR ? 3 : DAYS + 2;
  say("office.chart_year", await yearFromStore(server, { step: "hour", daysBack }), "ms");
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * In the page: how long its own code ran in each frame, and how long it took from a press to a frame in which
 * something holds. As text: a function within would be called by a name that only the compiler knows.
 */
const WATCH = `
  globalThis.__name = (named) => named;
  window.frameMs = new Map();
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (run) => request((at) => {
    const fromMs = performance.now();
    run(at);
    window.frameMs.set(at, (window.frameMs.get(at) ?? 0) + performance.now() - fromMs);
  });
  window.pressedAtMs = 0;
  for (const kind of ["pointerup", "input"])
    addEventListener(kind, () => { window.pressedAtMs = performance.now(); }, { capture: true });
  window.until = (holds) => new Promise((resolve, reject) => {
    const look = () => {
      if (holds()) resolve(performance.now() - window.pressedAtMs);
      else if (performance.now() - window.pressedAtMs > 120000) reject(new Error("it never came"));
      else request(look);
    };
    request(look);
  });
`;

/** From a press to the first frame in which an expression of the page holds. */
async function pressUntil(page: Page, press: () => Promise<unknown>, holds: string): Promise<number> {
  await page.evaluate("window.pressedAtMs = Number.POSITIVE_INFINITY");
  const seen = page.evaluate(`window.until(() => Number.isFinite(window.pressedAtMs) && (${holds}))`);
  await press();
  return Number(await seen);
}

/** Waits for the frame in which an expression of the page holds. */
const stands = (page: Page, holds: string): Promise<unknown> =>
  page.evaluate(`window.pressedAtMs = performance.now(), window.until(() => ${holds})`);

/** The first of the numbers that say how many there are: of "1,240 of 2,000" those that are left. */
const COUNT = `Number((/\\d[\\d,]*/.exec(document.querySelector(".toolbar-count")?.textContent ?? "")?.[0] ?? "").replaceAll(",", ""))`;
const ROWS = `document.querySelectorAll("tbody tr").length`;

async function waitForSearch(page: Page): Promise<string> {
  const serial = /\b\d{8}\b/.exec(await page.locator("tbody tr").nth(9).innerText())?.[0] ?? "";
  const field = page.locator("[role=searchbox], input[type=search]").first();
  await field.fill(serial);
  await stands(page, `${ROWS} === 1`);
  await field.fill("");
  await stands(page, `${COUNT} === ${POINTS}`);
  return serial;
}

async function openList(page: Page): Promise<number> {
  await page.locator("nav a[href='/today']").first().click();
  await stands(page, `${ROWS} === 0 || location.pathname === "/today"`);
  await page.locator("h1").first().waitFor();
  return pressUntil(
    page,
    () => page.locator("nav a[href='/points']").first().click(),
    `location.pathname === "/points" && ${ROWS} >= 10 && ${COUNT} === ${POINTS}`,
  );
}

async function search(page: Page, serial: string): Promise<number> {
  const field = page.locator("[role=searchbox], input[type=search]").first();
  const tookMs = await pressUntil(page, () => field.fill(serial), `${ROWS} === 1`);
  if (!(await page.locator("tbody tr").first().innerText()).includes(serial))
    throw new Error("found another");
  await field.fill("");
  await stands(page, `${COUNT} === ${POINTS}`);
  return tookMs;
}

/** One kind of meter alone; as many are left as the menu said. */
async function filter(page: Page): Promise<number> {
  await page.locator(".filter-button").first().click();
  const item = page.locator(".menu .menu-item:has(.menu-count)").first();
  const said = Number((await item.locator(".menu-count").innerText()).replaceAll(/\D/g, ""));
  if (said === 0 || said === POINTS) throw new Error(`a filter that keeps ${said}`);
  const tookMs = await pressUntil(page, () => item.click(), `${COUNT} !== ${POINTS}`);
  const left = Number(await page.evaluate(COUNT));
  if (left !== said) throw new Error(`${left} points are left, the menu said ${said}`);
  await page.keyboard.press("Escape");
  await page.locator(".filter-button").first().click();
  await page.locator(".menu .menu-item").last().click();
  await stands(page, `${COUNT} === ${POINTS}`);
  await page.keyboard.press("Escape");
  return tookMs;
}

async function mapTimes(page: Page): Promise<{ readonly paintMs: number; readonly frameMs: number }> {
  const choose = page.getByRole("radiogroup", { name: "Layout" }).locator(`label[data-tip="Map"]`);
  const paintMs = await pressUntil(
    page,
    () => choose.click(),
    `document.querySelector(".map-ground canvas")?.width > 0 && document.querySelectorAll(".map li").length > 0`,
  );
  const map = page.getByRole("region", { name: "Map of metering points" });
  await map.getByRole("button", { name: "Show all results" }).click();
  await page.waitForTimeout(1_000);
  const ground = await map.locator(".map-ground").boundingBox();
  if (!ground) throw new Error("the map has no size");
  const [x, y] = [ground.x + ground.width / 2, ground.y + ground.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate("window.frameMs.clear()");
  for (let step = 0; step < PAN_STEPS; step++) {
    await page.mouse.move(x + 150 * Math.sin(step / 8), y + 80 * Math.cos(step / 8));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  const frames = (await page.evaluate("[...window.frameMs.values()]")) as readonly number[];
  if (frames.length < 20) throw new Error(`the map moved in ${frames.length} frames`);
  return { paintMs, frameMs: [...frames].sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0 };
}

const dayText = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** The month that ended last, or with too few days this month so far. */
function monthDays(): { readonly from: string; readonly to: string } {
  const now = new Date();
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  if (DAYS < 62) return { from: dayText(Date.UTC(year, month, 1)), to: dayText(Date.now()) };
  return { from: dayText(Date.UTC(year, month - 1, 1)), to: dayText(Date.UTC(year, month, 0)) };
}

/** From the press until the first rows stand, and until all of them do, with their sums. */
async function monthReport(
  page: Page,
  server: RunningServer,
): Promise<{ readonly rowsMs: number; readonly wholeMs: number }> {
  const asked = { ...monthDays(), registers: ["V1"], places: {} };
  await page.goto(`${server.url}/reports/consumption?p=${encodeURIComponent(JSON.stringify(asked))}`);
  const run = page.locator(".report form button[type=submit], .report form [data-tone=accent]").first();
  await run.waitFor();
  const rowsMs = await pressUntil(
    page,
    () => run.click(),
    `document.querySelectorAll(".report-grid tbody tr").length >= 10`,
  );
  const isWhole = `document.querySelector(".report-grid tfoot") !== null`;
  const wholeMs = Number(await page.evaluate(`window.until(() => ${isWhole})`));
  const rows = Number((await page.locator(".report-count").innerText()).split("·")[0]?.replaceAll(/\D/g, ""));
  if (rows < POINTS / 2) throw new Error(`the report has ${rows} rows`);
  return { rowsMs, wholeMs };
}
