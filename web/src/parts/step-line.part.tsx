import Check from "lucide-solid/icons/check";
import { For, type JSX, Show } from "solid-js";
import "./step-line.css";

/** Where one is in a few steps; any of them can be gone to. */
export function StepLine<Step extends string>(props: {
  readonly label: string;
  readonly steps: readonly {
    readonly id: Step;
    readonly name: string;
    readonly isDone: boolean;
    readonly said: string;
  }[];
  readonly now: Step;
  readonly onGo: (step: Step) => void;
}): JSX.Element {
  return (
    <nav class="step-line" aria-label={props.label}>
      <ol>
        <For each={props.steps}>
          {(step, at) => (
            <li>
              <button
                type="button"
                aria-label={step.said}
                aria-current={step.id === props.now ? "step" : undefined}
                data-done={step.isDone}
                onClick={() => props.onGo(step.id)}
              >
                <span class="step-line-mark" aria-hidden="true">
                  <Show when={step.isDone} fallback={at() + 1}>
                    <Check size={18} />
                  </Show>
                </span>
                <span class="step-line-name" aria-hidden="true">
                  {step.name}
                </span>
              </button>
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}
