import type { BrowserContext, Page } from "playwright";

const MOST_LETTERS = 1500;
const GIVE_UP_MS = 5000;

const open = new Set<() => readonly BrowserContext[]>();

/** From now on these screens are among what `seenScreens` tells; until the function it returns is called. */
export function watchScreens(contexts: () => readonly BrowserContext[]): () => void {
  open.add(contexts);
  return () => open.delete(contexts);
}

/** The text that stands on every open screen, with its address. Where tests run alone it is all that is left of them. */
export function seenScreens(): Promise<readonly string[]> {
  const pages = [...open].flatMap((contexts) => contexts()).flatMap((context) => context.pages());
  return Promise.all(pages.map(screenOf));
}

async function screenOf(page: Page): Promise<string> {
  const text = await page
    .locator("body")
    .innerText({ timeout: GIVE_UP_MS })
    .catch((error: unknown) => String(error));
  return `── on the screen of ${page.url()}\n${text.replaceAll(/\n+/g, "\n").slice(0, MOST_LETTERS)}`;
}
