import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright";
import { openBrowser } from "./open-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "./run-server.ts";

/**
 * What an end-to-end test says instead of clicks and selectors: `given` makes a world, `when` does what
 * a person does, `get` reads what a person sees. Each app has a server, a data folder and a browser
 * profile of its own.
 */
export interface World {
  /** Telegrams to be heard, in the format of `demo --telegrams`. */
  readonly telegrams?: readonly { readonly telegram: string; readonly key?: string }[];
  /** A simulated town instead. */
  readonly town?: { readonly points: number; readonly days: number };
  readonly screen?: Screen;
  readonly theme?: "light" | "dark";
  readonly language?: string;
  /** Who of the demonstration's people is signed in; an administrator when nothing is said. */
  readonly person?: "reader" | "office" | "admin" | "nobody";
}

export interface Screen {
  readonly width: number;
  readonly height: number;
}

export interface App {
  readonly server: RunningServer;
  readonly page: Page;
  readonly when: ReturnType<typeof makeWhen>;
  readonly get: ReturnType<typeof makeGet>;
  /** Complaints of the browser and requests to other origins, in the order they came. */
  readonly complaints: readonly string[];
  /** JavaScript and everything else the browser loaded, by path. */
  readonly loaded: readonly Loaded[];
  close(): Promise<void>;
}

export interface Loaded {
  readonly path: string;
  readonly type: string;
  /** Bytes as transferred. */
  readonly bytes: number;
}

/** A town on a busy machine takes its time; how long it may take is the demo's own test. */
const READY_WITHIN_MS = 170_000;
const DESKTOP = { width: 1440, height: 900 };

/** A machine that is busy with other things is slow, not wrong. */
const PATIENCE_MS = 60_000;

/** Looks again until what a person waits for is there, and gives it; fails with what was seen last. */
export async function eventually<T>(read: () => T | Promise<T>, isThere: (seen: T) => boolean): Promise<T> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await read();
    if (isThere(seen)) return seen;
    if (performance.now() > deadlineMs) throw new Error(`Waited in vain; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What was read once it has been the same for so many looks, each a moment after the other. */
export async function resting<T extends string | number>(read: () => Promise<T>, looks = 10): Promise<T> {
  let last: T | undefined;
  let same = 0;
  return eventually(read, (seen) => {
    same = seen === last ? same + 1 : 0;
    last = seen;
    return same >= looks;
  });
}

export const given = { aRunningOffice };

async function aRunningOffice(world: World): Promise<App> {
  const folder = makeDataFolder();
  const server = await runServer({
    command: "demo",
    dataFolder: folder,
    args: argsOf(world, folder),
    readyWithinMs: READY_WITHIN_MS,
  });
  const browser = await openBrowser();
  const context = await openProfile(browser, world);
  const { person = "admin" } = world;
  if (person !== "nobody")
    await context.request.post(`${server.url}/api/v1/demo-session`, {
      data: { person },
      failOnStatusCode: true,
    });
  const page = await context.newPage();
  const complaints: string[] = [];
  const loaded: Loaded[] = [];
  watch(page, server.url, { complaints, loaded });
  return {
    server,
    page,
    when: makeWhen(page, server.url),
    get: makeGet(page, server.url),
    complaints,
    loaded,
    async close() {
      await browser.close();
      await server.stop();
      removeDataFolder(folder);
    },
  };
}

function argsOf({ telegrams, town }: World, folder: string): readonly string[] {
  if (town) return ["--points", `${town.points}`, "--days", `${town.days}`];
  const file = join(folder, "heard.jsonl");
  writeFileSync(file, (telegrams ?? []).map((line) => `${JSON.stringify(line)}\n`).join(""));
  return ["--telegrams", file];
}

const openProfile = (browser: Browser, world: World): Promise<BrowserContext> =>
  browser.newContext({
    viewport: world.screen ?? DESKTOP,
    colorScheme: world.theme ?? "light",
    locale: world.language ?? "en-GB",
    timezoneId: "Europe/Copenhagen",
    reducedMotion: "reduce",
  });

function watch(page: Page, url: string, into: { complaints: string[]; loaded: Loaded[] }): void {
  page.on("pageerror", (error) => into.complaints.push(`error: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" || line.type() === "warning") into.complaints.push(`console: ${line.text()}`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== url) into.complaints.push(`elsewhere: ${request.url()}`);
  });
  page.on("requestfinished", (request) => {
    void request.sizes().then(
      ({ responseBodySize }) =>
        into.loaded.push({
          path: new URL(request.url()).pathname,
          type: request.resourceType(),
          bytes: responseBodySize,
        }),
      () => undefined,
    );
  });
}

/** A point's row in the list, found by anything written in it. */
const rowOf = (page: Page, text: string): Locator =>
  page.locator("tbody tr").filter({ hasText: text }).first();

function makeWhen(page: Page, url: string) {
  return {
    opens: (path: string) => page.goto(`${url}${path}`),
    searchesFor: (text: string) => page.getByRole("searchbox").fill(text),
    sortsBy: (column: string) =>
      page.getByRole("columnheader").filter({ hasText: column }).getByRole("button").click(),
    opensPoint: (text: string) => rowOf(page, text).getByRole("link").click(),
    opensNewestTelegram: async () => {
      await page.getByRole("tab", { name: "Readings" }).click();
      const newest = page.locator("tbody tr").first();
      await newest.getByRole("button", { name: /telegram/i }).click();
      await page.getByRole("dialog").waitFor();
    },
    looksFrom: async (screen: Screen, theme: "light" | "dark") => {
      await page.setViewportSize(screen);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    },
    closesTelegram: () => page.keyboard.press("Escape"),
    choosesStep: (step: string) => page.getByText(step, { exact: true }).first().click(),
    waitsUntilThePointSays: (point: string, text: string) =>
      rowOf(page, point).filter({ hasText: text }).waitFor(),
    waitsFor: (text: string) => page.getByText(text).first().waitFor(),
  };
}

/** What is written in an element, cell by cell; what a person sees may be less. */
const readText = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? "";

function makeGet(page: Page, url: string) {
  return {
    path: () => new URL(page.url()).pathname,
    pointRow: (text: string) => readText(rowOf(page, text)),
    pointRows: () => page.locator("tbody tr").count(),
    text: () => readText(page.locator("main")),
    charts: () => page.locator("main canvas").count(),
    period: () => readText(page.locator(".period-name")),
    consumption: () => readText(page.locator(".consumption-total .amount")),
    /** What the API says to the same person. */
    json: async <T>(path: string): Promise<T> =>
      (await (await page.request.get(`${url}${path}`)).json()) as T,
    /** The opened telegram, once its bytes are there. */
    telegram: async () => {
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("button", { name: /^Byte 0 / }).waitFor();
      return readText(sheet);
    },
    heading: () => readText(page.getByRole("heading", { level: 1 })),
  };
}
