import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, given } from "../support/app-driver.ts";

const webRoot = join(import.meta.dirname, "../../dist/web");
const PAGE_LIMIT = 70_000;
/** Scripts of the page and of the worker that keeps what is heard, together; the browser's database is 30 kB of it. */
const ALL_LIMIT = 115_000;

const gzipped = (path: string): number => gzipSync(readFileSync(join(webRoot, path)), { level: 9 }).length;
const sum = (paths: readonly string[]): number => paths.reduce((bytes, path) => bytes + gzipped(path), 0);

describe("the field's start page", () => {
  let app: App;
  const seen = new Set<string>();

  beforeAll(async () => {
    app = await given.aRunningOffice({
      town: { points: 10, days: 1 },
      person: "reader",
      screen: { width: 412, height: 915 },
    });
    app.page.context().on("request", (request) => {
      const { pathname } = new URL(request.url());
      // What the browser keeps for a start without network comes behind the page's back.
      if (pathname.endsWith(".js") && request.serviceWorker() === null) seen.add(pathname);
    });
  }, 180_000);
  afterAll(() => app.close());

  it("loads at most 70 kB of its own scripts, gzipped, before it can be used", async () => {
    await app.when.opens("/read");
    await app.page.getByText("Before you drive off").waitFor();
    await app.page.getByLabel("Passphrase, at least 8 characters").waitFor();
    const paths = [...seen];
    const worker = paths.filter((path) => path.includes("intake-worker"));
    // What keeps the app for later is asked for a second and a half after the page, which a busy machine needs itself.
    const isLater = (path: string): boolean => /^\/service-worker\.js|workbox-window/.test(path);
    const page = paths.filter((path) => !worker.includes(path) && !isLater(path));
    process.stdout.write(`start page: ${sum(page)} bytes of scripts, ${sum(worker)} of its worker\n`);
    expect(worker.length).toBe(1);
    expect(page.length).toBeGreaterThan(5);
    expect(sum(page), page.join("\n")).toBeLessThanOrEqual(PAGE_LIMIT);
    expect(sum([...page, ...worker])).toBeLessThanOrEqual(ALL_LIMIT);
    // What it may need later is not among it: map, charts, decoder, receivers.
    expect(
      paths.filter((path) => /draw-map|uPlot|read-frame|open-receiver|receiver-codecs/.test(path)),
    ).toEqual([]);
  });
});
