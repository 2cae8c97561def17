import { For, type JSX, Show } from "solid-js";
import "./skeleton.css";

/** The shape of rows that are on their way. */
export function SkeletonRows(props: {
  readonly count: number;
  readonly label: string;
  /** How far it is, in words, when it takes longer. */
  readonly progress?: string | undefined;
}): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <Show when={props.progress} fallback={<span class="hearable">{props.label}</span>}>
        {(progress) => <p class="skeleton-progress">{progress()}</p>}
      </Show>
      <For each={Array.from({ length: props.count }, (_, i) => i)}>
        {(i) => (
          <div class="skeleton-row" aria-hidden="true">
            <span class="skeleton-bar skeleton-dot" />
            <span class={`skeleton-bar skeleton-long skeleton-${i % 4}`} />
            <span class="skeleton-bar skeleton-short" />
            <span class="skeleton-bar skeleton-number" />
          </div>
        )}
      </For>
    </div>
  );
}

/** A grey block of the size of what is on its way. */
export function SkeletonBlock(props: { readonly label: string }): JSX.Element {
  return (
    <div class="skeleton-block" role="status">
      <span class="hearable">{props.label}</span>
    </div>
  );
}
