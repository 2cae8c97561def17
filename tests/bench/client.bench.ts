import { rmSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { BROWSER_FLAGS, findBrowser } from "../support/find-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import type { Bench, Figure } from "./figure.ts";
import { mergeEdits } from "./merge-edits.ts";
import { memoryOf } from "./page-memory.ts";
import { seedStore } from "./seed-store.ts";
import { YEAR_METER, yearFromStore } from "./year-from-store.ts";

/**
 * The office's app in Chromium against a real server with 100,000 points: a browser that never saw it, one
 * that did, and one whose network comes back. Times are from the start of the navigation, so they hold the
 * page's own files too. `ROUNDS_BENCH_POINTS` makes it smaller for a look at the bench itself.
 */
const POINTS = Number(process.env["ROUNDS_BENCH_POINTS"] ?? 100_000);
const VISITS = 3;
/** A browser comes back more often than it comes for the first time: so often in all, over the same profiles. */
const RETURNS = 5;
/** Whoever comes for the first time looks at the list for a while: it is written down a second after it stands. */
const STAYS_MS = 5000;

export const bench: Bench = {
  async measure(print) {
    const dataFolder = makeDataFolder();
    try {
      await seedStore({ dataFolder, utility: "utility", points: POINTS, days: 2, yearAt: YEAR_METER });
      const server = await runServer({
        dataFolder,
        env: { ROUNDS_ACCESS: "open" },
        readyWithinMs: 180_000,
      });
      try {
        await measureAll(server, print);
      } finally {
        await server.stop();
      }
    } finally {
      removeDataFolder(dataFolder);
    }
  },
};

async function measureAll(server: RunningServer, print: (figure: Figure) => void): Promise<void> {
  // Snapshots are made when they are first asked for, and kept: once for all, not once for each app.
  const { shards } = (await (await fetch(`${server.url}/api/v1/shards`)).json()) as {
    readonly shards: readonly { readonly room: string }[];
  };
  for (const { room } of shards) {
    await (await fetch(`${server.url}/api/v1/rooms/${encodeURIComponent(room)}/snapshot`)).arrayBuffer();
  }
  await (await fetch(`${server.url}/api/v1/latest`)).arrayBuffer();
  const fresh: Visit[] = [];
  const returned: Visit[] = [];
  const reconnects: Reconnect[] = [];
  const line = await openCutLine(server.url);
  for (let n = 0; n < VISITS; n++) {
    const profile = join(server.dataFolder, `profile-${n}`);
    fresh.push(await visit(line.url, profile, (page) => page.waitForTimeout(STAYS_MS)));
    const until = Math.ceil(((n + 1) * RETURNS) / VISITS);
    while (returned.length < until) {
      returned.push(
        await visit(line.url, profile, async (page) => {
          reconnects.push(await measureReconnect(page, line));
        }),
      );
    }
    rmSync(profile, { recursive: true, force: true });
  }
  await line.close();
  const say = (name: string, value: number, unit: string): void =>
    print({ name, value: Math.round(value * 10) / 10, unit });
  say("client.list_usable", middle(fresh.map(({ listMs }) => listMs)), "ms");
  say("client.searchable", middle(fresh.map(({ searchedMs }) => searchedMs)), "ms");
  say("client.search", middle(fresh.map(({ searchMs }) => searchMs)), "ms");
  say("client.memory", middle(fresh.map(({ memoryMb }) => memoryMb)), "MB");
  say("client.return_visit", middle(returned.map(({ listMs }) => listMs)), "ms");
  say("client.reconnect", middle(reconnects.map(({ ms }) => ms)), "ms");
  say("client.reconnect_bytes", middle(reconnects.map(({ bytes }) => bytes)), "bytes");
  say("client.one_meter_year", await yearFromStore(server), "ms");
  say("sync.merge_edits", await mergeEdits(server), "ms");
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Visit {
  readonly listMs: number;
  /** When a search found one of all points by its serial number. */
  readonly searchedMs: number;
  /** What that search took, from the last key to the list on the screen. */
  readonly searchMs: number;
  readonly memoryMb: number;
}

async function visit(
  url: string,
  profile: string,
  more: (page: Page) => Promise<void> = async () => undefined,
): Promise<Visit> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    args: [...BROWSER_FLAGS],
    viewport: { width: 1440, height: 900 },
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript({ content: NOTE_WHEN_LISTED });
    await page.goto(`${url}/points`, { waitUntil: "commit" });
    await page.waitForFunction(() => "listedAtMs" in window, undefined, { timeout: 120_000 });
    const listMs = await page.evaluate(() => Number(Reflect.get(window, "listedAtMs")));
    const count = await page.locator(".toolbar-count").innerText();
    if (Number(count.replaceAll(/\D/g, "")) !== POINTS) throw new Error(`the list holds ${count} points`);
    const { searchMs, searchedMs } = await search(page);
    await more(page);
    return { listMs, searchMs, searchedMs, memoryMb: await memoryOf(context, page) };
  } finally {
    await context.close();
  }
}

/**
 * Notes when the first rows are on the screen and their number is known. As text: a function within would
 * be called by a name that only the compiler knows.
 */
const NOTE_WHEN_LISTED = `
  const look = () => {
    const count = document.querySelector(".toolbar-count")?.textContent ?? "";
    if (count === "" || document.querySelectorAll("tbody tr").length < 10) requestAnimationFrame(look);
    else window.listedAtMs = performance.now();
  };
  requestAnimationFrame(look);
`;

/** The serial number of a row far down the list leads to that row alone. */
async function search(page: Page): Promise<{ readonly searchMs: number; readonly searchedMs: number }> {
  const serial = /\b\d{8}\b/.exec(await page.locator("tbody tr").nth(9).innerText())?.[0] ?? "";
  const found = await page.evaluate(async (text) => {
    const field = document.querySelector<HTMLInputElement>("[role=searchbox], input[type=search]");
    if (!field) throw new Error("there is no search field");
    const fromMs = performance.now();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (document.querySelectorAll("tbody tr").length === 1) break;
      if (performance.now() - fromMs > 30_000) throw new Error(`nothing was found for ${text}`);
    }
    return { searchMs: performance.now() - fromMs, searchedMs: performance.now() };
  }, serial);
  if (!(await page.locator("tbody tr").first().innerText()).includes(serial))
    throw new Error("found another");
  return found;
}

interface Reconnect {
  readonly ms: number;
  readonly bytes: number;
}

/** The network goes and comes back; until the page says "Live" again, and what that cost. */
async function measureReconnect(page: Page, line: CutLine): Promise<Reconnect> {
  const stands = (kind: string): Promise<unknown> =>
    page.locator(`.connection[data-kind="${kind}"]`).waitFor({ timeout: 60_000 });
  await stands("live");
  // The app's own files are fetched for later meanwhile: they are no part of a reconnect.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined);
  line.cut();
  await stands("reconnecting");
  // While nothing comes through the page tries again by itself; what is measured is the one that a person asks for.
  line.mend();
  const fromMs = performance.now();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await stands("live");
  const ms = performance.now() - fromMs;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return { ms, bytes: line.bytes() };
}
