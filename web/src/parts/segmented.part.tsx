import { For, type JSX, Show } from "solid-js";
import "./segmented.css";

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: JSX.Element | undefined;
}

/** One of a few, all in sight. Radio buttons underneath: arrow keys move. */
export function Segmented<T extends string>(props: {
  readonly name: string;
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  readonly isIconOnly?: boolean | undefined;
}): JSX.Element {
  return (
    <div class="segmented" role="radiogroup" aria-label={props.label}>
      <For each={props.segments}>
        {(segment) => (
          <label class="segment" data-tip={props.isIconOnly ? segment.label : undefined}>
            <input
              type="radio"
              class="hearable"
              name={props.name}
              value={segment.value}
              checked={segment.value === props.value}
              onChange={() => props.onChoose(segment.value)}
            />
            <span class="segment-face">
              <Show when={segment.icon}>{segment.icon}</Show>
              <span classList={{ hearable: props.isIconOnly ?? false }}>{segment.label}</span>
            </span>
          </label>
        )}
      </For>
    </div>
  );
}
