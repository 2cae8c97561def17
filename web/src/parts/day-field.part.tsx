import type { JSX } from "solid-js";
import { FieldFrame } from "./form.part.tsx";

/** A day of the utility's, as `YYYY-MM-DD`; empty where none is chosen. */
export function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly isRequired?: boolean | undefined;
  readonly isWrong?: boolean | undefined;
  /** The last day that may be chosen. */
  readonly max?: string | undefined;
  readonly class?: string | undefined;
  readonly onInput: (day: string) => void;
}): JSX.Element {
  return (
    <FieldFrame
      label={props.label}
      hint={props.hint}
      control={(id, hintId) => (
        <input
          id={id}
          class={`field-input ${props.class ?? ""}`.trim()}
          type="date"
          required={props.isRequired ?? false}
          value={props.value}
          max={props.max}
          aria-invalid={props.isWrong}
          aria-describedby={hintId()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}

/** A moment of the utility's, to the minute, as `YYYY-MM-DDTHH:MM`. */
export function MomentField(props: {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly isWrong: boolean;
  readonly onInput: (moment: string) => void;
}): JSX.Element {
  return (
    <FieldFrame
      label={props.label}
      hint={props.hint}
      isWrong={props.isWrong}
      control={(id, hintId) => (
        <input
          id={id}
          class="field-input"
          type="datetime-local"
          required={true}
          value={props.value}
          aria-invalid={props.isWrong}
          aria-describedby={hintId()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}
