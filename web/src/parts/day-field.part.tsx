import { createUniqueId, type JSX } from "solid-js";
import "./form.css";

/** A day of the utility's, as `YYYY-MM-DD`; empty where none is chosen. */
export function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly isRequired?: boolean | undefined;
  /** The last day that may be chosen. */
  readonly max?: string | undefined;
  readonly class?: string | undefined;
  readonly onInput: (day: string) => void;
}): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class={`field-input ${props.class ?? ""}`.trim()}
        type="date"
        required={props.isRequired ?? false}
        value={props.value}
        max={props.max}
        aria-describedby={`${id}-hint`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <p class="field-hint" id={`${id}-hint`}>
        {props.hint}
      </p>
    </div>
  );
}
