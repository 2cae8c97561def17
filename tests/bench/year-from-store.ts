import type { Page } from "playwright";
import { openBrowser } from "../support/open-browser.ts";
import type { RunningServer } from "../support/run-server.ts";

/** The point whose meter has a year of hourly readings. */
export const YEAR_METER = "point-000001";
const TURNS = 7;

/**
 * A year of one meter, read hourly, from the browser's own database to its days or hours of consumption: the
 * worker of the product, started anew each time so that nothing is at hand. The best of seven.
 */
export async function yearFromStore(
  server: RunningServer,
  { step = "day", daysBack = 3 }: { readonly step?: "day" | "hour"; readonly daysBack?: number } = {},
): Promise<number> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    // The compiler names the functions within what is sent into the page by a function of its own.
    await page.addInitScript({ content: "globalThis.__name = (named) => named;" });
    await page.goto(`${server.url}/points/${YEAR_METER}?step=month`);
    await page.locator(".readings tbody tr").first().waitFor();
    await waitForBlocks(page);
    const worker = page.workers().find((one) => one.url().includes("readings-worker"));
    if (!worker) throw new Error("the page has no worker for readings");
    const { ms, intervals } = await page.evaluate(askForYear, {
      url: worker.url(),
      pointId: YEAR_METER,
      turns: TURNS,
      step,
      daysBack,
    });
    // A town's own meters are silent now and then, and read a little past the hour.
    const least = step === "day" ? 365 : 0.9 * 365 * 24;
    if (intervals < least) throw new Error(`a year has ${intervals} ${step}s`);
    return ms;
  } finally {
    await browser.close();
  }
}

const waitForBlocks = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    async () => {
      const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith("rounds-blocks-"));
      if (!found?.name) return false;
      const { name } = found;
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.addEventListener("success", () => resolve(request.result));
      });
      const count = await new Promise<number>((resolve) => {
        const request = database.transaction("blocks").objectStore("blocks").count();
        request.addEventListener("success", () => resolve(request.result));
      });
      database.close();
      return count >= 13;
    },
    undefined,
    { timeout: 60_000, polling: 500 },
  );

/** In the page: the worker's own time for one question is what passes between asking and the answer. */
async function askForYear({
  url,
  pointId,
  turns,
  step,
  daysBack,
}: {
  readonly step: string;
  readonly daysBack: number;
  readonly url: string;
  readonly pointId: string;
  readonly turns: number;
}): Promise<{ readonly ms: number; readonly intervals: number }> {
  let best = Number.POSITIVE_INFINITY;
  let intervals = 0;
  for (let turn = 0; turn < turns; turn++) {
    const worker = new Worker(url, { type: "module" });
    const ask = (id: number, question: object): Promise<{ answer: { ok: boolean; value: unknown } }> =>
      new Promise((resolve) => {
        worker.addEventListener("message", ({ data }) => data.id === id && resolve(data));
        worker.postMessage({ id, owner: { utility: "first", personId: "everybody" }, question });
      });
    const detail = await ask(1, { kind: "detail", pointId });
    const { counters, lastReadingAtMs } = detail.answer.value as {
      readonly counters: readonly string[];
      readonly lastReadingAtMs: number;
    };
    // The town's own days behind the year are of another register.
    const toMs = lastReadingAtMs - daysBack * 86_400_000;
    const fromMs = performance.now();
    const year = await ask(2, {
      kind: "consumption",
      pointId,
      register: counters[0],
      step,
      fromMs: toMs - 366 * 86_400_000,
      toMs,
    });
    best = Math.min(best, performance.now() - fromMs);
    const { intervals: days } = year.answer.value as { readonly intervals: readonly { value: unknown }[] };
    intervals = days.filter(({ value }) => value !== null).length;
    worker.terminate();
  }
  return { ms: best, intervals };
}
