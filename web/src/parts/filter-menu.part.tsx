import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import ChevronDown from "lucide-solid/icons/chevron-down";
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./menu.css";

export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  /** How many rows this choice would show. */
  readonly count: number;
  readonly icon?: JSX.Element | undefined;
  /** A line above this choice sets it apart from those before. */
  readonly isApart?: boolean | undefined;
}

/** A filter of a list: any number of choices, each with what it would show. */
export function FilterMenu(props: {
  readonly label: string;
  readonly choices: readonly FilterChoice[];
  readonly chosen: readonly string[];
  /** Only one at a time. */
  readonly isSingle?: boolean | undefined;
  readonly onChoose: (chosen: readonly string[]) => void;
}): JSX.Element {
  const words = useWords();
  const toggle = (value: string, isOn: boolean): void => {
    const others = props.isSingle ? [] : props.chosen.filter((other) => other !== value);
    props.onChoose(isOn ? [...others, value] : others);
  };
  const summary = (): string =>
    props.choices
      .filter(({ value }) => props.chosen.includes(value))
      .map(({ label }) => label)
      .join(", ");
  return (
    <DropdownMenu modal={false} gutter={6} placement="bottom-start">
      <DropdownMenu.Trigger class="filter-button" classList={{ "is-on": props.chosen.length > 0 }}>
        <span>{props.label}</span>
        <Show when={props.chosen.length > 0}>
          <span class="filter-summary one-line">{summary()}</span>
        </Show>
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu" aria-label={props.label}>
          <For each={props.choices}>
            {(choice) => (
              <>
                <Show when={choice.isApart}>
                  <DropdownMenu.Separator class="menu-line" />
                </Show>
                <DropdownMenu.CheckboxItem
                  class="menu-item"
                  checked={props.chosen.includes(choice.value)}
                  onChange={(isOn: boolean) => toggle(choice.value, isOn)}
                  closeOnSelect={props.isSingle ?? false}
                >
                  <Show when={choice.icon}>
                    <span class="menu-icon">{choice.icon}</span>
                  </Show>
                  <span class="menu-label">{choice.label}</span>
                  <span class="menu-count">{words.formats().number(choice.count)}</span>
                  <span class="menu-check-place">
                    <DropdownMenu.ItemIndicator class="menu-check">
                      <Check size={15} aria-hidden="true" />
                    </DropdownMenu.ItemIndicator>
                  </span>
                </DropdownMenu.CheckboxItem>
              </>
            )}
          </For>
          <Show when={props.chosen.length > 0}>
            <DropdownMenu.Separator class="menu-line" />
            <DropdownMenu.Item class="menu-item" onSelect={() => props.onChoose([])}>
              <span class="menu-label muted">{words.t("filter.clear")}</span>
            </DropdownMenu.Item>
          </Show>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
