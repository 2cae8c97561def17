import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { For, type JSX, Show } from "solid-js";
import "./menu.css";

export interface ChoiceMenuProps<T extends string> {
  readonly label: string;
  /** A picture alone, or a face of words. */
  readonly icon?: JSX.Element | undefined;
  readonly face?: JSX.Element | undefined;
  readonly choices: readonly {
    readonly value: T;
    readonly label: string;
    readonly note?: string;
    readonly lang?: string;
  }[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
}

/** The open menu of a `ChoiceMenu`, with the button it hangs on. */
export function ChoiceList<T extends string>(props: ChoiceMenuProps<T>): JSX.Element {
  const choose = (wanted: string): void => {
    const choice = props.choices.find(({ value }) => value === wanted);
    if (choice) props.onChoose(choice.value);
  };
  return (
    <DropdownMenu modal={false} gutter={6} defaultOpen={true}>
      <Show
        when={props.face}
        fallback={
          <DropdownMenu.Trigger class="icon-button" aria-label={props.label} data-tip={props.label}>
            {props.icon}
          </DropdownMenu.Trigger>
        }
      >
        <DropdownMenu.Trigger class="face-button" data-tip={props.label}>
          {props.face}
        </DropdownMenu.Trigger>
      </Show>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">
          <DropdownMenu.RadioGroup value={props.value} onChange={choose}>
            <For each={props.choices}>
              {(choice) => (
                <DropdownMenu.RadioItem
                  class="menu-item"
                  value={choice.value}
                  closeOnSelect={true}
                  lang={choice.lang}
                >
                  <span class="menu-label">{choice.label}</span>
                  <span class="menu-count">{choice.note}</span>
                  <DropdownMenu.ItemIndicator class="menu-check">
                    <Check size={15} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              )}
            </For>
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
