import type { JSX } from "solid-js";
import "./proof-button.css";

/** A number that can be asked where it comes from. */
export function ProofButton(props: {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <button type="button" class="proof-button" data-tip={props.label} onClick={() => props.onPress()}>
      {props.children}
      <span class="hearable">, {props.label}</span>
    </button>
  );
}
