import { join } from "node:path";

import { bundleForBrowser } from "../support/bundle-decoder.ts";
import { openBrowser } from "../support/open-browser.ts";
import type { CommonTelegram } from "./common-telegrams.ts";
import { type BrowserRun, readInPage } from "./read-in-page.ts";

const PROGRAM = join(import.meta.dirname, "read-in-page.ts");

/** Decodes in a page of a real browser, with the decoder bundled as the product's is. */
export async function decodeInChromium(telegrams: readonly CommonTelegram[]): Promise<BrowserRun> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundleForBrowser(PROGRAM, "bench") });
    return await page.evaluate<BrowserRun>(`bench.${readInPage.name}(${JSON.stringify(telegrams)})`);
  } finally {
    await browser.close();
  }
}
