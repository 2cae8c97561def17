import { type JSX, Show } from "solid-js";
import "./proof-button.css";

/** A number that can be asked where it comes from. */
export function ProofButton(props: {
  readonly label: string;
  /** The number to its last digit, or between what it lies, where it is shown shorter. */
  readonly exact?: string | undefined;
  /** In a table that is walked by arrow keys one cell alone is reached by Tab. */
  readonly tabIndex?: number;
  readonly onPress: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <button
      type="button"
      class="proof-button"
      data-tip={props.exact ?? props.label}
      tabIndex={props.tabIndex}
      onClick={() => props.onPress()}
    >
      {props.children}
      <span class="hearable">
        <Show when={props.exact}>{(exact) => `, ${exact()}`}</Show>, {props.label}
      </span>
    </button>
  );
}
