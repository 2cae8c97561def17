import { For, type JSX } from "solid-js";
import "./skeleton.css";

/** The shape of rows that are on their way. */
export function SkeletonRows(props: { readonly count: number; readonly label: string }): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="hearable">{props.label}</span>
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
