import { A } from "@solidjs/router";
import Menu from "lucide-solid/icons/menu";
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Logo } from "./logo.part.tsx";
import "./shell.css";

export interface NavEntry {
  readonly href: string;
  readonly label: string;
  readonly icon: JSX.Element;
  /** Stands in the bar of a phone; the others are behind "More". */
  readonly isMain: boolean;
}

export interface NavGroup {
  /** The first group needs none. */
  readonly label?: string;
  readonly entries: readonly NavEntry[];
}

/** The frame around every screen: who we are, where one can go, how things stand. */
export function Shell(props: {
  readonly utility: string | undefined;
  readonly groups: readonly NavGroup[];
  /** On a phone, when the places behind "More" are opened. */
  readonly onMore?: (() => void) | undefined;
  /** Leads to anything by its name or number. */
  readonly find?: JSX.Element | undefined;
  readonly connection: JSX.Element;
  readonly choices: JSX.Element;
  /** Who is signed in. */
  readonly person?: JSX.Element | undefined;
  readonly children: JSX.Element;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="shell">
      <a class="shell-skip" href="#content">
        {words.t("app.skip")}
      </a>
      <header class="rail">
        <A href="/today" class="rail-brand">
          <Logo size={26} />
          <span class="rail-names">
            <span class="rail-name">{words.t("app.name")}</span>
            <span class="rail-utility one-line">{props.utility ?? "\u00a0"}</span>
          </span>
        </A>
        {props.find}
        <nav class="rail-nav" aria-label={words.t("nav.label")}>
          <For each={props.groups}>
            {(group) => (
              <div class="rail-group">
                <Show when={group.label}>
                  <span class="rail-group-label">{group.label}</span>
                </Show>
                <For each={group.entries}>
                  {(entry) => (
                    <A href={entry.href} class="rail-link" data-main={entry.isMain} activeClass="is-here">
                      {entry.icon}
                      <span>{entry.label}</span>
                    </A>
                  )}
                </For>
              </div>
            )}
          </For>
          <More groups={props.groups} onOpen={() => props.onMore?.()} />
        </nav>
        <div class="rail-foot">
          {props.connection}
          <div class="rail-choices">{props.choices}</div>
          {props.person}
        </div>
      </header>
      <main id="content" class="shell-main" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}

/** On a phone: everything that the bar has no room for. The browser's own popover: Escape and a tap beside it close it. */
function More(props: { readonly groups: readonly NavGroup[]; readonly onOpen: () => void }): JSX.Element {
  const words = useWords();
  let sheet: HTMLDivElement | undefined;
  const hasMore = (): boolean => props.groups.some(({ entries }) => entries.some(({ isMain }) => !isMain));
  return (
    <Show when={hasMore()}>
      <button type="button" class="rail-link rail-more" popovertarget="more-places">
        <Menu size={16} aria-hidden="true" />
        <span>{words.t("nav.more")}</span>
      </button>
      <div
        id="more-places"
        class="more-places"
        popover="auto"
        onBeforeToggle={() => props.onOpen()}
        ref={(element) => {
          sheet = element;
        }}
      >
        <For each={props.groups}>
          {(group) => (
            <div class="rail-group">
              <Show when={group.label}>
                <span class="rail-group-label">{group.label}</span>
              </Show>
              <For each={group.entries}>
                {(entry) => (
                  <A
                    href={entry.href}
                    class="more-link"
                    activeClass="is-here"
                    onClick={() => sheet?.hidePopover()}
                  >
                    {entry.icon}
                    <span>{entry.label}</span>
                  </A>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
    </Show>
  );
}
