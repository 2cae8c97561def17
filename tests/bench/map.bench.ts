import { join } from "node:path";

import { bundleForBrowser } from "../support/bundle-decoder.ts";
import { openBrowser } from "../support/open-browser.ts";
import type { Bench } from "./figure.ts";
import { dragMap, type MapRun } from "./map-in-page.ts";

/**
 * A round's map with 10,000 points, zoomed in and dragged about: script of each frame, not throttled
 * (goal: 8 ms in ninety-five of a hundred frames). Drawing itself is done without a graphics card here.
 */
const POINTS = 10_000;
const ORIGIN = "http://map.test";
const PROGRAM = join(import.meta.dirname, "map-in-page.ts");

async function run(): Promise<MapRun> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 412, height: 915 } });
    await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<p>" }));
    await page.goto(ORIGIN);
    await page.addScriptTag({ content: await bundleForBrowser(PROGRAM, "bench") });
    return await page.evaluate<MapRun>(`bench.${dragMap.name}(${POINTS})`);
  } finally {
    await browser.close();
  }
}

export const bench: Bench = {
  async measure(print) {
    const { frames, points, inSight } = await run();
    if (points !== POINTS || inSight === 0 || frames.length < 100)
      throw new Error(`map: ${frames.length} frames of ${points} points, ${inSight} in sight`);
    const sorted = [...frames].sort((a, b) => a - b);
    const at = (share: number): number =>
      Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
    print({ name: "map.inSight", value: inSight, unit: "points" });
    print({ name: "map.frame.median", value: at(0.5), unit: "ms" });
    print({ name: "map.frame.p95", value: at(0.95), unit: "ms" });
  },
};
