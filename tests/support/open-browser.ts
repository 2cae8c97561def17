import { type Browser, chromium } from "playwright";
import { BROWSER_FLAGS, findBrowser } from "./find-browser.ts";
import { watchScreens } from "./seen-screens.ts";

/** A quiet browser without a profile. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });
  browser.on(
    "disconnected",
    watchScreens(() => browser.contexts()),
  );
  return browser;
}
