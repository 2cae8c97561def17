import { type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Logo } from "./logo.part.tsx";
import "./door.css";

/** The frame of every page that needs nobody signed in. */
export function Door(props: {
  readonly title: string;
  readonly intro?: string | undefined;
  readonly foot?: string | undefined;
  readonly isWide?: boolean | undefined;
  readonly choices: JSX.Element;
  readonly children: JSX.Element;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="door">
      <header class="door-head">{props.choices}</header>
      <main id="content" class="door-main" data-wide={props.isWide ?? false} tabIndex={-1}>
        <div class="door-brand">
          <Logo size={28} />
          <span>{words.t("app.name")}</span>
        </div>
        <div class="door-card">
          <h1 class="door-title">{props.title}</h1>
          <Show when={props.intro}>
            <p class="door-intro">{props.intro}</p>
          </Show>
          {props.children}
        </div>
        <Show when={props.foot}>
          <p class="door-foot">{props.foot}</p>
        </Show>
      </main>
    </div>
  );
}
