import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_MAP } from "../../shared/model/map-settings.ts";
import type { WirePointList } from "../../shared/model/wire.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { planTiles } from "../../web/src/map/plan-tiles.ts";
import { eventually } from "../support/app-driver.ts";
import { fetchAnew, signInToDemo } from "../support/demo-sign-in.ts";
import { makePicture, makePmtiles } from "../support/make-pmtiles.ts";
import { openBrowser } from "../support/open-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** Nothing else of the map has this colour. */
const COLOUR = [255, 0, 200] as const;
const OTHER = [0, 250, 30] as const;

describe("the map of the area, in the morning's list", () => {
  const folder = makeDataFolder();
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let round: WireRoundHead;
  let call: <T>(method: string, path: string, body?: unknown) => Promise<T>;
  const asked: string[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder: folder,
      args: ["--points", "10", "--days", "1"],
      readyWithinMs: 170_000,
    });
    const cookie = await signInToDemo(server.url, "admin");
    const headers = { cookie, "content-type": "application/json" };
    call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetchAnew(`${server.url}/api/v1${path}`, { method, headers, ...text });
      return (await answer.json()) as T;
    };
    const { points } = await call<WirePointList>("GET", "/points");
    round = await call<WireRoundHead>("POST", "/rounds", {
      name: "Mapped",
      pointIds: points.map(({ id }) => id),
    });
    const places = points.flatMap(({ lat, lon }) =>
      lat === undefined || lon === undefined ? [] : [{ lat, lon }],
    );
    const { tiles } = planTiles(places, { minZoom: 9, maxZoom: 17, most: 3000 });
    const [bytes, other] = [makePicture(COLOUR), makePicture(OTHER)];
    // A real file ends somewhere: every other square of the closest views is not in it.
    const held = tiles.filter(({ z, x }) => z < 16 || x % 2 === 0);
    const file = makePmtiles(held.map((tile) => ({ ...tile, bytes })));
    for (const utility of readdirSync(folder, { withFileTypes: true })) {
      if (!utility.isDirectory()) continue;
      mkdirSync(join(folder, utility.name, "maps"), { recursive: true });
      writeFileSync(join(folder, utility.name, "maps/area.pmtiles"), file);
      for (const { z, x, y } of tiles) {
        mkdirSync(join(folder, utility.name, `maps/${z}/${x}`), { recursive: true });
        writeFileSync(join(folder, utility.name, `maps/${z}/${x}/${y}.png`), other);
      }
    }
    await call("PUT", "/map", {
      ...NO_MAP,
      base: "pmtiles",
      url: "/maps/area.pmtiles",
      attribution: "© Town",
    });
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 412, height: 915 }, locale: "en-GB" });
    await context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    context.on("request", (request) => {
      if (request.url().includes("/maps/")) asked.push(request.headers()["range"] ?? "whole");
    });
    page = await context.newPage();
    page.on("pageerror", ({ message }) => faults.push(message));
    await page.goto(`${server.url}/read`);
    await page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await page.getByRole("button", { name: "Pair this phone" }).click();
    await page.getByText("Mapped").waitFor();
    await page.getByText("Starts without network").waitFor();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    removeDataFolder(folder);
  });

  /** The colour of kept pictures, somewhere on the map's own canvases. */
  const hasColour = (colour: readonly [number, number, number]): Promise<boolean> =>
    page.evaluate((looked) => {
      const wanted = [...looked, 255].join();
      return [...document.querySelectorAll<HTMLCanvasElement>(".field-map canvas")].some((canvas) => {
        const { width, height } = canvas;
        const context = width > 0 ? canvas.getContext("2d") : null;
        const found = new Set<string>();
        for (let n = 0; context && n < 400; n++) {
          const [x, y] = [(n % 20) * (width / 20), Math.floor(n / 20) * (height / 20)];
          found.add([...context.getImageData(x, y, 1, 1).data].join());
        }
        return found.has(wanted);
      });
    }, colour);

  it("is missing at first, and fetched by one tap: ranges of the file, counted while they come", async () => {
    await page.getByText(/^Map of the area: \d+ of \d+ pieces are not on this phone$/).waitFor();
    await page.getByRole("button", { name: "Fetch: Map of the area", exact: true }).click();
    await page.getByText(/^Map of the area kept, as of /).waitFor({ timeout: 60_000 });
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.every((range) => /^bytes=\d+-\d+$/.test(range))).toBe(true);
  });

  it("lies under the round's points without network, and says whose it is", async () => {
    await page.goto(`${server.url}/read`);
    await page.getByText(/^Map of the area kept/).waitFor();
    await page.context().setOffline(true);
    const before = asked.length;
    await page.goto(`${server.url}/read/${round.id}`);
    await page.getByText("Map", { exact: true }).click();
    await page.getByText("© Town").waitFor();
    await eventually(
      () => hasColour(COLOUR),
      (is) => is,
    );
    expect(asked.length).toBe(before);
    expect(faults).toEqual([]);
    await page.context().setOffline(false);
  });

  it("is another one when the office takes another: picture by picture", async () => {
    const url = "/maps/{z}/{x}/{y}.png";
    await call("PUT", "/map", { ...NO_MAP, base: "xyz", url, attribution: "© Pictures" });
    await page.goto(`${server.url}/read`);
    await page.getByText(/^Map of the area: \d+ of \d+ pieces are not on this phone$/).waitFor();
    await page.getByRole("button", { name: "Fetch: Map of the area", exact: true }).click();
    await page.getByText(/^Map of the area kept, as of /).waitFor({ timeout: 60_000 });
    await page.context().setOffline(true);
    await page.goto(`${server.url}/read/${round.id}`);
    await page.getByText("Map", { exact: true }).click();
    await page.getByText("© Pictures").waitFor();
    await eventually(
      () => hasColour(OTHER),
      (is) => is,
    );
    await page.context().setOffline(false);
  });
});
