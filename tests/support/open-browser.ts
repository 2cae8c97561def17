import { type Browser, type BrowserContextOptions, chromium } from "playwright";
import { BROWSER_FLAGS, findBrowser } from "./find-browser.ts";
import { makePatient } from "./patient-context.ts";
import { watchScreens } from "./seen-screens.ts";

/** A quiet browser without a profile, in which every page waits as long as the tests do. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });
  browser.on(
    "disconnected",
    watchScreens(() => browser.contexts()),
  );
  const newContext = browser.newContext.bind(browser);
  return Object.assign(browser, {
    newContext: async (options?: BrowserContextOptions) => {
      const context = await newContext(options);
      makePatient(context);
      return context;
    },
  });
}
