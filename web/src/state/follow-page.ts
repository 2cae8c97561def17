import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { useOffice } from "./office.ts";
import { watchSessionAge } from "./session-age.ts";

const APP = "Rounds";

/**
 * The window is called after the page's own heading (WCAG 2.4.2), and whoever went to another page goes on from
 * its beginning by keys: the focus does not stay in the navigation, nor get lost with what was left. Whose page it is is
 * looked at meanwhile: a phone's start page shows nothing that is kept.
 */
export function followPage(pathname: Accessor<string>): void {
  watchSessionAge(useOffice().session);
  const content = document.getElementById("content");
  if (!content) return;
  let said: string | undefined;
  const name = (): void => {
    // A training says by itself what it is.
    if (pathname().startsWith("/training")) return;
    const heading = headingOf(content);
    if (heading === said) return;
    said = heading;
    document.title = heading === undefined ? APP : `${heading} · ${APP}`;
  };
  const watch = new MutationObserver(name);
  watch.observe(content, { childList: true, subtree: true, characterData: true });
  onCleanup(() => watch.disconnect());
  name();
  const enter = (): void => {
    const { activeElement } = document;
    const isInside = content.contains(activeElement) || activeElement?.closest("[role=dialog]");
    if (!isInside) content.focus({ preventScroll: true });
  };
  createEffect(on(pathname, () => void setTimeout(enter), { defer: true }));
}

/** The heading's first words: what is counted behind them changes too often to be a name. */
function headingOf(content: HTMLElement): string | undefined {
  const parts = [...(content.querySelector("h1")?.childNodes ?? [])];
  return parts.map(({ textContent }) => textContent?.trim()).find(Boolean);
}
