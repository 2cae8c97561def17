import lighthouse from "lighthouse";
import { chromium } from "playwright";
import { BROWSER_FLAGS, findBrowser } from "../support/find-browser.ts";
import { freePort, makeDataFolder, removeDataFolder, runServer } from "../support/run-server.ts";
import type { Bench } from "./figure.ts";
import { seedStore } from "./seed-store.ts";

/**
 * Lighthouse over the production build's start page, with its own settings for a desk: the median of five visits, each
 * with nothing kept from the last. Goals: `office.lighthouse_performance` 90 at least, accessibility and best practices 95.
 * `office.lighthouse_machine` is Lighthouse's own measure of the processor it got: below 1,000 or so its performance tells
 * of the machine and not of the page. `ROUNDS_BENCH_POINTS` sets how many points the utility has (2,000 when nothing is said).
 */
const POINTS = Number(process.env["ROUNDS_BENCH_POINTS"] ?? 2000);
const DAYS = 31;
const VISITS = 5;
const MACHINE = "machine";
const CATEGORIES = {
  performance: "performance",
  accessibility: "accessibility",
  "best-practices": "practices",
};

/** Lighthouse's own desktop settings (`lighthouse/core/config/desktop-config.js`). */
const DESK = {
  extends: "lighthouse:default",
  settings: {
    formFactor: "desktop" as const,
    throttling: {
      rttMs: 40,
      throughputKbps: 10_240,
      cpuSlowdownMultiplier: 1,
      requestLatencyMs: 0,
      downloadThroughputKbps: 0,
      uploadThroughputKbps: 0,
    },
    screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
    emulatedUserAgent: false as const,
  },
};

export const bench: Bench = {
  async measure(print) {
    const dataFolder = makeDataFolder();
    try {
      await seedStore({ dataFolder, utility: "utility", points: POINTS, days: DAYS });
      const server = await runServer({
        dataFolder,
        env: { ROUNDS_ACCESS: "open" },
        readyWithinMs: 180_000,
      });
      try {
        const visits: Readonly<Record<string, number>>[] = [];
        for (let visit = 0; visit < VISITS; visit++) visits.push(await scoresOf(`${server.url}/`));
        const median = (id: string): number =>
          visits.map((scores) => scores[id] ?? 0).sort((a, b) => a - b)[VISITS >> 1] ?? 0;
        for (const [id, name] of Object.entries(CATEGORIES))
          print({
            name: `office.lighthouse_${name}`,
            value: Math.round(median(id) * 100),
            unit: "of 100",
          });
        print({ name: "office.lighthouse_machine", value: median(MACHINE), unit: "benchmark index" });
      } finally {
        await server.stop();
      }
    } finally {
      removeDataFolder(dataFolder);
    }
  },
};

/** One visit by a browser that was never here; what it found wrong goes to standard error. */
async function scoresOf(url: string): Promise<Readonly<Record<string, number>>> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...BROWSER_FLAGS, `--remote-debugging-port=${port}`],
  });
  try {
    const flags = { port, onlyCategories: Object.keys(CATEGORIES), logLevel: "error" as const };
    const run = await lighthouse(url, flags, DESK);
    if (!run) throw new Error("Lighthouse said nothing.");
    const { categories, audits, runtimeError, environment } = run.lhr;
    if (runtimeError) throw new Error(`${runtimeError.code}: ${runtimeError.message}`);
    for (const { id, score, title, displayValue } of Object.values(audits)) {
      if (score !== null && score < 0.9)
        process.stderr.write(`${id} ${score} ${title} ${displayValue ?? ""}\n`);
    }
    const scores = Object.entries(categories).map(([id, { score }]) => [id, score ?? 0] as const);
    return { ...Object.fromEntries(scores), [MACHINE]: environment.benchmarkIndex };
  } finally {
    await browser.close();
  }
}
