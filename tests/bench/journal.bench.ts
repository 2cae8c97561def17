import { join } from "node:path";

import vectors from "../fixtures/vectors.json" with { type: "json" };
import { bundleForBrowser } from "../support/bundle-decoder.ts";
import { openBrowser } from "../support/open-browser.ts";
import type { Bench } from "./figure.ts";
import { type JournalRun, soakInPage } from "./journal-in-page.ts";

/**
 * Twelve hours in the car at twenty telegrams a second, as fast as they go: journalled, then decoded, in
 * Chromium's own IndexedDB. `journal.last` has the first tenth of the day as its reference: a ratio under
 * one is a slow-down. `ROUNDS_SOAK_FRAMES` makes the day shorter.
 */
const DAY = 864_000;
const ORIGIN = "http://soak.test";
const PROGRAM = join(import.meta.dirname, "journal-in-page.ts");

async function soak(frames: number): Promise<JournalRun> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<p>" }));
    await page.goto(ORIGIN);
    await page.addScriptTag({ content: await bundleForBrowser(PROGRAM, "bench") });
    const hex = vectors["403.full.telegram(no dll crc)"];
    return await page.evaluate<JournalRun>(
      `bench.${soakInPage.name}(${JSON.stringify(hex)}, ${JSON.stringify(vectors.key)}, ${frames})`,
    );
  } finally {
    await browser.close();
  }
}

export const bench: Bench = {
  async measure(print) {
    const frames = Number(process.env["ROUNDS_SOAK_FRAMES"] ?? DAY);
    const run = await soak(frames);
    const { stretches, kept, counted, keyLateMs, readLate, openMs, openAgainMs } = run;
    if (kept !== frames || counted !== frames || readLate !== 1)
      throw new Error(`of ${frames} frames ${kept} are kept, ${counted} decoded, ${readLate} read late`);
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (!first || !last) throw new Error("nothing was measured");
    print({
      name: "journal.last",
      value: Math.round(last.framesPerSecond),
      unit: "frames/s",
      reference: Math.round(first.framesPerSecond),
      ratio: Math.round((last.framesPerSecond / first.framesPerSecond) * 1000) / 1000,
    });
    print({
      name: "journal.heap",
      value: Math.round(Math.max(...stretches.map(({ heapMb }) => heapMb))),
      unit: "MB",
    });
    print({ name: "journal.lateKey", value: Math.round(keyLateMs), unit: "ms" });
    print({ name: "journal.openRound", value: Math.round(openMs), unit: "ms" });
    print({ name: "journal.openAgain", value: Math.round(openAgainMs), unit: "ms" });
  },
};
