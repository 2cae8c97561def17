import type { Page } from "playwright";

/** What the app keeps of this phone in its browser, locked or not. */
export interface StoredPhone {
  readonly wrapped: Readonly<Record<string, unknown>>;
  readonly unlocked?: unknown;
  readonly lease?: unknown;
}

/** Only the names of what is kept leave the browser: keys themselves cannot. */
export const storedPhone = (page: Page): Promise<StoredPhone> =>
  page.evaluate(async () => {
    const opened = indexedDB.open("rounds-field");
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const asked = opened.result.transaction("phone").objectStore("phone").get("phone");
    await new Promise((resolve) => asked.addEventListener("success", resolve));
    opened.result.close();
    const named = (kept: object) => Object.fromEntries(Object.keys(kept).map((name) => [name, true]));
    return { ...named(asked.result), wrapped: named(asked.result.wrapped ?? {}) };
  });
