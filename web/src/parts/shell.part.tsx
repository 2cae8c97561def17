import { A } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Logo } from "./logo.part.tsx";
import "./shell.css";

export interface NavEntry {
  readonly href: string;
  readonly label: string;
  readonly icon: JSX.Element;
}

/** The frame around every screen: who we are, where one can go, how things stand. */
export function Shell(props: {
  readonly utility: string | undefined;
  readonly entries: readonly NavEntry[];
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
        <A href="/points" class="rail-brand">
          <Logo size={26} />
          <span class="rail-names">
            <span class="rail-name">{words.t("app.name")}</span>
            <span class="rail-utility one-line">{props.utility ?? "\u00a0"}</span>
          </span>
        </A>
        <nav class="rail-nav" aria-label={words.t("nav.label")}>
          <For each={props.entries}>
            {(entry) => (
              <A href={entry.href} class="rail-link" activeClass="is-here">
                {entry.icon}
                <span>{entry.label}</span>
              </A>
            )}
          </For>
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
