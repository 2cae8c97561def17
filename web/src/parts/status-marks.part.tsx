import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { severityOfStatus, sortByUrgency } from "../points/point-state.ts";
import { StateIcon } from "./state-icon.part.tsx";
import "./status-marks.css";

/** Info codes in words, the most urgent first, each with its shape; nothing where there are none. */
export function StatusMarks(props: { readonly status: readonly string[] }): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.status.length > 0}>
      <span class="status-marks">
        <For each={sortByUrgency(props.status)}>
          {(id) => (
            <span class="status-mark">
              <StateIcon state={severityOfStatus(id)} size={14} />
              {words.status(id)}
            </span>
          )}
        </For>
      </span>
    </Show>
  );
}
