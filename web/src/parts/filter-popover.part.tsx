import { Popover } from "@kobalte/core/popover";
import ChevronDown from "lucide-solid/icons/chevron-down";
import { type JSX, Show } from "solid-js";
import { focusFirstAsItOpens } from "./open-focus.ts";
import "./menu.css";

/** A filter that asks more than a list of choices: a button that says what is asked, and a form that hangs on it. */
export function FilterPopover(props: {
  readonly label: string;
  /** What is asked now; empty for nothing. */
  readonly said: string;
  readonly class: string;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <Popover modal={false} gutter={6} placement="bottom-start">
      <Popover.Trigger class="filter-button" classList={{ "is-on": props.said !== "" }}>
        <span>{props.label}</span>
        <Show when={props.said !== ""}>
          <span class="filter-summary one-line">{props.said}</span>
        </Show>
        <ChevronDown size={14} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          class={`menu ${props.class}`}
          aria-label={props.label}
          onOpenAutoFocus={focusFirstAsItOpens}
        >
          {props.children}
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  );
}
