import { type JSX, Show } from "solid-js";
import "./notice.css";

/** What a place says when it has nothing to show: why, and what to do about it. */
export function Notice(props: {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly icon?: JSX.Element | undefined;
  readonly tone?: "calm" | "failed" | undefined;
  readonly children?: JSX.Element | undefined;
}): JSX.Element {
  return (
    <div class="notice" data-tone={props.tone ?? "calm"} role={props.tone === "failed" ? "alert" : "status"}>
      <Show when={props.icon}>
        <div class="notice-icon">{props.icon}</div>
      </Show>
      <p class="notice-title">{props.title}</p>
      <Show when={props.hint}>
        <p class="notice-hint">{props.hint}</p>
      </Show>
      <Show when={props.children}>
        <div class="notice-actions">{props.children}</div>
      </Show>
    </div>
  );
}
