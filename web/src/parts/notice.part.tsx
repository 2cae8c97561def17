import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import "./notice.css";

/** What a place says when it has nothing to show: why, and what to do about it. */
export function Notice(props: {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly icon?: JSX.Element | undefined;
  readonly tone?: "calm" | "failed" | undefined;
  /** The notice is the whole page: its title is the page's. */
  readonly isPage?: boolean | undefined;
  readonly children?: JSX.Element | undefined;
}): JSX.Element {
  return (
    <div class="notice" data-tone={props.tone ?? "calm"} role={props.tone === "failed" ? "alert" : "status"}>
      <Show when={props.icon}>
        <div class="notice-icon">{props.icon}</div>
      </Show>
      <Dynamic component={props.isPage ? "h1" : "p"} class="notice-title">
        {props.title}
      </Dynamic>
      <Show when={props.hint}>
        <p class="notice-hint">{props.hint}</p>
      </Show>
      <Show when={props.children}>
        <div class="notice-actions">{props.children}</div>
      </Show>
    </div>
  );
}
