import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { For, type JSX } from "solid-js";
import "./menu.css";

/** One of several, behind a button. */
export function ChoiceMenu<T extends string>(props: {
  readonly label: string;
  readonly icon: JSX.Element;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly lang?: string }[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
}): JSX.Element {
  const choose = (wanted: string): void => {
    const choice = props.choices.find(({ value }) => value === wanted);
    if (choice) props.onChoose(choice.value);
  };
  return (
    <DropdownMenu gutter={6}>
      <DropdownMenu.Trigger class="icon-button" aria-label={props.label} data-tip={props.label}>
        {props.icon}
      </DropdownMenu.Trigger>
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
