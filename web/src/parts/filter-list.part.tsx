import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { createMemo, For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { type FilterMenuProps, FilterName } from "./filter-name.part.tsx";

/** The open list of a filter's choices, with the button it hangs on. */
export function FilterList(props: FilterMenuProps): JSX.Element {
  return (
    <DropdownMenu modal={false} gutter={6} placement="bottom-start" defaultOpen={true}>
      <DropdownMenu.Trigger class="filter-button" classList={{ "is-on": props.chosen.length > 0 }}>
        <FilterName {...props} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu" aria-label={props.label}>
          <Choices {...props} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

function Choices(props: FilterMenuProps): JSX.Element {
  const words = useWords();
  const counts = createMemo(() => props.count());
  const toggle = (value: string, isOn: boolean): void => {
    const others = props.isSingle ? [] : props.chosen.filter((other) => other !== value);
    props.onChoose(isOn ? [...others, value] : others);
  };
  return (
    <>
      <For each={props.valuesOf(counts())}>
        {(value) => (
          <>
            <DropdownMenu.CheckboxItem
              class="menu-item"
              checked={props.chosen.includes(value)}
              onChange={(isOn: boolean) => toggle(value, isOn)}
              closeOnSelect={props.isSingle ?? false}
            >
              <Show when={props.iconOf}>{(iconOf) => <span class="menu-icon">{iconOf()(value)}</span>}</Show>
              <span class="menu-label">{props.labelOf(value)}</span>
              <span class="menu-count">{words.formats().number(counts().get(value) ?? 0)}</span>
              <span class="menu-check-place">
                <DropdownMenu.ItemIndicator class="menu-check">
                  <Check size={15} aria-hidden="true" />
                </DropdownMenu.ItemIndicator>
              </span>
            </DropdownMenu.CheckboxItem>
            <Show when={value === props.apartAfter && props.valuesOf(counts()).at(-1) !== value}>
              <DropdownMenu.Separator class="menu-line" />
            </Show>
          </>
        )}
      </For>
      <Show when={props.chosen.length > 0}>
        <DropdownMenu.Separator class="menu-line" />
        <DropdownMenu.Item class="menu-item" onSelect={() => props.onChoose([])}>
          <span class="menu-label muted">{words.t("filter.clear")}</span>
        </DropdownMenu.Item>
      </Show>
    </>
  );
}
