import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser, Page } from "playwright";
import { type FakeApi, makeFakeApi } from "./fake-api.ts";
import { openBrowser } from "./open-browser.ts";

/**
 * The built office over a server that is not there: for what a good server hardly ever shows (nothing
 * at all, a hundred thousand points, calls that fail, a feed that breaks off).
 */
export interface FakeOffice {
  readonly api: FakeApi;
  readonly page: Page;
  /** Complaints of the browser, in the order they came. */
  readonly complaints: readonly string[];
  open(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface FakeOfficeWorld {
  readonly points: number;
  readonly width?: number;
  readonly height?: number;
  readonly language?: string;
}

const WEB = join(import.meta.dirname, "../../dist/web");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
/** As strict as the product's own: what it forbids is a complaint. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'";

export async function openFakeOffice(world: FakeOfficeWorld): Promise<FakeOffice> {
  const api = makeFakeApi({ points: world.points, nowMs: Date.now() });
  const server = await serve(api);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await openBrowser();
  const complaints: string[] = [];
  const page = await openPage(browser, world, complaints);
  return {
    api,
    page,
    complaints,
    async open(path) {
      await page.goto(url + path);
    },
    async close() {
      await browser.close();
      api.dropFeeds();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function serve(api: FakeApi): Promise<Server> {
  const server = createServer((request, response) => {
    if (api.handle(request, response)) return;
    const { pathname } = new URL(request.url ?? "/", "http://fake");
    const isFile = extname(pathname) !== "" && existsSync(join(WEB, pathname));
    const file = isFile ? pathname : "/index.html";
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
    });
    createReadStream(join(WEB, file)).pipe(response);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return server;
}

async function openPage(browser: Browser, world: FakeOfficeWorld, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: world.width ?? 1440, height: world.height ?? 900 },
    locale: world.language ?? "en-GB",
    timezoneId: "Asia/Tokyo",
    serviceWorkers: "block",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return page;
}
