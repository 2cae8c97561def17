import type { BrowserContext } from "playwright";
import type { App } from "./app-driver.ts";

/** The demo's reader on a phone whose browser keeps none of the app's files. */
export async function openBareReader(app: App): Promise<BrowserContext> {
  const browser = app.page.context().browser();
  if (!browser) throw new Error("no browser");
  const context = await browser.newContext({
    serviceWorkers: "block",
    viewport: { width: 412, height: 915 },
    locale: "en-GB",
  });
  await context.request.post(`${app.server.url}/api/v1/demo-session`, { data: { person: "reader" } });
  return context;
}
