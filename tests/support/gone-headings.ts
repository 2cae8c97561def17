import type { Page } from "playwright";

/** Every page that is opened from now on counts the headings that are taken off its screen again. */
export const countGoneHeadings = (page: Page): Promise<unknown> => page.addInitScript(countInPage);

/** So many since the page was opened: a screen that waits for a part of it stays where it is. */
export const goneHeadings = (page: Page): Promise<unknown> =>
  page.evaluate(() => Reflect.get(globalThis, "goneHeadings"));

function countInPage(): void {
  const counted = globalThis as { goneHeadings?: number };
  counted.goneHeadings = 0;
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ removedNodes }) => [...removedNodes]))
      if (node instanceof Element && (node.matches("h1") || node.querySelector("h1")))
        counted.goneHeadings = (counted.goneHeadings ?? 0) + 1;
  }).observe(document, { childList: true, subtree: true });
}
