import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright";

/** What the page's own process holds, in MB: heap, workers, pictures and all. */
export async function memoryOf(context: BrowserContext, page: Page): Promise<number> {
  const devtools = await context.newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const browser = await context.browser()?.newBrowserCDPSession();
  const listed = await (browser ?? devtools).send("SystemInfo.getProcessInfo" as "Browser.getVersion");
  const { processInfo } = listed as unknown as {
    readonly processInfo: readonly { readonly id: number; readonly type: string }[];
  };
  const kilobytes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0));
  return Math.max(...kilobytes) / 1024;
}
