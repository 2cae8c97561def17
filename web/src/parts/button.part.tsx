import { type JSX, Show } from "solid-js";
import "./button.css";

/** A button with words. `quiet` ones have no ground until they are pointed at. */
export function Button(props: {
  readonly label: string;
  readonly onPress: () => void;
  readonly icon?: JSX.Element | undefined;
  readonly tone?: "plain" | "accent" | "quiet" | undefined;
  readonly tip?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}): JSX.Element {
  return (
    <button
      type="button"
      class="button"
      data-tone={props.tone ?? "plain"}
      data-tip={props.tip}
      disabled={props.isDisabled}
      onClick={() => props.onPress()}
    >
      <Show when={props.icon}>{props.icon}</Show>
      <span>{props.label}</span>
    </button>
  );
}

/** A button that is only a picture; its name is heard, and shown on hover. */
export function IconButton(props: {
  readonly label: string;
  readonly icon: JSX.Element;
  readonly onPress: () => void;
  readonly isDisabled?: boolean | undefined;
}): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      data-tip={props.label}
      disabled={props.isDisabled}
      onClick={() => props.onPress()}
    >
      {props.icon}
    </button>
  );
}
